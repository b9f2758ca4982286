"""Rows of a spreadsheet that holds an issue list, judged one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from yinuo.base.sides import OwnerSide
from yinuo.capture import columns, issue_columns
from yinuo.capture.issue_columns import WORDS, Target
from yinuo.delivery.actions import NewIssue
from yinuo.delivery.forms.owners import LONGEST_NAME, Seated
from yinuo.delivery.forms.plan_rows import LANGUAGES, sides
from yinuo.delivery.models import Issue, IssueState, Severity
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yinuo.people.models import Person
    from yinuo.projects.models import Project

LONGEST_WHAT, LONGEST_ANSWER, LONGEST_CODE, LONGEST_ORIGIN = 500, 2000, 7, 60
SHORTEN = 40
HEADINGS = {
    Target.CODE: gettext_lazy("Code"),
    Target.WHAT: gettext_lazy("What"),
    Target.RAISED_BY: gettext_lazy("Raised by"),
    Target.RAISED_ON: gettext_lazy("Raised on"),
    Target.SIDE: gettext_lazy("Whose turn"),
    Target.OWNER: gettext_lazy("Owner"),
    Target.DUE_ON: gettext_lazy("By when"),
    Target.SEVERITY: gettext_lazy("Severity"),
    Target.STATE: gettext_lazy("State"),
    Target.ANSWER: gettext_lazy("Answer"),
    Target.ORIGIN: gettext_lazy("Comes from"),
}


@cache
def words() -> dict[Target, tuple[str, ...]]:
    """The headings of our own files in each language, and those that others use."""
    found: dict[Target, list[str]] = {target: list(WORDS[target]) for target in Target}
    for language in LANGUAGES:
        with override(language):
            for target, heading in HEADINGS.items():
                found[target].append(str(heading))
    return {target: tuple(some) for target, some in found.items()}


@cache
def _labels(kind: type[Severity | IssueState]) -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {columns.plain(str(one.label)): one.value for one in kind}
    return found


@dataclass(slots=True)
class JudgedIssue:
    """One row. With a flaw it stays out; remarks say what was read otherwise."""

    key: int
    name: str
    given: NewIssue | None = None
    code: str = ""
    flaws: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


class IssueJudge:
    """Knows the project: who sits there, which codes and words are taken. Three queries, however many rows."""

    def __init__(self, project: Project, chosen: Mapping[str, Any], *, by: Person, today: date) -> None:
        self.targets = {Target(target): int(at) for at, target in chosen.get("targets", {}).items()}
        self.order = chosen.get("order", columns.DayOrder.DAY_FIRST)
        self.by, self.today = by, today
        self.cal = calendar_of(project)
        self.seated = Seated(project)
        known = list(Issue.objects.filter(project=project).values_list("code", "what", "is_undone"))
        self.codes = {code for code, _what, _undone in known}
        self.same = {columns.same_words(what): code for code, what, undone in known if not undone}

    def judged(self, table: Mapping[str, Any]) -> list[JudgedIssue]:
        """Every row of the table in its order; codes that are free stay, the others get the next one."""
        rows = [self._row(raw) for raw in table["rows"]]
        good = [row for row in rows if not row.flaws]
        taken = self.codes | {row.code for row in good}
        last = max((int(code[1:]) for code in taken if code[:1] == "I" and code[1:].isdecimal()), default=0)
        for row in good:
            if not row.code:
                last += 1
                row.code = f"I{last}"
        return rows

    def _row(self, raw: Mapping[str, Any]) -> JudgedIssue:
        texts = {target: str(raw["cells"][at]).strip() for target, at in self.targets.items() if at < len(raw["cells"])}
        row = JudgedIssue(raw["number"], " ".join(texts.get(Target.WHAT, "").split()))
        self._what(row)
        side, owner = self._owner(row, texts)
        raised_on = self._day(row, texts, Target.RAISED_ON) or self.today
        if raised_on > self.today:
            row.flaws.append(_("This day lies in the future. Nothing can have been raised on it yet."))
        raised_by = " ".join(texts.get(Target.RAISED_BY, "").split()) or self.by.name
        if len(raised_by) > LONGEST_NAME:
            row.flaws.append(_("A name has at most %(most)s characters.") % {"most": LONGEST_NAME})
        answer = texts.get(Target.ANSWER, "")
        if len(answer) > LONGEST_ANSWER:
            row.flaws.append(_("An answer has at most %(most)s characters.") % {"most": LONGEST_ANSWER})
        state = self._word(row, texts.get(Target.STATE, ""), IssueState)
        given: dict[str, Any] = {
            "what": row.name,
            "side": side,
            "owner": owner,
            "due_on": self._day(row, texts, Target.DUE_ON),
            "severity": self._word(row, texts.get(Target.SEVERITY, ""), Severity),
            "raised_by": raised_by,
            "raised_on": raised_on,
            "origin": texts.get(Target.ORIGIN, "")[:LONGEST_ORIGIN],
            "answer": answer,
            "state": state if answer or state != IssueState.ANSWERED else IssueState.OPEN,
        }
        if not row.flaws:
            self._code(row, texts.get(Target.CODE, ""))
            row.given = NewIssue(key=row.key, **given)
            self.same.setdefault(columns.same_words(row.name), _("row %(row)s") % {"row": row.key})
        return row

    def _what(self, row: JudgedIssue) -> None:
        said = columns.same_words(row.name)
        if not row.name:
            row.flaws.append(_("The row does not say what the issue is."))
        elif len(row.name) > LONGEST_WHAT:
            row.flaws.append(
                _("%(count)s characters are too many for one line; at most %(most)s. Shorten or split it.")
                % {"count": len(row.name), "most": LONGEST_WHAT}
            )
        elif said in self.same:
            row.flaws.append(_("%(code)s says the same.") % {"code": self.same[said]})

    def _owner(self, row: JudgedIssue, texts: Mapping[Target, str]) -> tuple[str, Person | str]:
        """The side of the file, else that of the person; a name that sits nowhere needs a side."""
        name, text = " ".join(texts.get(Target.OWNER, "").split()), texts.get(Target.SIDE, "")
        side, known = sides().get(columns.plain(text), ""), self.seated.sides.get(name, "")
        if text and not side:
            row.flaws.append(_("“%(text)s” is no side. Write us, client or third party.") % {"text": text[:SHORTEN]})
        elif not side and not known:
            row.flaws.append(_("Say whose turn it is; nobody of this name sits on the project."))
        elif side and known and side != known:
            told = {"name": name, "side": OwnerSide(known).label}
            row.flaws.append(_("%(name)s belongs to another side: %(side)s.") % told)
        if len(name) > LONGEST_NAME:
            row.flaws.append(_("A name has at most %(most)s characters.") % {"most": LONGEST_NAME})
        return side or known, self.seated.people.get(name, name)

    def _day(self, row: JudgedIssue, texts: Mapping[Target, str], target: Target) -> date | None:
        text = texts.get(target, "")
        day = columns.day(text, self.order, self.today, self.cal) if text else None
        if text and day is None:
            told = {"text": text[:SHORTEN]}
            row.flaws.append(_("“%(text)s” is no day that can be read. Write it like 2026-11-20.") % told)
        return day

    def _word(self, row: JudgedIssue, text: str, kind: type[Severity | IssueState]) -> str:
        """A state or a weight in our words or in those of others; another word is read as the usual one, and said."""
        usual = Severity.MIDDLE if kind is Severity else IssueState.OPEN
        look = issue_columns.severity if kind is Severity else issue_columns.state
        found = _labels(kind).get(columns.plain(text)) or look(text)
        if text and not found:
            told = {"text": text[:SHORTEN], "word": usual.label}
            row.remarks.append(_("“%(text)s” is read as “%(word)s”.") % told)
        return found or str(usual.value)

    def _code(self, row: JudgedIssue, text: str) -> None:
        code = text.upper()
        is_ours = code[:1] == "I" and code[1:].isdecimal() and code.isascii() and len(code) <= LONGEST_CODE
        if is_ours and code not in self.codes:
            self.codes.add(code)
            row.code = code
        elif text:
            told = {"code": text[:SHORTEN]}
            row.remarks.append(_("“%(code)s” is taken or cannot be its code; it gets the next free one.") % told)
