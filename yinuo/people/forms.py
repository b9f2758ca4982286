"""What is typed about firms and persons, made into clean values."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.people.models import FirmKind, Person, Role

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


class ProfileForm(forms.Form):
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
