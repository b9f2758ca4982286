"""What waits for somebody on our side, ranked: the list of Today and of the cockpit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yinuo.base import dates
from yinuo.desk.queries import pending
from yinuo.desk.queries.pending import WORDS_ONLY
from yinuo.ledger.models import EntryKind
from yinuo.ledger.published import AnswerKind, Chip
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from yinuo.desk.queries.pending import AnswerRow, DueRow, EntryRow, LineRow, SheetRow
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

SILENT = 3
"""Working days without an answer before it is worth a word."""
SIGN_SOON = 2
"""Working days before an oral word has to be signed."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, since when or until when, because of what, and the act one click away."""

    project: str
    code: str
    title: str
    when: str
    because: str
    act: str
    href: str
    about: str


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits, known well enough to be ranked; put into words only if it is among the first."""

    rank: int
    project: str
    code: str
    said: Callable[[], Task]


class Waiting(NamedTuple):
    """What waits; `is_all` is false where more of a kind is open than was read."""

    first: list[Waits]
    is_all: bool


def waiting(projects: Sequence[Project], *, owner: Member | None) -> Waiting:
    """What waits on `projects`, most pressing first; only what `owner` looks after, or all. At most seven queries."""
    found = pending.read(projects, owner=owner)
    every = [*_answers(found.lines), *_silent(found.lines)]
    for due in found.dues:
        every += _of_entry(due)
    every.sort(key=lambda waits: (-waits.rank, waits.project, waits.code))
    return Waiting(every, found.is_all)


def _answers(lines: Sequence[LineRow]) -> Iterator[Waits]:
    for line in lines:
        answer = line.answer
        if answer is None:
            continue
        if answer.kind == AnswerKind.NOT_ACCEPT:
            yield _of(line.entry, 100, partial(_declined, line, answer))
        elif answer.kind == AnswerKind.ASK and answer.answer_by and answer.answer_by < line.there.today:
            late = line.there.days.workdays_between(answer.answer_by, line.there.today)
            yield _of(line.entry, 90 + min(late, 9), partial(_asked, line, answer, late))
        elif answer.means == Means.ORAL and answer.sign_by:
            left = line.there.days.workdays_between(line.there.today, answer.sign_by)
            if left <= SIGN_SOON:
                yield _of(line.entry, 85 - max(left, -5), partial(_oral, line, answer, left))


def _of(entry: EntryRow, rank: int, said: Callable[[], Task]) -> Waits:
    return Waits(rank, entry.project, entry.code, said)


def _declined(line: LineRow, answer: AnswerRow) -> Task:
    said = ": ".join(part for part in (str(Chip(answer.chip).label) if answer.chip else "", answer.words) if part)
    return _task(
        line.entry,
        title=_("%(name)s did not accept “%(words)s”"),
        name=answer.by_name,
        when=dates.short_day(answer.signed_on),
        because=said,
        act=pgettext("act", "Reword"),
        href=reverse("entry-word", args=[line.entry.project, line.entry.code]),
    )


def _asked(line: LineRow, answer: AnswerRow, late: int) -> Task:
    promised = dates.day(answer.answer_by) if answer.answer_by else ""
    return _task(
        line.entry,
        title=_("%(name)s promised an answer to “%(words)s”"),
        name=answer.by_name,
        when=dates.lateness(late),
        because=answer.words or _("promised for %(day)s") % {"day": promised},
        act=_("Record the answer"),
        href=reverse("sheet-answers", args=[line.entry.project, line.sheet.number]),
    )


def _oral(line: LineRow, answer: AnswerRow, left: int) -> Task:
    sign_by = answer.sign_by
    return _task(
        line.entry,
        title=_("%(name)s said yes to “%(words)s”, not signed yet"),
        name=answer.by_name,
        when=_left(left),
        because=_("oral, to be signed by %(day)s") % {"day": dates.day(sign_by) if sign_by else ""},
        act=_("Add the signed page"),
        href=reverse("sheet-answers", args=[line.entry.project, line.sheet.number]),
    )


def _left(days: int) -> str:
    if days < 0:
        return dates.lateness(-days)
    if days == 0:
        return _("today")
    return ngettext("%(days)s working day left", "%(days)s working days left", days) % {"days": days}


def _silent(lines: Sequence[LineRow]) -> Iterator[Waits]:
    """One a sheet, however many of its lines are silent."""
    seen: dict[int, list[LineRow]] = {}
    for line in lines:
        if line.answer is None:
            seen.setdefault(line.sheet.pk, []).append(line)
    for silent in seen.values():
        sheet, first = silent[0].sheet, silent[0]
        offered_on, there = sheet.offered_at.astimezone(ZoneInfo(sheet.time_zone)).date(), first.there
        days = there.days.workdays_between(offered_on, there.today)
        if days >= SILENT:
            project = first.entry.project
            said = partial(_no_answer, sheet, project, days, len(silent))
            yield Waits(60 + min(days, 19), project, f"S{sheet.number}", said)


def _no_answer(sheet: SheetRow, project: str, days: int, count: int) -> Task:
    address = reverse("sheet", args=[project, sheet.number])
    return Task(
        project=project,
        code=f"S{sheet.number}",
        title=_("No answer to “%(title)s”") % {"title": sheet.title},
        when=ngettext("%(days)s working day", "%(days)s working days", days) % {"days": days},
        because=ngettext("%(count)s line is silent", "%(count)s lines are silent", count) % {"count": count},
        act=_("Ask again"),
        href=address,
        about=address,
    )


def _of_entry(due: DueRow) -> Iterator[Waits]:
    entry, there = due.entry, due.there
    late = there.days.workdays_between(due.due_on, there.today) if due.due_on < there.today else 0
    if due.stands in WORDS_ONLY:
        yield _of(entry, 40 + min(late, 9), partial(_words_only, due, late))
    else:
        yield _of(entry, 80 + min(late, 9) if late else 50, partial(_promised, due, late))


def _words_only(due: DueRow, late: int) -> Task:
    entry, code, is_worded = due.entry, due.entry.project, due.is_worded
    offered = f"{reverse('sheet-new', args=[code])}?line={entry.code}"
    said = _("said by %(name)s, never put in exact words") % {"name": due.holder}
    return _task(
        entry,
        title=_("“%(words)s” rests on words only"),
        when=_when(due.due_on, late),
        because=_("worded, never put to the client") if is_worded else said,
        act=_("Offer to the client") if is_worded else _("Write the wording"),
        href=offered if is_worded else reverse("entry-word", args=[code, entry.code]),
    )


def _promised(due: DueRow, late: int) -> Task:
    entry = due.entry
    return _task(
        entry,
        title=_("We promised “%(words)s”"),
        when=_when(due.due_on, late),
        because=_("agreed, nothing measured yet"),
        act=_("Measure"),
        href=reverse("entry-measure", args=[entry.project, entry.code]),
    )


def _when(due_on: date, late: int) -> str:
    return dates.lateness(late) if late else dates.short_day(due_on)


def _task(entry: EntryRow, *, title: str, name: str = "", **words: str) -> Task:  # what it is, in words
    code = entry.project
    return Task(
        project=code,
        code=entry.code,
        title=title % {"name": name, "words": entry.words},
        about=reverse("entry" if entry.kind == EntryKind.EXPECTATION else "commitment", args=[code, entry.code]),
        **words,
    )
