"""A spreadsheet handed in, its columns, and what was settled about its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base import files
from yinuo.capture import columns, limits, tables
from yinuo.capture.columns import DayOrder, Target
from yinuo.ledger.forms.people import SeatedField
from yinuo.ledger.queries import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.http import QueryDict

    from yinuo.ledger.models import ImportDraft
    from yinuo.projects.models import Project

ACCEPTED = ".xlsx,.csv,.txt"
EXAMPLES = 3
ORDERS = (
    (DayOrder.DAY_FIRST.value, _("3/4/2026 is 3 April")),
    (DayOrder.MONTH_FIRST.value, _("3/4/2026 is 4 March")),
)


class UploadForm(forms.Form):
    """One spreadsheet, read at once: what cannot be read is refused before anything is kept."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        help_text=_(".xlsx or .csv, one line of the ledger a row, headings in the first rows. At most 5,000 rows."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    table: tables.Table
    data_of_file = b""

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        if upload.size > limits.MAX_FILE:
            raise forms.ValidationError(_REASONS[limits.Reason.TOO_LARGE])
        self.data_of_file = upload.read()
        self.table = read_table(upload.name, self.data_of_file)
        if not self.table.rows:
            raise forms.ValidationError(_("There are headings and no rows below them."))
        if files.kind(files.safe_name(upload.name), self.data_of_file) is None:
            raise forms.ValidationError(_REASONS[limits.Reason.OTHER_KIND])
        return upload


def read_table(
    file_name: str, data: bytes, sheet: str = "", known: Callable[[Iterable[str]], int] = columns.known
) -> tables.Table:
    """The table of a file; what cannot be read becomes a sentence that says what to do.

    `known` counts the headings it knows among some cells: where the table begins.
    """
    try:
        return tables.read(file_name, data, sheet, known)
    except tables.Unreadable as flaw:
        text = str(_REASONS[flaw.reason]) % {"where": flaw.where} if flaw.where else _REASONS[flaw.reason]
        raise forms.ValidationError(text) from flaw


class ColumnsForm(forms.Form):
    """What each column of the file fills. The proposal is ours, made from the headings."""

    sheet = forms.ChoiceField(label=_("Worksheet"), required=False)
    holder = SeatedField(label=_("Whose line it is where the row names nobody"), required=False)
    order = forms.ChoiceField(
        label=_("Days written with strokes"), choices=ORDERS, required=False, widget=forms.RadioSelect
    )

    def __init__(self, post: QueryDict | None, *, draft: ImportDraft, project: Project) -> None:
        self.draft = draft
        super().__init__(post, initial=proposed(draft))
        holder = self.fields["holder"]
        if isinstance(holder, SeatedField):
            holder.seat(project)
        sheets = draft.table["sheets"]
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]  # a ChoiceField
        if len(sheets) < 2:  # noqa: PLR2004  # nothing to choose from one
            del self.fields["sheet"]
        if not self._is_ambiguous():
            del self.fields["order"]
        choices = [
            ("", pgettext_lazy("column", "leave out")),
            *((target.value, word) for target, word in HEADINGS.items()),
        ]
        for at, heading in enumerate(draft.table["header"]):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=heading or column_name(at), choices=choices, required=False
            )

    def _is_ambiguous(self) -> bool:
        return columns.is_ambiguous(cell for row in self.draft.table["rows"] for cell in row["cells"])

    def shown(self) -> list[tuple[Any, list[str]]]:
        """Each column's field with the first examples of what it holds."""
        rows = self.draft.table["rows"]
        return [
            (self[f"column-{at}"], examples([row["cells"][at] for row in rows]))
            for at in range(len(self.draft.table["header"]))
        ]

    def clean(self) -> dict[str, Any]:
        """Each target once, the words at least, and somebody whose lines they are."""
        values = super().clean() or {}
        if values.get("sheet", self.draft.table["sheet"]) != self.draft.table["sheet"]:
            return values
        targets = self.targets(values)
        for target in Target:
            twice = [at for at, found in targets.items() if found == target]
            for at in twice[1:]:
                self.add_error(f"column-{at}", _("Another column fills this already. Leave one of them out."))
        if Target.WORDS not in targets.values():
            self.add_error(None, _("Say which column holds the words; without words there is no line."))
        if Target.HOLDER not in targets.values() and not values.get("holder"):
            self.add_error("holder", _("No column says who. Choose whose lines these are."))
        return values

    def targets(self, values: dict[str, Any]) -> dict[str, str]:
        """Column to target, the ones left out left out."""
        found = {str(at): values.get(f"column-{at}", "") for at in range(len(self.draft.table["header"]))}
        return {at: target for at, target in found.items() if target}

    def columns(self) -> dict[str, Any]:
        """The clean values as a draft keeps them."""
        values = self.cleaned_data
        holder = values.get("holder")
        return {
            "targets": self.targets(values),
            "order": values.get("order") or order_of(self.draft),
            "holder": holder.pk if holder else None,
        }


def proposed(draft: ImportDraft) -> dict[str, Any]:
    """What was chosen before, or what the headings let us guess."""
    header = draft.table["header"]
    if draft.columns:
        targets = draft.columns["targets"]
        chosen = {f"column-{at}": targets.get(str(at), "") for at in range(len(header))}
        order, holder = draft.columns["order"], draft.columns["holder"]
    else:
        chosen = {f"column-{at}": guess or "" for at, guess in enumerate(columns.guesses(header))}
        order, holder = order_of(draft), None
    return {**chosen, "order": order, "holder": holder, "sheet": draft.table["sheet"]}


def order_of(draft: ImportDraft) -> str:
    """The order of day and month that the file itself tells."""
    return columns.order_of(cell for row in draft.table["rows"] for cell in row["cells"]).value


def examples(cells: list[str]) -> list[str]:
    """The first different texts of a column."""
    return list(dict.fromkeys(cell for cell in cells if cell))[:EXAMPLES]


def column_name(at: int) -> str:
    """A, B … Z, AA as spreadsheets call their columns."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def settled(draft: ImportDraft, post: QueryDict) -> dict[str, Any]:
    """What the preview sends on top of what was settled before: names, states, cells put right, doubles taken anyway.

    Only what belongs to the draft is kept: rows it has, targets there are.
    """
    before = draft.settled
    numbers = {str(row["number"]) for row in draft.table["rows"]}
    names = dict(before.get("names", {}))
    states = dict(before.get("states", {}))
    cells = {number: dict(fixed) for number, fixed in before.get("cells", {}).items()}
    anyway = set(before.get("anyway", []))
    for name, value in post.items():
        sort, _colon, rest = name.partition(":")
        text = str(value)
        if sort == "name":
            names[rest] = text
        elif sort == "state":
            states[rest] = text
        elif sort == "cell":
            number, _colon, target = rest.partition(":")
            if number in numbers and target in Target.__members__.values():
                cells.setdefault(number, {})[target] = text[: limits.MAX_CELL]
        elif sort == "double" and rest in numbers:
            anyway.discard(int(rest))
    anyway |= {int(name[7:]) for name in post if name.startswith("anyway:") and name[7:] in numbers}
    return {"names": names, "states": states, "cells": cells, "anyway": sorted(anyway)}


_REASONS = {
    limits.Reason.EMPTY: _("The file holds no rows. Choose the one that does."),
    limits.Reason.OTHER_KIND: _("Only .xlsx and .csv can be read here. Save the table as one of them."),
    limits.Reason.OLD_KIND: _("This is the old Excel format. Open it and save it as .xlsx."),
    limits.Reason.LOCKED: _(
        "The workbook is protected by a password or of the old format. Save it as .xlsx without one."
    ),
    limits.Reason.DAMAGED: _("The file is damaged. Open it in a spreadsheet program and save it anew."),
    limits.Reason.NOT_TEXT: _("The characters of this file cannot be told. Save it as UTF-8, or as .xlsx."),
    limits.Reason.NO_SHEET: _("There is no worksheet “%(where)s” in this file."),
    limits.Reason.TOO_LARGE: _("The file is too large: at most 10 MB. Keep only the sheet and the columns that count."),
    limits.Reason.TOO_SLOW: _("Reading takes too long. Copy the rows that count into a new workbook."),
    limits.Reason.MANY_ROWS: _("More than 5,000 rows. Split the file, or delete the empty rows below the table."),
    limits.Reason.MANY_COLUMNS: _("Row %(where)s has more than 60 columns. Delete the columns that do not count."),
    limits.Reason.LONG_CELL: _("A cell near row %(where)s holds more than 20,000 characters. Shorten it."),
}
