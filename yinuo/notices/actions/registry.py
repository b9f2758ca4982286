"""What kinds of notice there are: who is told, in which words. Rooms register theirs when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils.functional import Promise

from yinuo.people.models import Contact, Person

Audience = Literal["vendor", "client"]
VENDOR: Audience = "vendor"
CLIENT: Audience = "client"


class UnknownKind(Exception):
    """Nobody registered this kind of notice."""


class VendorNotice(Exception):
    """A notice for our side only was about to go to a person of the client's."""


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of a letter."""

    name: str
    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What one person reads. `subject` carries no private words; `html` replaces the paragraphs made of `text`."""

    subject: str
    text: str
    html: str = ""
    attachments: tuple[File, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of, at the moment of sending. `payload` is the plain text that `tell` sealed."""

    kind: str
    subject: str
    payload: str
    channel: str
    at: datetime


Recipients = Callable[[Told], Iterable[Person]]
Compose = Callable[[Told, Person], Letter | None]


def nobody(told: Told) -> Iterable[Person]:
    """Recipients of a kind whose persons are always named by `tell`."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One registered kind."""

    name: str
    audience: Audience
    title: str | Promise
    recipients: Recipients
    compose: Compose


_kinds: dict[str, Kind] = {}


def register(
    name: str, *, compose: Compose, recipients: Recipients = nobody, side: Audience = VENDOR, title: str | Promise = ""
) -> None:
    """Say who is told of `name` and in which words.

    `recipients(told)` is asked when the notice falls due, unless `tell` named the persons. `compose(told, person)`
    runs at sending in the person's language, in a transaction of its own; None means the person may not or need not
    know any more. With `side` "vendor", the default, no contact is ever written to.
    """
    _kinds[name] = Kind(name, side, title or name, recipients, compose)


def forget(name: str) -> None:
    """Take a kind off the list again (a test's own)."""
    _kinds.pop(name, None)


def kind_of(name: str) -> Kind:
    """The kind registered as `name`.

    Raises:
        UnknownKind: nobody registered it.

    """
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(name) from None


def title_of(name: str) -> str:
    """What people call this kind, in the active language."""
    return str(_kinds[name].title) if name in _kinds else name


def guard(kind: Kind, people: Iterable[Person]) -> None:
    """Let nothing of ours reach the client, whatever a higher room asked for.

    Raises:
        VendorNotice: one of `people` is a contact and the kind is ours alone.

    """
    if kind.audience == CLIENT:
        return
    if Contact.objects.filter(person__in=[person.pk for person in people]).exists():
        raise VendorNotice(kind.name)
