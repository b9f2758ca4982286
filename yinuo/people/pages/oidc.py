"""Signing in through the firm's own provider (OpenID Connect Core 1.0): members only, nobody signs up (decision 36)."""

from __future__ import annotations

from typing import Any

import jwt
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yinuo.base import clock, codes, limits
from yinuo.people import access, actions, queries
from yinuo.people.models import Person
from yinuo.people.pages.second_steps import fresh

TRIES = limits.Limit("people.outside", most=60, seconds=300)
SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
"""What may sign an identity: never a shared secret, never nothing."""
SECONDS_TO_WAIT = 10


class Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """The provider's own words, judged: the issuer is the one in the settings, its signature is checked."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. Raises `OAuth2Error` when it names itself otherwise than we do."""
        told: dict[str, Any] = super().openid_config
        if str(told.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER:
            raise OAuth2Error("the provider names another issuer")
        return told

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:
        """The identity in the signed token; nothing is taken from elsewhere."""
        text = given["response"].get("id_token", "")
        try:
            if jwt.get_unverified_header(text).get("alg") not in SIGNED_BY:
                raise OAuth2Error("the identity is not signed by a key of the provider")
        except jwt.PyJWTError as error:
            raise OAuth2Error("the identity cannot be read") from error
        claims = jwtkit.verify_and_decode(
            credential=text,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        if not claims.get("sub"):
            raise OAuth2Error("the identity names nobody")
        return self.get_provider().sociallogin_from_response(request, claims)


class Outside(OpenIDConnectProvider):  # type: ignore[misc]  # allauth ships no types
    """The one provider of the installation. An identity is issuer and subject together (ASVS 6.8.1)."""

    oauth2_adapter_class = Provider

    def redirect(self, request: HttpRequest, process: str, next_url: str | None = None, **given: Any) -> HttpResponse:
        """Send the browser to the provider, with a nonce that must come back inside the signed identity."""
        nonce = codes.secret()
        given |= {"auth_params": {"nonce": nonce}, "scope": self.get_scope(), "nonce": nonce}
        response: HttpResponse = super().redirect(request, process, next_url, **given)
        return response

    def extract_uid(self, data: dict[str, Any]) -> str:
        return codes.digest(f"{settings.OIDC_ISSUER}\n{data['sub']}")

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep no more of a person than what the identity is made of."""
        return {"iss": data["iss"], "sub": data["sub"], "nonce": data.get("nonce", "")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """An address counts only when the provider says plainly that it is verified."""
        if data.get("email") and data.get("email_verified") is True:
            return [EmailAddress(email=data["email"], verified=True, primary=True)]
        return []

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Nobody is made from what the provider says."""
        return {}


class OutsideAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """What allauth asks about people from outside."""

    def get_provider(self, request: HttpRequest, provider: str, client_id: str | None = None) -> Outside:
        """The one of the settings; a page without it does not exist."""
        if not settings.OIDC_ISSUER:
            raise Http404
        return Outside(request, app=self.get_app(request, provider="oidc"))

    def get_requests_session(self) -> Any:
        """Ask the provider, and wait no longer than ten seconds."""
        session = super().get_requests_session()
        ask = session.request
        session.request = lambda *what, **how: ask(*what, **{"timeout": SECONDS_TO_WAIT, **how})
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let known members in; tie a member to the account whose verified address an administrator wrote down."""
        if not sociallogin.state.get("nonce") or sociallogin.account.extra_data["nonce"] != sociallogin.state["nonce"]:
            raise ImmediateHttpResponse(refused(request, "forged", 401))
        if sociallogin.is_existing:
            if access.member_of(sociallogin.user) is None:
                raise ImmediateHttpResponse(refused(request, "unknown", 403))
            return
        addresses = [address.email for address in sociallogin.email_addresses if address.verified]
        person = queries.person_by_email(addresses[0]) if addresses else None
        if person is None or access.member_of(person) is None:
            raise ImmediateHttpResponse(refused(request, "unknown" if addresses else "unverified", 403))
        self._link(request, sociallogin, person)

    def _link(self, request: HttpRequest, sociallogin: Any, person: Person) -> None:
        try:
            actions.link_outside(person, account=sociallogin.account, issuer=settings.OIDC_ISSUER)
        except actions.OtherAccount:
            raise ImmediateHttpResponse(refused(request, "other", 403)) from None
        sociallogin.user = person

    def on_authentication_error(self, request: HttpRequest, provider: Any, **what: Any) -> None:
        """Whatever went wrong on the way, the page is ours."""
        raise ImmediateHttpResponse(refused(request, "forged", 401))


@fresh
def outside_remove(request: HttpRequest, person: Person) -> HttpResponse:
    """Untie the account at the provider, after a page that says what follows."""
    if queries.linked_since(person) is None:
        raise Http404
    if request.method == "POST":
        actions.unlink_outside(person, at=clock.now(), but=request.session.session_key)
        messages.success(request, _("Unlinked. Every other device is signed out."))
        return redirect("account")
    return render(request, "people/outside_remove.html", {"outside": settings.OIDC_NAME})


def refused(request: HttpRequest, why: str, status: int) -> HttpResponse:
    """The page that says why nobody came in, and what to do."""
    return render(request, "people/outside_refused.html", {"why": why, "outside": settings.OIDC_NAME}, status=status)


@login_not_required
@require_POST
@limits.by_address(TRIES)
def outside(request: HttpRequest) -> HttpResponse:
    """Go to the provider."""
    try:
        response: HttpResponse = OAuth2LoginView.adapter_view(Provider(request, "oidc"))(request)
    except (OAuth2Error, OSError, ValueError):  # not there, or not what it says: `requests` raises kinds of OSError
        return refused(request, "away", 502)
    return response


@login_not_required
@require_GET
def outside_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Come back from the provider."""
    if not settings.OIDC_ISSUER:
        raise Http404
    response: HttpResponse = OAuth2CallbackView.adapter_view(Provider(request, provider_id))(request)
    return response
