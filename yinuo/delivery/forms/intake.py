"""A file handed in for the plan or the issue list, and what its columns fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base import files
from yinuo.capture import columns, headings, limits, tables
from yinuo.delivery.forms import plan_xml
from yinuo.ledger.forms import imports as ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import QueryDict

    from yinuo.delivery.models import FileIntake

TABLES = ".xlsx,.csv"
LONGEST_REASON = 300


class TableForm(forms.Form):
    """One spreadsheet, read at once: what cannot be read is refused before anything is kept."""

    accepted = TABLES
    file = forms.FileField(
        label=_("Spreadsheet"), help_text=_(".xlsx or .csv with headings in the first rows; at most 5,000 rows.")
    )
    table: tables.Table | None = None
    data_of_file = b""

    def __init__(self, *args: Any, words: Mapping[Any, Iterable[str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.words = words
        self.fields["file"].widget.attrs["accept"] = self.accepted

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > limits.MAX_FILE:
            raise forms.ValidationError(_("The file is too large: at most 10 MB."))
        self.data_of_file = upload.read()
        self.read(upload.name)
        return upload

    def read(self, name: str) -> None:
        """Fill `table`; raises ValidationError."""
        self.table = read_table(name, self.data_of_file, "", self.words)
        if not self.table.rows:
            raise forms.ValidationError(_("There are headings and no rows below them."))
        if files.kind(files.safe_name(name), self.data_of_file) is None:
            raise forms.ValidationError(_("Only .xlsx and .csv can be read here. Save the table as one of them."))


class PlanFileForm(TableForm):
    """A plan of Microsoft Project, or a spreadsheet."""

    accepted = f".xml,{TABLES}"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["file"].label = _("Plan")
        self.fields["file"].help_text = _(
            "Microsoft Project saved as XML, or .xlsx or .csv with a task a row; at most 5,000 tasks and 10 MB."
        )

    def read(self, name: str) -> None:
        """A plan is only tried: it is read again from the same bytes at each step."""
        if name.lower().endswith(".mpp"):
            raise forms.ValidationError(_("The format .mpp cannot be read. Save the plan in Microsoft Project as XML."))
        if name.lower().endswith(".xml"):
            plan_xml.read(self.data_of_file)
        else:
            super().read(name)


def read_table(name: str, data: bytes, sheet: str, words: Mapping[Any, Iterable[str]]) -> tables.Table:
    """The table of a file whose headings are those of `words`; raises ValidationError."""
    return ledger.read_table(name, data, sheet, known=lambda header: headings.known(list(header), words))


class MapForm(forms.Form):
    """What each column of the file fills. The proposal is ours, made from the headings."""

    sheet = forms.ChoiceField(label=_("Worksheet"), required=False)
    order = forms.ChoiceField(
        label=_("Days written with strokes"), choices=ledger.ORDERS, required=False, widget=forms.RadioSelect
    )

    def __init__(
        self,
        post: QueryDict | None,
        *,
        intake: FileIntake,
        names: Mapping[Any, Any],
        words: Mapping[Any, Iterable[str]],
        needed: Mapping[Any, Any],
    ) -> None:
        """`names` are the targets by their words on the screen; `needed` those that a row needs, and why."""
        self.intake, self.needed, self.header = intake, needed, intake.table["header"]
        super().__init__(post, initial=self._proposed(words))
        sheets = intake.table["sheets"]
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]  # a ChoiceField
        if len(sheets) < 2:  # noqa: PLR2004  # nothing to choose from one
            del self.fields["sheet"]
        if not columns.is_ambiguous(self._cells()):
            del self.fields["order"]
        choices = [
            ("", pgettext_lazy("column", "leave out")),
            *((target.value, word) for target, word in names.items()),
        ]
        for at, heading in enumerate(self.header):
            label = heading or ledger.column_name(at)
            self.fields[f"column-{at}"] = forms.ChoiceField(label=label, choices=choices, required=False)

    def _cells(self) -> list[str]:
        return [cell for row in self.intake.table["rows"] for cell in row["cells"]]

    def _proposed(self, words: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
        """What was chosen before, or what the headings let us guess."""
        chosen = self.intake.columns
        found = chosen.get("targets") or {
            str(at): target.value for at, target in enumerate(headings.proposed(self.header, words)) if target
        }
        order = chosen.get("order") or columns.order_of(self._cells()).value
        known = {f"column-{at}": target for at, target in found.items()}
        return {**known, "order": order, "sheet": self.intake.table["sheet"]}

    def shown(self) -> list[tuple[Any, list[str]]]:
        """Each column's field with the first examples of what it holds."""
        rows = self.intake.table["rows"]
        return [
            (self[f"column-{at}"], ledger.examples([row["cells"][at] for row in rows]))
            for at in range(len(self.header))
        ]

    def clean(self) -> dict[str, Any]:
        """Each target once, the needed ones at least; another worksheet begins this step anew."""
        values = super().clean() or {}
        if self.other_sheet():
            return values
        seen: set[str] = set()
        for at, target in self.targets().items():
            if target in seen:
                self.add_error(f"column-{at}", _("Another column fills this already. Leave one of them out."))
            seen.add(target)
        for target, why in self.needed.items():
            if target.value not in seen:
                self.add_error(None, why)
        return values

    def other_sheet(self) -> str:
        """The worksheet that was chosen instead; empty when it is the same."""
        sheet = self.cleaned_data.get("sheet", "")
        return sheet if sheet != self.intake.table["sheet"] else ""

    def targets(self) -> dict[str, str]:
        """Column to target, the ones left out left out."""
        found = {str(at): self.cleaned_data.get(f"column-{at}", "") for at in range(len(self.header))}
        return {at: target for at, target in found.items() if target}

    def columns(self) -> dict[str, Any]:
        """The clean values as they are kept."""
        order = self.cleaned_data.get("order") or columns.order_of(self._cells()).value
        return {"targets": self.targets(), "order": order}


class TakePlanForm(forms.Form):
    """How the plan is taken in: whether what the file does not have is left out, and why."""

    keep = forms.BooleanField(label=_("Keep the tasks that the file does not have"), required=False)
    why = forms.CharField(label=_("Reason for what is left out"), max_length=LONGEST_REASON, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
