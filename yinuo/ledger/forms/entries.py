"""Everything else about an entry, asked for when it matters."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yinuo.base.fields import FileField
from yinuo.base.merge import EditForm
from yinuo.ledger.actions import ENDS, FITS, CriterionGiven
from yinuo.ledger.forms.people import DayField, SeatedField
from yinuo.ledger.models import Entry, EntryClass, EntryKind, Shape, SourceKind, State
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from yinuo.ledger.models import Criterion, Wording
    from yinuo.projects.models import Project

IMPORTANCE = [("", "—"), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4"), ("5", "5")]


class ClarifyForm(EditForm):
    """What is known of a line."""

    words = forms.CharField(label=_("Words"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    holder = SeatedField(label=_("Who"))
    towards = SeatedField(label=_("To whom"), required=False)
    due_on = DayField(label=_("By when"), required=False)
    need = forms.CharField(
        label=_("Need behind it"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What is it good for? Only we see this."),
    )
    entry_class = forms.ChoiceField(label=_("Class"), choices=EntryClass.choices)
    importance = forms.TypedChoiceField(
        label=_("Importance"), choices=IMPORTANCE, coerce=int, empty_value=None, required=False
    )
    source_kind = forms.ChoiceField(label=_("Source"), choices=SourceKind.choices)

    def __init__(self, *args: Any, entry: Entry, is_frozen: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("holder", "towards"):
            field = self.fields[name]
            if isinstance(field, SeatedField):
                field.seat(entry.project, also=getattr(entry, name))
        if is_frozen:
            for name in ("words", "holder", "towards", "due_on"):
                del self.fields[name]

    @staticmethod
    def initial_of(entry: Entry) -> dict[str, Any]:
        """What stands now."""
        return {
            "words": entry.words,
            "holder": entry.holder_id,
            "towards": entry.towards_id,
            "due_on": entry.due_on,
            "need": entry.need,
            "entry_class": entry.entry_class,
            "importance": entry.importance,
            "source_kind": entry.source_kind,
        }


class WordForm(EditForm):
    """The exact wording and its criterion in one of four shapes (decision 21)."""

    text = forms.CharField(
        label=_("Exact wording"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One sentence that two people would read alike. The client sees exactly this."),
    )
    due_on = DayField(label=_("By when"))
    shape = forms.ChoiceField(label=_("How we will both know"), choices=Shape.choices, widget=forms.RadioSelect)
    metric = forms.CharField(label=_("What is measured"), max_length=300)
    target = forms.DecimalField(label=_("Target"), required=False, max_digits=18, decimal_places=4)
    minimum = forms.DecimalField(label=_("Minimum acceptable"), required=False, max_digits=18, decimal_places=4)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    lower_is_better = forms.BooleanField(label=_("Lower is better"), required=False)
    target_on = DayField(label=_("Target date"), required=False)
    minimum_on = DayField(label=_("Latest acceptable date"), required=False)
    measurer = SeatedField(label=_("Who measures"))

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["measurer"]
        if isinstance(field, SeatedField):
            field.seat(project)

    @staticmethod
    def initial_of(entry: Entry, wording: Wording | None, criterion: Criterion | None) -> dict[str, Any]:
        """The newest version, or what the line itself says; the window person measures unless somebody else does."""
        window = projects.window_seat(entry.project)
        known: dict[str, Any] = {
            "text": wording.text if wording else entry.words,
            "due_on": wording.due_on if wording else entry.due_on,
            "shape": Shape.BY_DATE,
            "metric": _on_time(entry.project.language),
            "target_on": entry.due_on,
            "measurer": window.person_id if window else None,
        }
        if criterion:
            names = ["shape", "metric", "target", "minimum", "unit", "lower_is_better", "target_on", "minimum_on"]
            known |= {name: getattr(criterion, name) for name in names}
            known["measurer"] = criterion.measurer_id or known["measurer"]
        return {name: _short(value) for name, value in known.items()}

    def clean(self) -> dict[str, Any]:
        """A number needs its target; a date criterion takes the day of the line when none is given."""
        values = super().clean() or {}
        if values.get("shape") == Shape.NUMBER and values.get("target") is None:
            self.add_error("target", _("A number needs a target."))
        if values.get("shape") == Shape.BY_DATE and not values.get("target_on"):
            values["target_on"] = values.get("due_on")
        return values

    def criterion(self) -> CriterionGiven:
        """The criterion as given; call after `is_valid`."""
        values = self.cleaned_data
        return CriterionGiven(
            shape=values["shape"],
            metric=values["metric"],
            unit=values["unit"],
            target=values["target"],
            minimum=values["minimum"],
            lower_is_better=values["lower_is_better"],
            target_on=values["target_on"],
            minimum_on=values["minimum_on"],
            measurer=values["measurer"],
        )


def _on_time(language: str) -> str:
    """What a by-date line is measured by unless somebody says better, in the language of the paper."""
    with translation.override(language):
        return gettext("done by the date")


def _short(value: Any) -> Any:
    """A decimal without the zeros of its column."""
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


class WhyForm(forms.Form):
    """A reason in words, for acts that end something."""

    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In words you would say to the person. It stays in the evidence."),
    )


class MeasureForm(forms.Form):
    """One measured value, in the unit of the criterion."""

    measured_on = DayField(label=_("Measured on"))
    number = forms.DecimalField(label=_("Value"), required=False, max_digits=18, decimal_places=4)
    reached_on = DayField(label=_("Reached on"), required=False, help_text=_("Empty: not reached yet."))
    is_met = forms.TypedChoiceField(
        label=_("Met"),
        choices=[("yes", _("yes")), ("no", _("no"))],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    note = forms.CharField(
        label=_("Note"), required=False, max_length=500, help_text=_("How it was measured. Only we see this.")
    )
    file = FileField(label=_("Evidence"), required=False, help_text=_("A screenshot, a report, a list."))
    tell = forms.BooleanField(label=_("Show this measurement to the client"), required=False)

    def __init__(self, *args: Any, shape: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wanted = FITS[Shape(shape)]
        for name in {"number", "reached_on", "is_met"} - {self.wanted}:
            del self.fields[name]
        if self.wanted != "reached_on":
            self.fields[self.wanted].required = True


class ConcludeForm(forms.Form):
    """How an agreed line ended."""

    state = forms.ChoiceField(label=_("How it ended"), widget=forms.RadioSelect)
    why = forms.CharField(label=_("Reason"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["state"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(state.value, state.label) for state in ENDS[EntryKind(kind)]]

    def clean(self) -> dict[str, Any]:
        """What ended badly or was moved needs its reason."""
        values = super().clean() or {}
        bad = (State.MISSED, State.NOT_KEPT, State.MOVED, State.CORRECTED)
        if values.get("state") in bad and not values.get("why"):
            self.add_error("why", _("Say why: this is what will be asked in a year."))
        return values


class TellForm(forms.Form):
    """What the client reads beside a published measurement."""

    note = forms.CharField(
        label=_("Words for the client"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class EntryLinkForm(forms.Form):
    """Tie a promise or a duty to the wish it serves."""

    other = forms.ChoiceField(label=_("Line"))

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Entry.objects.of(entry.project).exclude(pk=entry.pk)
        rows = rows.exclude(kind=EntryKind.EXPECTATION) if entry.is_wish else rows.filter(kind=EntryKind.EXPECTATION)
        field = self.fields["other"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [
                ("", "—"),
                *((code, f"{code} {words}") for code, words in rows.order_by("code").values_list("code", "words")),
            ]
