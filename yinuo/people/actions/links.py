"""Sign-in links and invitations: how a contact comes in without a password (decision 18)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from yinuo.base import codes
from yinuo.evidence import actions as evidence
from yinuo.people import queries
from yinuo.people.models import Contact, LinkKind, Person, SignInLink

LASTS = {LinkKind.SIGN_IN: timedelta(minutes=15), LinkKind.INVITATION: timedelta(hours=24)}
WINDOW = timedelta(minutes=15)
MOST_IN_WINDOW = 5


class LinkGone(Exception):
    """The link was used, is too old, or never was."""


class TooManyLinks(Exception):
    """Five links went to this address within fifteen minutes; the next one waits."""


@transaction.atomic
def mint_link(person: Person, kind: str = LinkKind.SIGN_IN, *, at: datetime) -> str:
    """Make a way in for a contact and return its secret, which is stored nowhere.

    Lasts 15 minutes to sign in, 24 hours as an invitation. Raises `LinkGone` for anybody who is no contact or is shut
    out, `TooManyLinks` after five in fifteen minutes.
    """
    if not Contact.objects.select_for_update().filter(person=person, person__is_active=True).exists():
        raise LinkGone
    if SignInLink.objects.filter(person=person, made_at__gt=at - WINDOW).count() >= MOST_IN_WINDOW:
        raise TooManyLinks
    secret = codes.secret()
    SignInLink.objects.create(
        person=person,
        kind=LinkKind(kind),
        secret_digest=codes.digest(secret),
        made_at=at,
        expires_at=at + LASTS[LinkKind(kind)],
    )
    return secret


@transaction.atomic
def use_link(secret: str, *, at: datetime) -> Person:
    """Use a link up and return who it belongs to. Raises `LinkGone`. Of two at once, one wins."""
    link = queries.link_of(secret, at=at)
    if link is None or not SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at):
        raise LinkGone
    person = link.person
    evidence.record(
        verb="people.sign_in",
        subject=f"person/{person.pk}",
        by=person.name,
        facts={"kind": link.kind, "link": link.pk},
    )
    return person
