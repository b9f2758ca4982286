"""Being signed in: how it began is written down, and it can be ended everywhere."""

from __future__ import annotations

from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import transaction

from yinuo.base import sessions
from yinuo.evidence import actions as evidence
from yinuo.people.models import Person


class NotLinked(Exception):
    """No account of the provider is linked to this member."""


class OtherAccount(Exception):
    """Another account of the provider is already linked to this member."""


@transaction.atomic
def note_sign_in(person: Person, *, means: str) -> None:
    """Write down that a member signed in, and by which means."""
    evidence.record(
        verb="people.sign_in", subject=f"person/{person.pk}", by=person.name, facts={"kind": "member", "means": means}
    )


@transaction.atomic
def end_sessions(person: Person, *, by: str, at: datetime, only: str = "", but: str | None = None) -> int:
    """End open sessions of `person`: the one called `only`, or all but `but`; how many ended."""
    ended = sessions.end(person.pk, only=only, but=but)
    if ended:
        evidence.record(verb="people.end_sessions", subject=f"person/{person.pk}", by=by, facts={"count": ended})
    return ended


@transaction.atomic
def note_password(person: Person, *, but: str | None = None) -> None:
    """Write down that a password was set anew; every other session ends."""
    sessions.end(person.pk, but=but)
    evidence.record(verb="people.set_password", subject=f"person/{person.pk}", by=person.name)


@transaction.atomic
def link_outside(person: Person, *, account: SocialAccount, issuer: str) -> None:
    """Tie a member to an account of the firm's own provider. Raises `OtherAccount`: one account, one member."""
    Person.objects.select_for_update().get(pk=person.pk)
    if SocialAccount.objects.filter(user_id=person.pk, provider=account.provider).exists():
        raise OtherAccount
    account.user = person
    account.save()
    evidence.record(verb="people.link_outside", subject=f"person/{person.pk}", by=person.name, facts={"issuer": issuer})


@transaction.atomic
def unlink_outside(person: Person, *, at: datetime, but: str | None = None) -> None:
    """Untie a member from the account at the firm's own provider; every session but `but` ends. Raises `NotLinked`."""
    if not SocialAccount.objects.filter(user_id=person.pk).delete()[0]:
        raise NotLinked
    sessions.end(person.pk, but=but)
    evidence.record(verb="people.unlink_outside", subject=f"person/{person.pk}", by=person.name)
