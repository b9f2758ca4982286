"""Record what the client said on paper, by message or by word of mouth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base.fields import FileField
from yinuo.ledger.actions import AnswerGiven
from yinuo.ledger.forms.people import DayField, SeatedField
from yinuo.ledger.published import AnswerKind, Chip
from yinuo.signing.models import Means, Stamp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.ledger.queries import BoardLine
    from yinuo.projects.models import Project

RECORDED = [(means.value, means.label) for means in (Means.PAPER, Means.MESSAGE, Means.ORAL)]


class MeansForm(forms.Form):
    """Who said it, how, when, and what proves it (decision 17)."""

    means = forms.ChoiceField(label=_("How"), choices=RECORDED, widget=forms.RadioSelect, initial=Means.PAPER)
    signer = SeatedField(label=_("Who"))
    signed_on = DayField(label=_("Signed or said on"))
    stamp = forms.ChoiceField(label=_("What stands on the paper"), choices=[("", "—"), *Stamp.choices], required=False)
    file = FileField(
        label=_("Photo, scan or screenshot"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,.pdf,.eml,.txt"}),
    )
    message_text = forms.CharField(
        label=_("The message, word for word"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    sign_by = DayField(label=_("To be signed by"), required=False)

    def __init__(self, *args: Any, project: Project, today: date, sign_by: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.today = today
        self.fields["signed_on"].initial = today
        self.fields["sign_by"].initial = sign_by
        field = self.fields["signer"]
        if isinstance(field, SeatedField):
            field.seat(project, ours=False)

    def clean(self) -> dict[str, Any]:
        """Each means has its own proof."""
        values = super().clean() or {}
        means = values.get("means")
        if means == Means.PAPER and not values.get("file"):
            self.add_error("file", _("Paper needs its photo or scan."))
        if means == Means.PAPER and not values.get("stamp"):
            self.add_error("stamp", _("Say what stands on the paper."))
        if means == Means.MESSAGE and not (values.get("file") or values.get("message_text")):
            self.add_error("message_text", _("Keep the message: paste its text or add a screenshot."))
        if means == Means.ORAL and not values.get("sign_by"):
            self.add_error("sign_by", _("Say by when it will be signed."))
        if (on := values.get("signed_on")) and on > self.today:
            self.add_error("signed_on", _("This day has not come yet."))
        return values


class LineAnswerForm(forms.Form):
    """The answer to one line; nothing chosen means silence."""

    kind = forms.ChoiceField(
        label=_("Answer"), choices=[("", _("no answer")), *AnswerKind.choices], required=False, widget=forms.RadioSelect
    )
    chip = forms.ChoiceField(label=_("Why"), choices=[("", "—"), *Chip.choices], required=False)
    answer_by = DayField(label=_("Answer promised by"), required=False)
    words = forms.CharField(label=_("In words"), required=False, max_length=500)

    def __init__(self, *args: Any, line: BoardLine, **options: Any) -> None:
        super().__init__(*args, **options)
        self.line = line

    def clean(self) -> dict[str, Any]:
        """A no needs its reason, one tap is enough."""
        values = super().clean() or {}
        if values.get("kind") == AnswerKind.NOT_ACCEPT and not (values.get("chip") or values.get("words")):
            self.add_error("chip", _("Say why it is not accepted."))
        return values

    def given(self) -> AnswerGiven | None:
        """The answer, or None for silence; call after `is_valid`."""
        values = self.cleaned_data
        if not values["kind"]:
            return None
        return AnswerGiven(
            line=self.line.token,
            kind=values["kind"],
            chip=values["chip"],
            words=values["words"],
            answer_by=values["answer_by"],
        )


def line_forms(lines: Sequence[BoardLine], data: Any = None, *, kind: str = "") -> list[LineAnswerForm]:
    """One form a line, prefixed by its number; `kind` is the answer chosen beforehand."""
    return [LineAnswerForm(data, line=line, prefix=f"line{line.number}", initial={"kind": kind}) for line in lines]
