"""A pasted list of people, one a line, its cells in any order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.people import queries as people
from yinuo.people.models import Contact
from yinuo.projects.models import Project, Seat

SEPARATOR = re.compile(r"[\t,，;；]")
HAN_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}")
PHONE = re.compile(r"\+?[\d\s()-]{7,20}")
POST = re.compile(r"(总|经理|总监|部长|主任|主管|科长|处长|专员|会计|工程师|顾问|董事长|主席|秘书|员|长)$")
COURTESY = re.compile(r"(总|经理|总监|部长|主任|主管|科长|处长|工|老师|先生|女士|会计|专员)$|^(Mr|Mrs|Ms|Dr|小|老)")
HEADING = {"姓名", "name", "邮箱", "e-mail", "email"}
MOST = 100
LONGEST = 80
CALLED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Row:
    """One pasted line as understood; `wrong` says what to mend, "" when nothing."""

    line: int
    name: str
    title: str
    email: str
    address_as: str
    phone: str = ""
    wrong: str = ""
    is_known: bool = False

    @property
    def key(self) -> str:
        """Names the row in a choice; changes with the line, so that a stale choice fits nothing."""
        return f"{self.line} {self.name}"


def read_people(text: str) -> list[Row]:
    """Understand each line: the cell with @ is the e-mail, the one named like the person but short is the address."""
    rows = []
    for place, line in enumerate(text.splitlines(), start=1):
        cells = _cells(line.strip())
        if cells and not HEADING & {cell.lower() for cell in cells}:
            rows.append(_row(place, cells))
    return _twice(rows)


def _cells(line: str) -> list[str]:
    """Cut at tabs, commas and semicolons; a line without any, that begins with a Chinese name, at blanks."""
    cells = [bare for cell in SEPARATOR.split(line) if (bare := cell.strip())]
    if len(cells) == 1 and HAN_NAME.fullmatch(line.split(maxsplit=1)[0]):
        return line.split()
    return cells


def _row(line: int, cells: list[str]) -> Row:
    emails = [cell for cell in cells if "@" in cell]
    phones = [cell for cell in cells if PHONE.fullmatch(cell)]
    words = [cell for cell in cells if cell not in emails and cell not in phones]
    name = next((word for word in words if HAN_NAME.fullmatch(word) and not POST.search(word)), "")
    name = name or (words[0] if words else "")
    rest = [word for word in words if word != name]
    called = next((word for word in rest if _calls(word, name)), "")
    title = " ".join(word for word in rest if word != called)
    row = Row(line, name, title, emails[0].lower() if emails else "", called, phones[0] if phones else "")
    return replace(row, wrong=_flaw(row, emails))


def _calls(word: str, name: str) -> bool:
    """温经理 for 温宁, Ms Weber for Anna Weber: a part of the name with a courtesy around it."""
    parts = name.split() if name.isascii() else [name[0]]
    return len(word) <= max(CALLED_AT_MOST, len(name)) and bool(COURTESY.search(word)) and any(p in word for p in parts)


def _flaw(row: Row, emails: list[str]) -> str:
    if not row.name:
        return _("There is no name in this line.")
    if len(emails) > 1:
        return _("There are two e-mail addresses in this line.")
    if row.email:
        try:
            validate_email(row.email)
        except ValidationError:
            return _("This is no e-mail address: %(email)s") % {"email": row.email}
    if max(len(row.name), len(row.title), len(row.address_as)) > LONGEST:
        return _("A cell of this line is too long.")
    return ""


def _twice(rows: list[Row]) -> list[Row]:
    seen: set[str] = set()
    judged = []
    for row in rows:
        again = bool(row.email) and row.email in seen
        seen.add(row.email)
        judged.append(replace(row, wrong=_("This address stands in a line above.")) if again else row)
    return judged


class PasteForm(forms.Form):
    """The text, then the rows understood from it; who is the window person; whether to write to them now."""

    text = forms.CharField(
        label=gettext_lazy("People of the client"),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
        max_length=20_000,
        help_text=gettext_lazy("One a line: name, title, e-mail, form of address, with tabs or commas between."),
    )
    window = forms.CharField(required=False, widget=forms.HiddenInput)
    invite = forms.ChoiceField(
        label=gettext_lazy("Invitations"),
        choices=[
            ("later", gettext_lazy("don't invite the client yet")),
            ("now", gettext_lazy("write to everybody with an e-mail address now")),
        ],
        initial="later",
        required=False,
        widget=forms.RadioSelect,
    )
    rows: list[Row]

    def __init__(self, project: Project, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.project = project
        self.rows = []

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        self.rows = [self._known(row) for row in read_people(text)]
        if not self.rows:
            raise forms.ValidationError(_("There is nobody in this text."))
        if len(self.rows) > MOST:
            raise forms.ValidationError(_("At most %(most)d people at once.") % {"most": MOST})
        return text

    def is_ready(self) -> bool:
        """Whether every row can be taken as it is; only after `is_valid`."""
        return bool(self.rows) and not any(row.wrong for row in self.rows)

    def window_row(self) -> Row | None:
        """The row chosen as window person, if it still stands there."""
        wanted = self.cleaned_data.get("window", "")
        return next((row for row in self.rows if row.key == wanted), None)

    def _known(self, row: Row) -> Row:
        person = people.person_by_email(row.email) if row.email and not row.wrong else None
        if person is None:
            return row
        theirs = Contact.objects.filter(person=person, firm=self.project.account.firm_id, person__is_active=True)
        if not theirs.exists():
            return replace(row, wrong=_("This address belongs to somebody of another firm."))
        if Seat.objects.filter(project=self.project, person=person, until=None).exists():
            return replace(row, wrong=_("%(name)s sits on this project already.") % {"name": person.name})
        return replace(row, is_known=True)
