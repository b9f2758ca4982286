"""Reads about firms, members, contacts and links."""

from __future__ import annotations

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from yinuo.base import clock, codes
from yinuo.people.models import ApiToken, CalendarFeed, Firm, FirmKind, Member, Person, Role, SignInLink


def vendor() -> Firm | None:
    """Our firm; None before the first start (decision 24: there is one)."""
    return Firm.objects.filter(kind=FirmKind.VENDOR).first()


def has_begun() -> bool:
    """Whether somebody of ours can sign in, so that the first start is over."""
    return Member.objects.exists()


def members() -> list[Member]:
    """Everybody of our firm, by name."""
    return list(Member.objects.select_related("person", "firm").order_by("person__name", "pk"))


def administrators() -> list[Member]:
    """Who keeps the firm's accounts."""
    return list(Member.objects.filter(role=Role.ADMINISTRATOR).select_related("person").order_by("pk"))


def client_firms() -> list[Firm]:
    """Clients, partners and supervisors, each with its contacts ready to be read."""
    rows = Firm.objects.exclude(kind=FirmKind.VENDOR).prefetch_related("contacts__person")
    return list(rows.order_by("name"))


def person_by_email(email: str) -> Person | None:
    """Whoever has this address, in any spelling of its case."""
    return Person.objects.filter(email__iexact=email.strip()).first() if email.strip() else None


def linked_since(person: Person) -> datetime | None:
    """When an account at the firm's own provider was linked to `person`; None while there is none."""
    rows = SocialAccount.objects.filter(user_id=person.pk)
    linked: datetime | None = rows.values_list("date_joined", flat=True).first()
    return linked


def contact_by_email(email: str) -> Person | None:
    """The contact who may be sent a sign-in link at this address; None for members, strangers and the shut out."""
    if not email.strip():
        return None
    return Person.objects.filter(email__iexact=email.strip(), is_active=True, contact__isnull=False).first()


def link_of(secret: str, *, at: datetime) -> SignInLink | None:
    """The link behind `secret` while it can still be used; reading it uses nothing up."""
    rows = SignInLink.objects.select_related("person__contact__firm")
    return rows.filter(
        secret_digest=codes.digest(secret),
        used_at=None,
        expires_at__gt=at,
        person__is_active=True,
        person__contact__isnull=False,
    ).first()


def with_second_step() -> set[int]:
    """Persons who have an app or a passkey, by key."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return set(Authenticator.objects.filter(type__in=kinds).values_list("user_id", flat=True))


def members_without_second_step() -> list[Member]:
    """Colleagues who may sign in and have set up no second step, by name."""
    having = with_second_step()
    return [member for member in members() if member.person.is_active and member.person_id not in having]


def tokens_of(member: Member) -> list[ApiToken]:
    """The tokens of `member` that count, the newest first."""
    rows = ApiToken.objects.filter(member=member, ended_at=None, expires_on__gte=clock.today("UTC"))
    return list(rows.order_by("-made_at", "-pk"))


def live_feed(person_id: int) -> CalendarFeed | None:
    """The calendar address of a person that counts now."""
    return CalendarFeed.objects.filter(person=person_id, ended_at=None).first()


def own_token(member: Member, token: int) -> ApiToken | None:
    """The token `token` of `member` unless it was ended."""
    return ApiToken.objects.filter(member=member, pk=token, ended_at=None).first()
