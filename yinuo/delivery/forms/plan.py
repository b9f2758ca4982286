"""Tasks of a plan, what it is for, and why what moved has moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.merge import EditForm
from yinuo.base.sides import OwnerSide
from yinuo.delivery.actions import Wait
from yinuo.delivery.models import LONGEST, DependencyKind, Rule
from yinuo.ledger.forms.people import DayField, SeatedField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.delivery.actions.publishing import Move
    from yinuo.delivery.models import PlannedTask
    from yinuo.delivery.queries.plan import Node
    from yinuo.projects.models import Project

WAIT = re.compile(r"(?P<code>T\d{1,9})\s*(?P<kind>FS|SS|FF|SF)?\s*(?P<lag>[+-]\s*\d{1,4})?", re.IGNORECASE)
PARTED = re.compile(r"[,;，；、\n]+")
DONE = 100


class WaitsField(forms.CharField):
    """What a task waits for, as `T3, T5SS+2`; the clean value is a tuple of Wait."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=_("Waits for"),
            required=False,
            max_length=300,
            help_text=_("Codes of tasks, such as T3, T5+2 (two working days later) or T7SS (begins with it)."),
            **options,
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        waits = []
        for part in PARTED.split(text):
            if not part.strip():
                continue
            found = WAIT.fullmatch(part.strip())
            lag = int((found["lag"] or "0").replace(" ", "")) if found else 0
            if found is None or abs(lag) > LONGEST:
                raise forms.ValidationError(
                    _("“%(part)s” is no dependency. Write T3, T3+2 or T3SS.") % {"part": part.strip()}
                )
            kind = (found["kind"] or DependencyKind.FINISH_TO_START).upper()
            waits.append(Wait(found["code"].upper(), kind, lag))
        return tuple(waits)


class RowForm(EditForm):
    """A task in its row: what is changed most."""

    name = forms.CharField(label=_("Task"), max_length=200)
    side = forms.ChoiceField(label=pgettext_lazy("owner", "Side"), choices=OwnerSide.choices)
    owner = SeatedField(label=_("Owner"), required=False)
    duration = forms.IntegerField(label=_("Duration, working days"), min_value=0, max_value=LONGEST, required=False)
    waits_for = WaitsField()
    rule = forms.ChoiceField(label=_("Date rule"), choices=Rule.choices, required=False)
    rule_on = DayField(label=_("Day"), required=False)

    def __init__(
        self, *args: Any, project: Project, row: PlannedTask | None = None, apart: str = "", **options: Any
    ) -> None:
        """`apart` is the id of the form element when the fields stand outside of it, in a row of a table."""
        super().__init__(*args, **options)
        if apart:
            for one in self.fields.values():
                one.widget.attrs["form"] = apart
        field = self.fields["owner"]
        if isinstance(field, SeatedField):
            field.seat(project, also=row.owner if row else None)

    @staticmethod
    def initial_of(node: Node) -> dict[str, Any]:
        """What stands now."""
        row = node.row
        names = ("name", "side", "duration", "rule", "rule_on")
        return {name: getattr(row, name) for name in names} | {"owner": row.owner_id, "waits_for": node.waits_for}

    def clean(self) -> dict[str, Any]:
        """A rule and its day come together."""
        values = super().clean() or {}
        if values.get("rule") and not values.get("rule_on") and "rule_on" not in self.errors:
            self.add_error("rule_on", _("Say which day."))
        if values.get("rule_on") and not values.get("rule"):
            values["rule_on"] = None
        if "duration" in values and values["duration"] is None:
            values["duration"] = 1
        return values


class TaskForm(RowForm):
    """Everything about a task."""

    owner_name = forms.CharField(
        label=_("Owner without a seat"), required=False, max_length=80, help_text=_("A name, when nobody above fits.")
    )
    parent = forms.TypedChoiceField(label=_("Part of"), required=False, empty_value=None)
    is_milestone = forms.BooleanField(label=_("A milestone: a day, no work"), required=False)
    effort = forms.DecimalField(
        label=_("Effort in hours"), required=False, min_value=0, max_digits=8, decimal_places=1,
        help_text=_("Only we see this."),
    )  # fmt: skip
    percent = forms.IntegerField(label=_("Done in percent"), required=False, min_value=0, max_value=DONE)
    actual_start = DayField(label=_("Begun on"), required=False)
    actual_finish = DayField(label=_("Done on"), required=False)
    is_shown = forms.BooleanField(label=_("The client sees this task in the published plan"), required=False)
    field_order = (
        *("name", "is_milestone", "parent", "side", "owner", "owner_name", "duration", "waits_for", "rule", "rule_on"),
        *("effort", "percent", "actual_start", "actual_finish", "is_shown"),
    )

    def __init__(self, *args: Any, nodes: Sequence[Node], **options: Any) -> None:
        row: PlannedTask | None = options.get("row")
        super().__init__(*args, **options)
        self.tasks = {node.row.task.code: node.row.task for node in nodes}
        field = self.fields["parent"]
        if isinstance(field, forms.TypedChoiceField):
            field.coerce = lambda code: self.tasks[code]
            field.choices = [("", "—")] + [
                (node.row.task.code, f"{'· ' * node.level}{node.row.task.code} {node.row.name}")
                for node in nodes
                if not node.row.is_milestone and (row is None or node.row.task_id != row.task_id)
            ]

    @staticmethod
    def initial_of(node: Node) -> dict[str, Any]:
        """What stands now."""
        row = node.row
        names = ("owner_name", "is_milestone", "percent", "actual_start", "actual_finish", "is_shown")
        known = RowForm.initial_of(node) | {name: getattr(row, name) for name in names}
        effort = format(row.effort.normalize(), "f") if row.effort is not None else None
        return known | {"parent": row.parent.code if row.parent else "", "effort": effort}

    def clean(self) -> dict[str, Any]:
        """Progress needs its days."""
        values = super().clean()
        values["percent"] = values.get("percent") or 0
        begun, done = values.get("actual_start"), values.get("actual_finish")
        if done and begun and done < begun:
            self.add_error("actual_finish", _("It cannot be done before it began."))
        if values["percent"] and not begun and not done:
            self.add_error("actual_start", _("Say when it began."))
        if values["percent"] == DONE and not done:
            self.add_error("actual_finish", _("Say when it was done, or give less than 100 percent."))
        return values


class NewTaskForm(forms.Form):
    """A new task: the least that is needed; the rest is filled in afterwards."""

    name = forms.CharField(label=_("Task"), max_length=200)
    is_milestone = forms.BooleanField(label=_("A milestone: a day, no work"), required=False)
    parent = forms.TypedChoiceField(label=_("Part of"), required=False, empty_value=None)
    side = forms.ChoiceField(label=pgettext_lazy("owner", "Side"), choices=OwnerSide.choices, initial=OwnerSide.OURS)
    owner = SeatedField(label=_("Owner"), required=False)
    duration = forms.IntegerField(
        label=_("Duration, working days"), min_value=0, max_value=LONGEST, required=False, initial=5
    )
    waits_for = WaitsField()
    due_on = DayField(
        label=_("Day"), required=False, help_text=_("When it ends; leave it empty if it follows from other tasks.")
    )
    is_shown = forms.BooleanField(
        label=_("The client sees this task in the published plan"), required=False, initial=True
    )

    def __init__(self, *args: Any, project: Project, nodes: Sequence[Node], **options: Any) -> None:
        super().__init__(*args, **options)
        self.tasks = {node.row.task.code: node.row.task for node in nodes}
        owner, parent = self.fields["owner"], self.fields["parent"]
        if isinstance(owner, SeatedField):
            owner.seat(project)
        if isinstance(parent, forms.TypedChoiceField):
            parent.coerce = lambda code: self.tasks[code]
            parent.choices = [("", "—")] + [
                (node.row.task.code, f"{'· ' * node.level}{node.row.task.code} {node.row.name}")
                for node in nodes
                if not node.row.is_milestone
            ]

    def clean_duration(self) -> int:
        """One day unless said otherwise."""
        duration = self.cleaned_data["duration"]
        return 1 if duration is None else int(duration)


class DescribeForm(EditForm):
    """What the plan is for, how it is reached, and how both sides will know."""

    goal = forms.CharField(label=_("Goal"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    strategy = forms.CharField(
        label=_("Strategy"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    action = forms.CharField(
        label=pgettext_lazy("plan", "Action"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    capability = forms.CharField(
        label=_("Capability"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Whom and what it takes, and who has it."),
    )  # fmt: skip
    verification = forms.CharField(
        label=_("Verification"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("How both sides will know that the goal is reached."),
    )  # fmt: skip
    data_date = DayField(
        label=_("Data date"), required=False,
        help_text=_("Progress is noted as of this day; work that is left cannot lie before it."),
    )  # fmt: skip


class DropForm(forms.Form):
    """Why a task is left out."""

    why = forms.CharField(label=_("Reason"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, needs_reason: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["why"].required = needs_reason


class PublishForm(forms.Form):
    """The reason of each move; one reason for all the others."""

    otherwise = forms.CharField(
        label=_("Reason for all others"), required=False, max_length=300,
        help_text=_("For tasks that moved because another one did."),
    )  # fmt: skip

    def __init__(self, *args: Any, moves: Sequence[Move], **options: Any) -> None:
        super().__init__(*args, **options)
        self.moves = list(moves)
        for move in self.moves:
            label = _("Reason of %(code)s %(name)s") % {"code": move.row.task.code, "name": move.row.name}
            self.fields[f"why-{move.row.task.code}"] = forms.CharField(label=label, required=False, max_length=300)
        if not self.moves:
            del self.fields["otherwise"]

    def reasons(self) -> dict[str, str]:
        """What was given, by code; call after `is_valid`."""
        return {move.row.task.code: self.cleaned_data[f"why-{move.row.task.code}"] for move in self.moves}

    def rows(self) -> list[tuple[Move, forms.BoundField]]:
        """Each move with its field."""
        return [(move, self[f"why-{move.row.task.code}"]) for move in self.moves]
