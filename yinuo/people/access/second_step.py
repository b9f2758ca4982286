"""The second step of signing in: what somebody has set up, whether one is due, and how fresh a sign-in must be."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from yinuo.base import clock, codes, sealed
from yinuo.people.models import Member, Person

FRESH = 900
"""Seconds after signing in during which a member without a password may change how he signs in."""
_SALT = b"yinuo.people.second_step"


class TooStale(Exception):
    """Whoever has neither password nor second step signs in anew before changing how he signs in."""


@dataclass(frozen=True, slots=True)
class Passkey:
    """A passkey as its owner reads it."""

    pk: int
    name: str
    made_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SecondSteps:
    """What a member has set up."""

    has_app: bool
    passkeys: tuple[Passkey, ...]
    codes_left: int | None

    @property
    def is_set_up(self) -> bool:
        """Whether there is a step besides the recovery codes."""
        return self.has_app or bool(self.passkeys)


def steps_of(person: Person) -> SecondSteps:
    """Everything `person` has set up. One query."""
    rows = list(Authenticator.objects.filter(user_id=person.pk).order_by("pk"))
    kinds = Authenticator.Type
    recovery = next((row for row in rows if row.type == kinds.RECOVERY_CODES), None)
    return SecondSteps(
        has_app=any(row.type == kinds.TOTP for row in rows),
        passkeys=tuple(
            Passkey(row.pk, row.data["name"], row.created_at, row.last_used_at)
            for row in rows
            if row.type == kinds.WEBAUTHN
        ),
        codes_left=None if recovery is None else len(recovery.data["migrated_codes"]),
    )


def has_second_step(person: Person) -> bool:
    """Whether `person` has an app or a passkey."""
    types = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=person.pk, type__in=types).exists())


def is_stepped(request: HttpRequest, member: Member) -> bool:
    """Whether this sign-in needs no second step any more: there was one, or the firm has demanded none so far.

    A sign-in through the firm's own provider (OIDC) counts: there the firm asks for its second step itself.
    """
    if member.firm.second_step_from is None:
        return True
    met = {record["method"] for record in get_authentication_records(request, member.person)}
    return bool(met & {"mfa", "socialaccount"}) or has_second_step(member.person)


def demand_fresh(request: HttpRequest) -> None:
    """Let nobody change how somebody signs in who merely found an open browser (ASVS 7.5.1).

    Raises allauth's `ReauthenticationRequired`, which leads to the question and back, or `TooStale` for whoever has
    nothing to be asked for and signed in more than fifteen minutes ago.
    """
    if get_adapter().get_reauthentication_methods(request.user):
        if not did_recently_reauthenticate(request):
            raise ReauthenticationRequired
        return
    records = get_authentication_records(request, request.user)
    if not records or clock.now().timestamp() - records[-1]["at"] > FRESH:
        raise TooStale


def recovery_digest(code: str) -> str:
    """How a recovery code is kept: it holds 80 random bits, so a plain hash is as good as the code is long."""
    return codes.digest("".join(sign for sign in code.lower() if sign.isalnum()))


class SecondStepAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """Our words and our sealing for allauth's second steps."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This code is not right, or was used already. Wait for the next one and type that."),
    }

    def encrypt(self, text: str) -> str:
        """Seal a secret under a key derived from the installation's own."""
        return base64.b64encode(sealed.seal(_key(), text.encode(), _SALT)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again; under another installation's key nothing fits any more, so a random secret is returned."""
        try:
            return sealed.unseal(_key(), base64.b64decode(encrypted_text), _SALT).decode()
        except sealed.Broken:
            return base64.b32encode(codes.secret().encode()).decode()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Passkeys belong to the host name and show our name."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return {**entity, "name": "Yinuo 一诺"}


def _key() -> bytes:
    return hmac.new(settings.SECRET_KEY.encode(), _SALT, hashlib.sha256).digest()
