"""Write a memo, its next steps and causes, send it, say what became of a step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.merge import EditForm
from yinuo.base.sides import OwnerSide
from yinuo.ledger.forms import SheetForm
from yinuo.ledger.forms.people import DayField, SeatedField
from yinuo.meetings.models import Fate

if TYPE_CHECKING:
    from datetime import date

    from yinuo.meetings.models import Memo, MemoItem
    from yinuo.projects.models import Project


class MemoForm(EditForm):
    """What was done, what was reached."""

    on = DayField(label=_("Date"))
    occasion = forms.CharField(label=pgettext_lazy("meeting", "Occasion"), max_length=160)
    work_done = forms.CharField(
        label=_("Work done"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 5})
    )
    purpose = forms.CharField(
        label=_("Purpose reached"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What the client has now that was not there before; say it also when nothing was reached."),
    )

    @staticmethod
    def initial_of(memo: Memo) -> dict[str, Any]:
        """What stands now."""
        return {name: getattr(memo, name) for name in ("on", "occasion", "work_done", "purpose")}


class StepForm(EditForm):
    """A next step: what, whose side, who, by when."""

    words = forms.CharField(label=_("Next step"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    side = forms.ChoiceField(
        label=_("Side"), choices=OwnerSide.choices, initial=OwnerSide.OURS, widget=forms.RadioSelect
    )
    owner = SeatedField(label=_("Who"), required=False)
    due_on = DayField(label=_("By when"), required=False)

    def __init__(self, *args: Any, project: Project, item: MemoItem | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["owner"]
        if isinstance(field, SeatedField):
            field.seat(project, also=item.owner if item else None)

    @staticmethod
    def initial_of(item: MemoItem) -> dict[str, Any]:
        """What stands now."""
        return {"words": item.words, "side": item.side, "owner": item.owner_id, "due_on": item.due_on}


class CauseForm(forms.Form):
    """Why it was late, and on whose side."""

    side = forms.ChoiceField(
        label=_("Side"), choices=OwnerSide.choices, initial=OwnerSide.OURS, widget=forms.RadioSelect
    )
    words = forms.CharField(label=_("Cause"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class SendForm(SheetForm):
    """Whom the memo is put to, and until when."""

    def __init__(self, *args: Any, project: Project, today: date, **options: Any) -> None:
        super().__init__(*args, project=project, today=today, **options)
        del self.fields["title"]
        del self.fields["ask"]


class FateForm(forms.Form):
    """What became of a next step."""

    fate = forms.ChoiceField(label=_("What became of it"), choices=Fate.choices, widget=forms.RadioSelect)
    why = forms.CharField(label=_("Why, or what came out"), max_length=300, required=False)
    agreed_by = SeatedField(
        label=_("Who agreed on the client's side"), required=False, help_text=_("Only needed to drop the step.")
    )

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["agreed_by"]
        if isinstance(field, SeatedField):
            field.seat(project, ours=False)

    def clean(self) -> dict[str, Any]:
        """Dropping takes both sides and a reason."""
        values = super().clean() or self.cleaned_data
        if values.get("fate") == Fate.DROPPED:
            if not values.get("agreed_by"):
                self.add_error("agreed_by", _("A step is dropped by both sides: say who agreed."))
            if not values.get("why"):
                self.add_error("why", _("Say why the step is not needed any more."))
        return values
