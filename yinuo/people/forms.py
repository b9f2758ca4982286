"""What is typed about firms and persons, made into clean values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base import codes, limits
from yinuo.base.merge import EditForm
from yinuo.people import access
from yinuo.people.models import FirmKind, Person, Role

CODE_FITS = 180
"""Seconds within which no code is good twice: twice as long as any fits."""
PASSWORD_HELP = _("At least 8 characters; a short sentence is easiest to remember.")


def new_password(*, required: bool) -> forms.CharField:
    """A password field for somebody who has none yet."""
    return forms.CharField(
        label=_("Password"),
        required=required,
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class _Judged(forms.Form):
    """Judges a password against the name and address typed beside it."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            person = Person(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return cleaned


class StartForm(_Judged):
    """The first start: our firm and whoever looks after it."""

    firm = forms.CharField(label=_("Your firm"), max_length=120)
    name = forms.CharField(label=_("Your name"), max_length=80)
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    password = new_password(required=True)


class MemberForm(_Judged):
    """A colleague."""

    name = forms.CharField(label=_("Name"), max_length=80)
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.MEMBER, widget=forms.RadioSelect)
    password = new_password(required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("Leave it empty: your colleague then signs in by a code sent by e-mail.")


class FirmForm(forms.Form):
    """A client, a partner or a supervisor."""

    name = forms.CharField(label=_("Firm"), max_length=120)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(FirmKind.CLIENT, FirmKind.CLIENT.label), (FirmKind.PARTNER, FirmKind.PARTNER.label)],
        initial=FirmKind.CLIENT,
        widget=forms.RadioSelect,
    )


class ContactForm(forms.Form):
    """A person of the client's."""

    name = forms.CharField(label=_("Name"), max_length=80)
    title = forms.CharField(label=_("Title"), max_length=80, required=False)
    address_as = forms.CharField(
        label=_("Form of address"), max_length=80, required=False, help_text=_("As the person wants to be called.")
    )
    email = forms.EmailField(
        label=_("E-mail"), max_length=254, required=False, help_text=_("Needed for codes and invitations.")
    )
    phone = forms.CharField(label=_("Mobile phone"), max_length=30, required=False)


class ProfileForm(EditForm):
    """What a member says about himself."""

    name = forms.CharField(label=_("Name"), max_length=80)
    address_as = forms.CharField(label=_("Form of address"), max_length=80, required=False)
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[("", _("as the browser wishes")), *settings.LANGUAGES],
        required=False,
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=_("Theme"),
        choices=[
            ("", _("as the device wishes")),
            ("light", pgettext_lazy("theme", "light")),
            ("dark", pgettext_lazy("theme", "dark")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )


class LoginCodeForm(ConfirmLoginCodeForm):  # type: ignore[misc]  # allauth ships no types
    """A code to sign in, which is kept as its digest."""

    def clean_code(self) -> str:
        """Compare digests, in constant time."""
        self.cleaned_data["code"] = access.login_code_digest(self.cleaned_data["code"])
        code: str = super().clean_code()
        return code


def _counted(person: Person) -> Callable[[], None]:
    """Count a try of a code; what it returns takes the tries back. Too many are answered by the page of 429."""
    try:
        clear: Callable[[], None] = check_rate_limit(person)
    except forms.ValidationError:
        raise ImmediateHttpResponse(limits.too_many(context.request)) from None
    return clear


class _AnyCode:
    """A code of the app, or a recovery code; both single use, both counted."""

    def clean_code(self) -> str:
        clear = _counted(self.user)  # type: ignore[attr-defined]
        given: str = self.cleaned_data["code"]  # type: ignore[attr-defined]
        kinds = Authenticator.Type
        rows = Authenticator.objects.filter(user_id=self.user.pk, type__in=[kinds.TOTP, kinds.RECOVERY_CODES])  # type: ignore[attr-defined]
        for row in rows.order_by("-type"):
            typed = _typed(row, given)
            if row.wrap().validate_code(typed) and _is_first_use(row, typed):
                row.user = self.user  # type: ignore[attr-defined]
                self.authenticator = row
                clear()
                return given
        raise access.SecondStepAdapter().validation_error("incorrect_code")


def _is_first_use(row: Authenticator, typed: str) -> bool:
    """A code of the app fits for a minute and a half, and is good for one use in all of it."""
    return bool(cache.add(f"second-step:{row.pk}:{codes.digest(typed)}", "used", timeout=CODE_FITS))


def _typed(row: Authenticator, given: str) -> str:
    """What is compared: recovery codes are kept as hashes, a code of the app may be typed with a gap."""
    return access.recovery_digest(given) if row.type == row.Type.RECOVERY_CODES else "".join(given.split())


def _named(form: forms.Form) -> None:
    form.fields["code"].label = _("Code to sign in")
    form.fields["code"].widget = forms.TextInput(
        attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none", "spellcheck": "false"}
    )


class SecondStepForm(_AnyCode, AuthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The second step of signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self)


class SecondStepAgainForm(_AnyCode, ReauthenticateForm):  # type: ignore[misc]  # allauth ships no types
    """The same code, asked again before a change."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _named(self)


_WRONG_CODE = _("This code does not fit. Check the clock of your device, then type the next one.")


class AppForm(forms.Form):
    """The first code of a new authenticator app, which proves that its secret arrived."""

    code = forms.CharField(label=_("Code shown by the app"), max_length=12)

    def __init__(self, *args: Any, person: Person, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.secret = person, secret
        self.fields["code"].widget.attrs |= {"autocomplete": "one-time-code", "inputmode": "numeric"}

    def clean_code(self) -> str:
        clear = _counted(self.person)
        code = "".join(self.cleaned_data["code"].split())
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError(_WRONG_CODE)
        clear()
        return code


class NameForm(forms.Form):
    """What a passkey is called."""

    name = forms.CharField(
        label=_("Name of the passkey"), max_length=60, help_text=_("For example the device it is on.")
    )


class TokenForm(forms.Form):
    """A token for a program: what it is for, and how long it lasts."""

    name = forms.CharField(
        label=_("Name of the token"), max_length=60, help_text=_("For example the program that will use it.")
    )
    days = forms.TypedChoiceField(
        label=_("Valid for"),
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("one year"))],
        coerce=int,
        initial=90,
        widget=forms.RadioSelect,
    )


class PasskeyForm(NameForm):
    """A new passkey as the browser made it."""

    credential = forms.JSONField(widget=forms.HiddenInput)

    def clean_credential(self) -> dict[str, Any]:
        credential: dict[str, Any] = self.cleaned_data["credential"]
        try:
            webauthn.parse_registration_response(credential)
            binding = webauthn.complete_registration(credential)
        except (forms.ValidationError, KeyError, ValueError, TypeError, AttributeError):
            raise forms.ValidationError(_NOT_MADE) from None
        if not binding.is_user_verified():
            raise forms.ValidationError(_NOT_MADE)
        return credential


_NOT_MADE = _("The browser made no passkey that can be used. Try once more.")


class ReasonForm(forms.Form):
    """Why something is done to somebody."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text=_("It stays on record.")
    )


class SecondStepDayForm(forms.Form):
    """From which day on members need a second step."""

    since = forms.DateField(
        label=_("Needed from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Leave it empty: every member decides for himself. Give your colleagues two weeks."),
    )
