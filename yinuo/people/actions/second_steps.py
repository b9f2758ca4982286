"""How a member signs in: a second step is added, renamed, renewed, taken away; sessions end with every change."""

from __future__ import annotations

import base64
import secrets
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from allauth.mfa.webauthn.internal.auth import WebAuthn
from django.db import transaction

from yinuo.base import clock, sessions
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.people import access
from yinuo.people.models import Firm, Member, Person

RECOVERY_CODES = 10


class StepNeeded(Exception):
    """The firm demands a second step, and this is the member's last one."""


class NoSuchStep(Exception):
    """The member has not set this up, or it is somebody else's."""


class NoReason(Exception):
    """Taking a step away from somebody needs a reason that can be read later."""


class AlreadySetUp(Exception):
    """There is one authenticator app for each member."""


@transaction.atomic
def add_app(person: Person, *, secret: str, at: datetime, but: str | None = None) -> None:
    """Let an authenticator app (RFC 6238) be a second step. `but` is the session that stays. Raises `AlreadySetUp`."""
    if Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.TOTP).exists():
        raise AlreadySetUp
    TOTP.activate(person, secret)
    _changed("people.add_second_step", person, but=but, kind="app")


@transaction.atomic
def add_passkey(person: Person, *, name: str, credential: dict[str, Any], at: datetime, but: str | None = None) -> None:
    """Let a passkey sign `person` in. The credential was verified by whoever calls."""
    WebAuthn.add(person, name, credential)
    _changed("people.add_second_step", person, but=but, kind="passkey", name=Personal(_subject(person), name))


@transaction.atomic
def rename_passkey(person: Person, *, key: int, name: str) -> None:
    """Call a passkey by another name. Raises `NoSuchStep`."""
    row = _own(person, key)
    row.data["name"] = name
    row.save(update_fields=["data"])
    _record("people.rename_passkey", person, name=Personal(_subject(person), name))


@transaction.atomic
def remove_step(person: Person, *, key: int | None = None, at: datetime, but: str | None = None) -> None:
    """Take the passkey `key` away, or the app without one. Raises `NoSuchStep`, `StepNeeded`."""
    Person.objects.select_for_update().get(pk=person.pk)
    row = _own(person, key)
    others = Authenticator.objects.filter(user_id=person.pk).exclude(pk=row.pk)
    is_last = not others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()
    since = Firm.objects.filter(members__person=person).values_list("second_step_from", flat=True).first()
    if is_last and since is not None and since <= clock.today("UTC"):
        raise StepNeeded
    row.delete()
    if is_last:
        others.delete()
    _changed("people.remove_second_step", person, but=but, kind="app" if key is None else "passkey")


@transaction.atomic
def renew_recovery_codes(person: Person, *, at: datetime, but: str | None = None) -> list[str]:
    """Make ten new codes and return them; only their hashes stay. Older ones are void. Raises `NoSuchStep`."""
    Person.objects.select_for_update().get(pk=person.pk)
    if not access.has_second_step(person):
        raise NoSuchStep
    made = [_recovery_code() for _code in range(RECOVERY_CODES)]
    adapter = access.SecondStepAdapter()
    kept = {"migrated_codes": [adapter.encrypt(access.recovery_digest(code)) for code in made]}
    Authenticator.objects.filter(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES).delete()
    Authenticator.objects.create(user_id=person.pk, type=Authenticator.Type.RECOVERY_CODES, data=kept)
    _changed("people.renew_recovery_codes", person, but=but)
    return made


@transaction.atomic
def note_recovery_code(person: Person) -> None:
    """Write down that a recovery code was used up; its owner is told."""
    _record("people.use_recovery_code", person, left=access.steps_of(person).codes_left or 0)


@transaction.atomic
def take_second_step(person: Person, *, by: Member, reason: str, at: datetime) -> None:
    """Take every second step from a member who lost them: he signs in with one step and sets up anew.

    Raises `NoReason`, `NoSuchStep`. Who asked and why stays on record; the member is told.
    """
    reason = reason.strip()
    if not reason:
        raise NoReason
    if not Authenticator.objects.filter(user_id=person.pk).delete()[0]:
        raise NoSuchStep
    sessions.end(person.pk)
    _record("people.take_second_step", person, by=by.person.name, reason=reason)


@transaction.atomic
def demand_second_step(*, by: Member, since: date | None) -> Firm:
    """Say from which day on members need a second step; None leaves it to them."""
    firm = by.firm
    firm.second_step_from = since
    firm.save(update_fields=["second_step_from"])
    evidence.record(
        verb="people.demand_second_step",
        subject=f"firm/{firm.pk}",
        by=by.person.name,
        facts={"since": since.isoformat() if since else ""},
    )
    return firm


def _own(person: Person, key: int | None) -> Authenticator:
    kind = Authenticator.Type.TOTP if key is None else Authenticator.Type.WEBAUTHN
    rows = Authenticator.objects.filter(user_id=person.pk, type=kind)
    row = rows.first() if key is None else rows.filter(pk=key).first()
    if row is None:
        raise NoSuchStep
    return row


def _recovery_code() -> str:
    text = base64.b32encode(secrets.token_bytes(10)).decode().lower()
    return "-".join(text[place : place + 4] for place in range(0, 16, 4))


def _subject(person: Person) -> str:
    return f"person/{person.pk}"


def _changed(verb: str, person: Person, *, but: str | None, **facts: Any) -> None:
    sessions.end(person.pk, but=but)
    _record(verb, person, **facts)


def _record(verb: str, person: Person, *, by: str = "", **facts: Any) -> None:
    evidence.record(verb=verb, subject=_subject(person), by=by or person.name, facts=facts)
