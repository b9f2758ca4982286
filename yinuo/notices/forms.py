"""What is typed about a group's robot."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.base.merge import EditForm
from yinuo.notices import actions
from yinuo.notices.models import GroupRobot

MORNING = time(9, 5)
"""Not on the hour: providers ask to keep away from it."""
SAME_AGAIN = gettext_lazy("What is kept is never shown again. Leave it empty and it stays.")


class _RobotForm(forms.Form):
    """What both forms ask; the kind is read from the address."""

    name = forms.CharField(label=gettext_lazy("Name of the group"), max_length=60)
    address = forms.CharField(
        label=gettext_lazy("Address of the robot (webhook)"),
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "inputmode": "url"}),
        help_text=gettext_lazy("Add a custom robot in the group’s settings and paste its address here."),
    )
    secret = forms.CharField(
        label=gettext_lazy("Signing secret"),
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("If the robot signs (DingTalk, Feishu). WeCom has none."),
    )
    client_reads = forms.BooleanField(
        label=gettext_lazy("Somebody of the client’s reads this group"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Then only what the client was shown is ever said there. If in doubt, leave it on."),
    )
    digest_at = forms.TimeField(
        label=gettext_lazy("Daily message at"),
        required=False,
        initial=MORNING,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("On working days, by the project’s clock. Empty: no daily message."),
    )

    def clean(self) -> dict[str, Any]:
        """Judge address and secret together."""
        cleaned = super().clean() or {}
        if cleaned.get("address"):
            try:
                actions.read_address(cleaned["address"], cleaned.get("secret", ""))
            except actions.NoRobot:
                self.add_error(
                    "address",
                    _("This is no address of a WeCom, DingTalk or Feishu robot. Paste it whole, from https:// on."),
                )
        return cleaned


class NewRobotForm(_RobotForm):
    """A robot that is new."""


class RobotForm(EditForm, _RobotForm):
    """A robot that stands: address and secret are typed anew or stay."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["address"].required = False
        for name in ("address", "secret"):
            self.fields[name].help_text = SAME_AGAIN

    @staticmethod
    def initial_of(robot: GroupRobot) -> dict[str, Any]:
        """What stands now; never address or secret."""
        return {"name": robot.name, "client_reads": robot.client_reads, "digest_at": robot.digest_at}


class OffForm(forms.Form):
    """Why a robot is switched off."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=200)
