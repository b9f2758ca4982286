"""Sessions that know whose they are, since when, and where; idle and old ones end (ASVS 7.3, decision 35)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from django.contrib.sessions.backends.db import SessionStore as Kept
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from yinuo.base import clock, codes, limits
from yinuo.base.kept import Session
from yinuo.base.prepared import Given, Prepared

SITTING = "sitting"
TOUCH = 300
"""Seconds between two writes of "last seen": a page a second must not write a row a second."""
BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Mac OS", "macOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Linux", "Linux"),
)


class SessionStore(Kept):
    """Django's sessions in the database, in a table that says whose each is."""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        row = cast("Session", super().create_model_instance(data))
        sitting = data.get(SITTING, {})
        row.person_id = int(data["_auth_user_id"]) if data.get("_auth_user_id") else None
        row.began_at, row.seen_at = _moment(sitting.get("began")), _moment(sitting.get("seen"))
        row.device, row.address = sitting.get("device", ""), sitting.get("address", "")
        return row


_open = Prepared(
    lambda: Session.objects.filter(
        session_key=Given("key"),
        expire_date__gt=Given("now", Session._meta.get_field("expire_date")),  # noqa: SLF001  # documented API
    )
)


class QuickStore(SessionStore):
    """The same, found by a prepared question: every page begins with one."""

    key_salt = f"django.contrib.sessions.{SessionStore.__qualname__}"  # read and written by both alike

    def _get_session_from_db(self) -> Session | None:
        found: Session | None = _open.first(key=self.session_key, now=clock.now())
        if found is None:
            self._session_key = None
        return found


class QuickMiddleware(SessionMiddleware):
    """Django's, with the quick store."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.SessionStore = QuickStore


@dataclass(frozen=True, slots=True)
class Device:
    """An open session as its person reads it. `key` is a digest: the session's own key never stands on a page."""

    key: str
    words: str
    address: str
    began_at: datetime | None
    seen_at: datetime | None
    is_this: bool


def begin(request: HttpRequest, *, idle: int, lasts: int) -> None:
    """Note who just signed in where. Ends after `idle` seconds without a page, and after `lasts` in any case."""
    now = clock.now().timestamp()
    request.session[SITTING] = {
        "began": now,
        "seen": now,
        "idle": idle,
        "lasts": lasts,
        "device": str(request.META.get("HTTP_USER_AGENT", ""))[:300],
        "address": limits.shortened(limits.address_of(request)),
    }
    request.session.set_expiry(lasts)


def devices(person_id: int, *, this: str | None) -> list[Device]:
    """Open sessions of somebody, the one that asks first, then the latest seen."""
    rows = Session.objects.filter(person_id=person_id, expire_date__gt=clock.now()).order_by("-seen_at", "session_key")
    shown = [
        Device(_public(row), in_words(row.device), row.address, row.began_at, row.seen_at, row.session_key == this)
        for row in rows
    ]
    return sorted(shown, key=lambda device: not device.is_this)


def end(person_id: int, *, only: str = "", but: str | None = None) -> int:
    """End sessions of somebody: the one whose public key is `only`, or all but `but`; how many."""
    rows = [
        row.session_key
        for row in Session.objects.filter(person_id=person_id)
        if row.session_key != but and (not only or _public(row) == only)
    ]
    return Session.objects.filter(session_key__in=rows).delete()[0]


def in_words(agent: str) -> str:
    """The browser and the system behind a `User-Agent`, in the active language."""
    browser = next((name for mark, name in BROWSERS if mark in agent), "")
    system = next((name for mark, name in SYSTEMS if mark in agent), "")
    if not browser and not system:
        return _("unknown browser")
    if browser == "WeChat":
        browser = _("WeChat")
    return " · ".join(filter(None, (browser, system)))


class SittingMiddleware:
    """Ends sessions that were idle or open for too long, and notes now and then that one is in use."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sitting = request.session.get(SITTING)
        if sitting:
            now = clock.now().timestamp()
            if now - sitting["seen"] > sitting["idle"] or now - sitting["began"] > sitting["lasts"]:
                request.session.flush()
            elif now - sitting["seen"] > TOUCH:
                request.session[SITTING] = {**sitting, "seen": now}
        return self.get_response(request)


def _public(row: Session) -> str:
    return codes.digest(row.session_key)[:16]


def _moment(stamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
