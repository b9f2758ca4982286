"""How often something may be tried: counted in the database, so that all processes count together (ASVS 2.4.1)."""

from __future__ import annotations

import ipaddress
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from yinuo.base import clock, codes
from yinuo.base.frame import frame_of
from yinuo.base.kept import Tally

P = ParamSpec("P")
Page = Callable[..., HttpResponseBase]
KEPT = 24 * 3600
"""Seconds after which a tally is swept away; no limit lasts longer."""
_COUNT = (
    "INSERT INTO tally (key, began, count) VALUES (%s, %s, %s) ON CONFLICT (key) DO UPDATE SET "
    "count = CASE WHEN tally.began <= %s THEN excluded.count ELSE tally.count + excluded.count END, "
    "began = CASE WHEN tally.began <= %s THEN excluded.began ELSE tally.began END RETURNING count"
)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `most` tries of `action` within `seconds`.

    What happens very often and is cheap is written down only every `step` tries of a process.
    """

    action: str
    most: int
    seconds: int
    step: int = 1

    def allows(self, *who: object) -> bool:
        """Count one try by `who`, and say whether it is within the limit."""
        key = codes.digest("\n".join((self.action, *map(str, who))))
        if self.step > 1:
            _unwritten[key] += 1
            if _unwritten[key] % self.step:
                return key not in _refused or not self._is_over(key)
            del _unwritten[key]
        count = self._count(key)
        (_refused.add if count > self.most else _refused.discard)(key)
        return count <= self.most

    def _count(self, key: str) -> int:
        now = int(clock.now().timestamp())
        old = now - self.seconds
        with connection.cursor() as cursor:
            cursor.execute(_COUNT, [key, now, self.step, old, old])
            (count,) = cursor.fetchone()
        return int(count)

    def _is_over(self, key: str) -> bool:
        old = int(clock.now().timestamp()) - self.seconds
        return Tally.objects.filter(key=key, began__gt=old, count__gt=self.most).exists()


SEARCHES = Limit("search", most=300, seconds=300, step=10)
EXPORTS = Limit("export", most=120, seconds=300, step=5)
"""Both far above what a person does by hand, and below what a program takes to copy everything."""
_unwritten: defaultdict[str, int] = defaultdict(int)
_refused: set[str] = set()


def forget() -> None:
    """Empty this process's memory of tries that were not written down yet (a test's own)."""
    _unwritten.clear()
    _refused.clear()


def address_of(request: HttpRequest) -> str:
    """Where the request comes from: the peer, or what our own proxies say (`YINUO_PROXIES`, ASVS 15.3.4)."""
    said = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    peer = str(request.META.get("REMOTE_ADDR", ""))
    found = said[-settings.PROXIES] if 0 < settings.PROXIES <= len(said) else peer
    try:
        return str(ipaddress.ip_address(found))
    except ValueError:
        return peer


def shortened(address: str) -> str:
    """The network of an address: enough to know a place again, not enough to know a person by."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return ""
    length = 24 if known.version == 4 else 48  # noqa: PLR2004  # the versions of the protocol
    return str(ipaddress.ip_network(f"{known}/{length}", strict=False).network_address)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429: whoever tried too often waits; nothing is locked for good."""
    facts = {
        "frame": frame_of(request),
        "heading": _("Too many tries"),
        "sentence": _("Wait five minutes, then try again. Nothing is locked, and what is saved stays saved."),
    }
    return HttpResponse(render_to_string("base/error.html", facts), status=429, headers={"Retry-After": "300"})


def by_address(limit: Limit) -> Callable[[Page], Page]:
    """Refuse a POST from an address that tried too often, with the page that says so (429)."""
    return _limited(limit, lambda request: shortened(address_of(request)), methods=("POST",))


def by_person(limit: Limit, *, methods: tuple[str, ...] = ("POST",)) -> Callable[[Page], Page]:
    """Refuse whoever is signed in and did it too often; strangers are counted by address."""
    return _limited(limit, lambda request: request.user.pk or shortened(address_of(request)), methods=methods)


def _limited(limit: Limit, who: Callable[[HttpRequest], object], *, methods: tuple[str, ...]) -> Callable[[Page], Page]:
    def around(page: Page) -> Page:
        @wraps(page)
        def counted(request: HttpRequest, *args: object, **parts: object) -> HttpResponseBase:
            if request.method in methods and not limit.allows(who(request)):
                return too_many(request)
            return page(request, *args, **parts)

        return counted

    return around
