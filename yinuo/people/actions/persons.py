"""Firms, members and contacts: who there is, and on which side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import transaction

from yinuo.base import merge, sessions
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.people import queries
from yinuo.people.models import ApiToken, CalendarFeed, Contact, Firm, FirmKind, Member, Person, Role, SignInLink

THEMES = ("", "light", "dark")


class AlreadyThere(Exception):
    """A firm of this name, or a person with this address, is already known."""


class NotBoth(Exception):
    """Nobody is member and contact at once (decision 24)."""


class WrongFirm(Exception):
    """Members belong to the vendor firm, contacts to any other."""


class NotYours(Exception):
    """Only the first start may act without a member who acts."""


@transaction.atomic
def begin(*, firm: str, name: str, email: str, title: str, password: str) -> Member:
    """The first start: our firm and its first administrator. Raises `AlreadyThere` once there is a member."""
    if queries.has_begun():
        raise AlreadyThere
    ours = queries.vendor() or add_firm(by=None, name=firm, kind=FirmKind.VENDOR)
    return add_member(ours, by=None, name=name, email=email, title=title, role=Role.ADMINISTRATOR, password=password)


@transaction.atomic
def add_firm(*, by: Member | None, name: str, kind: str) -> Firm:
    """Take a firm in. Without `by` only our own, the first. Raises `AlreadyThere`, `NotYours`."""
    name = " ".join(name.split())
    if by is None and kind != FirmKind.VENDOR:
        raise NotYours
    if Firm.objects.filter(name=name).exists() or (kind == FirmKind.VENDOR and queries.vendor()):
        raise AlreadyThere
    firm = Firm.objects.create(name=name, kind=FirmKind(kind))
    evidence.record(
        verb="people.add_firm",
        subject=f"firm/{firm.pk}",
        by=by.person.name if by else name,
        facts={"name": name, "kind": firm.kind},
    )
    return firm


@transaction.atomic
def add_member(
    firm: Firm,
    *,
    by: Member | None,
    name: str,
    email: str,
    title: str,
    role: str,
    password: str | None = None,
    code: str = "",
) -> Member:
    """Take a colleague in. Without a password he signs in by code. Raises `AlreadyThere`, `NotBoth`, `WrongFirm`."""
    if by is None and queries.has_begun():
        raise NotYours
    if firm.kind != FirmKind.VENDOR:
        raise WrongFirm
    _refuse_known(email, as_contact=False)
    person = _person(name=name, email=email, password=password)
    member = Member.objects.create(person=person, firm=firm, title=title.strip(), role=Role(role), code=code)
    _record_person("people.add_member", person, by=by.person.name if by else person.name, role=member.role)
    return member


@transaction.atomic
def add_contact(
    firm: Firm,
    *,
    by: Member,
    name: str,
    address_as: str = "",
    email: str = "",
    phone: str = "",
    title: str = "",
    code: str = "",
    language: str = "",
) -> Contact:
    """Take a person of a client or partner in. Raises `AlreadyThere`, `NotBoth`, `WrongFirm`."""
    if firm.kind == FirmKind.VENDOR:
        raise WrongFirm
    _refuse_known(email, as_contact=True)
    person = _person(name=name, address_as=address_as, email=email, phone=phone, language=language)
    contact = Contact.objects.create(person=person, firm=firm, title=title.strip(), code=code)
    _record_person("people.add_contact", person, by=by.person.name, firm=firm.name)
    return contact


@transaction.atomic
def shut_out(person: Person, *, by: Member, at: datetime) -> Person:
    """Take sign-in away at once: open sessions, unused links, tokens and calendar addresses die with it."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    SignInLink.objects.filter(person=person, used_at=None).update(used_at=at)
    ApiToken.objects.filter(member__person=person, ended_at=None).update(ended_at=at)
    CalendarFeed.objects.filter(person=person, ended_at=None).update(ended_at=at)
    sessions.end(person.pk)
    evidence.record(verb="people.shut_out", subject=f"person/{person.pk}", by=by.person.name)
    return person


def set_language(person: Person, *, language: str) -> Person:
    """Speak `language` to this person from now on; "" follows the browser."""
    return set_profile(person, language=language)


def set_theme(person: Person, *, theme: str) -> Person:
    """Show pages light or dark; "" follows the machine."""
    return set_profile(person, theme=theme)


@transaction.atomic
def set_profile(
    person: Person,
    *,
    name: str | None = None,
    address_as: str | None = None,
    language: str | None = None,
    theme: str | None = None,
    was: Mapping[str, object] | None = None,
) -> Person:
    """Change what a person says about himself; None leaves it. `was` holds what a form was judged against.

    Unknown languages and themes raise `ValueError`, another change that came first `merge.Edited`.
    """
    if language and language not in dict(settings.LANGUAGES):
        raise ValueError(language)
    if theme and theme not in THEMES:
        raise ValueError(theme)
    if was is not None:
        merge.same(Person.objects.select_for_update().get(pk=person.pk), was)
    asked = {"name": name, "address_as": address_as, "language": language, "theme": theme}
    changed = {field: value for field, value in asked.items() if value is not None and value != getattr(person, field)}
    if not changed:
        return person
    for field, value in changed.items():
        setattr(person, field, value)
    person.save(update_fields=list(changed))
    key = f"person/{person.pk}"
    evidence.record(
        verb="people.set_profile",
        subject=key,
        by=person.name,
        facts={field: Personal(key, value) for field, value in changed.items()},
    )
    return person


def _refuse_known(email: str, *, as_contact: bool) -> None:
    known = queries.person_by_email(email)
    if known is None:
        return
    if as_contact == Contact.objects.filter(person=known).exists():
        raise AlreadyThere
    raise NotBoth


def _person(*, password: str | None = None, email: str, **fields: str) -> Person:
    person = Person(email=email.strip().lower() or None, **{key: value.strip() for key, value in fields.items()})
    person.set_password(password)
    person.save(force_insert=True)
    return person


def _record_person(verb: str, person: Person, *, by: str, **facts: str) -> None:
    key = f"person/{person.pk}"
    told = {"name": Personal(key, person.name), "email": Personal(key, person.email or "")}
    evidence.record(verb=verb, subject=key, by=by, facts={**told, **facts})
