"""How somebody comes in: members through allauth, contacts by link; what a session is told at its beginning."""

from __future__ import annotations

from typing import Protocol

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from yinuo.base import clock, dates, limits, sessions
from yinuo.base.prepared import Given, Prepared
from yinuo.people.access.gate import WORKDAY, member_of
from yinuo.people.access.second_step import is_stepped
from yinuo.people.models import Person

MONTH = 30 * 24 * 3600
"""Seconds a contact stays signed in; every binding act still asks for a code (decision 18)."""
PAUSE = 4 * 3600
"""Seconds without a page after which a member is signed out."""
BACKEND = "yinuo.people.access.PersonBackend"
MUST_SET_UP = "must_set_up"
"""The session's mark of a member who is led to set up a second step before anything else."""
_FIELD = "_written_letter"


_person = Prepared(lambda: Person.objects.filter(pk=Given("person")).select_related("member"))


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth ships no types
    """Who is signed in, read with the membership along: every page asks for both."""

    def get_user(self, user_id: int) -> Person | None:
        """The person of a session; None for one who may not sign in any more."""
        person: Person | None = _person.first(person=int(user_id))
        return person if person is not None and person.is_active else None


class Postman(Protocol):
    """Takes a letter about signing in to the outbox, whoever the address belongs to."""

    def __call__(self, kind: str, email: str, secret: str) -> None: ...


_postmen: list[Postman] = []


def post_by(postman: Postman) -> None:
    """Register who carries letters; called once from the `ready` of the room that owns the outbox."""
    if postman not in _postmen:
        _postmen.append(postman)


def post(kind: str, email: str, secret: str) -> None:
    """Put a letter of `kind` with its code or address into the outbox: known and strange addresses alike."""
    for postman in _postmen:
        postman(kind, email, secret)


def post_written(request: HttpRequest, kind: str, email: str, *, otherwise: str) -> None:
    """Post what allauth wrote while it answered `request`, or a stand-in when it knew nobody.

    So a known and an unknown address cost the same rows; whose the address is, is asked when the letter leaves.
    """
    post(kind, email, getattr(request, _FIELD, "") or otherwise)


def login_code_digest(code: str) -> str:
    """How a code to sign in is kept: under the installation's key, since eight letters alone could be guessed.

    Gaps and case are the typist's own.
    """
    signs = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac("yinuo.people.login_code", signs, algorithm="sha256").hexdigest()


def hide_login_code(request: HttpRequest) -> None:
    """Let the session keep no more of the code that allauth just made than its digest (ASVS 6.5.2)."""
    state = request.session["account_login"]["state"]["stages"]["login_by_code"]["data"]
    if code := state.get("code"):
        state["code"] = login_code_digest(code)
        request.session.modified = True


def enter(request: HttpRequest, person: Person, *, lasts: int) -> None:
    """Sign `person` in without allauth: a contact by link, or whoever made the first start."""
    login(request, person, backend=BACKEND)
    sessions.begin(request, idle=min(lasts, PAUSE) if lasts == WORKDAY else lasts, lasts=lasts)


class SignInAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Members only, and nobody signs up by himself (decision 24)."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Members are added by an administrator."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: object) -> Person | None:
        """The member with these credentials; a contact's are never right here."""
        person: Person | None = super().authenticate(request, **credentials)
        if person is not None and member_of(person) is None:
            self.authentication_failed(request, **credentials)
            return None
        return person

    def pre_authenticate(self, request: HttpRequest, **credentials: object) -> None:
        """Look at no password where too many were wrong; the page says how long to wait (429)."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            raise ImmediateHttpResponse(limits.too_many(request)) from None

    def reauthenticate(self, user: Person, password: str) -> bool:
        """Ask for the password of the person who is signed in; allauth's own way needs tables that we leave empty."""
        return bool(user.check_password(password))

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: object) -> str:
        """Failures are counted by account and address together: nobody is locked out by what others do elsewhere."""
        return f"{limits.address_of(request)}:{str(credentials.get('email', '')).lower()}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """The same address for every limit of the product."""
        return limits.address_of(request) or "0.0.0.0"  # noqa: S104  # a name for "unknown", nothing listens there

    def is_safe_url(self, url: str | None) -> bool:
        """Of this host only; allauth takes the address apart before it asks whether that can be done."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def is_login_by_code_required(self, login: object) -> bool:
        """A code is offered, not demanded."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, object]) -> None:
        """Send nothing within the request: keep what the letter has to carry for `post_written`."""
        request = context.get("request") or self.request
        setattr(request, _FIELD, str(context.get("code") or context.get("password_reset_url") or ""))

    def login(self, request: HttpRequest, user: Person) -> None:
        """Name the backend as the settings do: a session that names it by its module belongs to nobody."""
        user.backend = BACKEND
        super().login(request, user)

    def pre_login(self, request: HttpRequest, user: Person, **hooks: object) -> HttpResponse | None:
        """The last gate of every way in: whoever is no member is sent back to the first page."""
        if member_of(user) is None:
            return redirect("account_login")
        response: HttpResponse | None = super().pre_login(request, user, **hooks)
        return response

    def post_login(self, request: HttpRequest, user: Person, **hooks: object) -> HttpResponse:
        """A member's session lasts one working day; where a second step is due, setting it up comes first."""
        sessions.begin(request, idle=PAUSE, lasts=WORKDAY)
        response: HttpResponse = super().post_login(request, user, **hooks)
        member = member_of(user)
        if member is None or is_stepped(request, member):
            return response
        since = member.firm.second_step_from
        if since is not None and since <= clock.today("UTC"):
            request.session[MUST_SET_UP] = True
            return redirect("account")
        if since is not None:
            words = _("From %(on)s your firm demands a second step for signing in. It is set up in your settings.")
            messages.warning(request, words % {"on": dates.day(since)})
        return response

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *rest: object, **words: object
    ) -> None:
        """Say only what the next page does not show by itself: a password was changed, a passkey was refused."""
        said = (message_template or "").rpartition("/")[2] in {"password_changed.txt", "password_set.txt"}
        if said or words.get("message"):
            super().add_message(request, level, message_template, *rest, **words)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to where the link stands."""
        return reverse("account")

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Each side leaves by the door it came in: a contact to where links are sent, a member to the first page."""
        return "/" if member_of(request.user) else "/link/"
