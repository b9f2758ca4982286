"""What waits for somebody on our side, ranked: the list of Today and of the cockpit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yinuo.base import clock, dates
from yinuo.base.prepared import Given, GivenIds, Prepared
from yinuo.ledger.access import offered_anew
from yinuo.ledger.models import Entry, EntryKind, Measurement, Offer, State, Wording
from yinuo.ledger.published import Agreement, Answer, AnswerKind, Chip, SheetRecall
from yinuo.projects.access import calendar_of
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yinuo.base.calendar import Calendar
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

ENOUGH = 60
"""Things of one kind that are ranked; the page shows seven and counts the others."""
SILENT = 3
"""Working days without an answer before it is worth a word."""
SOON = timedelta(days=7)
SIGN_SOON = 2
"""Working days before an oral word has to be signed."""
AGREED = (State.AGREED, State.IN_DELIVERY)
WORDS_ONLY = (State.STATED, State.CLARIFIED)


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
class _Entry:
    """What a task says of a line of the ledger: read as columns, since hundreds are ranked and seven shown."""

    project_id: int
    project: str
    code: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet that carries a line."""

    pk: int
    number: int
    title: str
    offered_at: datetime
    time_zone: str


@dataclass(frozen=True, slots=True)
class _Answer:
    """The newest answer of a line."""

    kind: str
    chip: str
    words: str
    answer_by: date | None
    by_name: str
    means: str
    signed_on: date
    sign_by: date | None


@dataclass(frozen=True, slots=True)
class _There:
    """Which day it is where a project is, and which days are worked there."""

    today: date
    days: Calendar


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a sheet that is not agreed, with its newest answer."""

    entry: _Entry
    sheet: _Sheet
    answer: _Answer | None
    there: _There


@dataclass(frozen=True, slots=True)
class _Due:
    """A line whose date is near or past."""

    entry: _Entry
    holder: str
    due_on: date
    stands: str
    is_worded: bool


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
    """What waits on `projects`, most pressing first; only what `owner` looks after, or all. At most seven queries.

    Of each kind (answered, silent, promised, words only) no more than the `ENOUGH` that wait longest are read, so that
    the page costs the same however much is open.
    """
    there = {project.pk: _There(clock.today(project.time_zone), calendar_of(project)) for project in projects}
    told: dict[str, object] = {"projects": list(there), "owner": owner.pk if owner else None}
    if there:
        told["until"] = max(place.today for place in there.values()) + SOON
    kinds = (_answered_lines, _silent_lines, *((_promises_due, _words_due) if there else ()))
    asked = [question[owner is not None](**told) for question in kinds]
    answered, silent = (list(dict(rows).values()) for rows in asked[:2])
    found = [*_answers(_answered_of(answered, there)), *_silent(_lines_of(silent, there, {}))]
    for due in _dues({key: stands for rows in asked[2:] for key, stands in rows}):
        found += _of_entry(due, there[due.entry.project_id])
    ranked = sorted(found, key=lambda waits: (-waits.rank, waits.project, waits.code))
    return Waiting(ranked, all(len(rows) < ENOUGH for rows in asked))


def _answered_of(line_ids: Sequence[int], there: dict[int, _There]) -> list[_Line]:
    newest = {line_id: _Answer(*rest) for line_id, *rest in _answered(lines=line_ids)} if line_ids else {}
    return _lines_of(line_ids, there, newest)


def _lines_of(line_ids: Sequence[int], there: dict[int, _There], answers: dict[int, _Answer]) -> list[_Line]:
    rows = _lines(lines=line_ids) if line_ids else []
    return [_Line(_Entry(row[5], *row[7:]), _sheet(row), answers.get(row[0]), there[row[5]]) for row in rows]


def _sheet(row: Sequence[Any]) -> _Sheet:
    return _Sheet(row[1], row[2], row[3], row[4], row[6])


def _open(*, is_answered: bool, is_owned: bool) -> QuerySet[Offer, Any]:
    """Key and sheet's line of the offers that wait longest; the words around them are read for those alone."""
    answers = Exists(Answer.objects.filter(line=OuterRef("line")))
    agreed = Exists(Agreement.objects.filter(line=OuterRef("line")))
    recalled = Exists(SheetRecall.objects.filter(sheet=OuterRef("line__sheet")))
    rows = Offer.objects.filter(answers if is_answered else ~answers, ~agreed, ~recalled)
    if is_owned:
        rows = rows.filter(wording__entry__owner=Given("owner"))
    rows = rows.filter(wording__entry__project__in=GivenIds("projects")).exclude(offered_anew("line"))
    return rows.order_by("id").values_list("wording__entry", "line_id")[:ENOUGH]


Questions = tuple[Prepared, Prepared]
"""The same asked of everybody and of one owner."""


def _both(build: Callable[..., QuerySet[Any, Any]], **facts: bool) -> Questions:
    """Planned each time anew: what is quick for a member of two projects is slow for one of two hundred."""
    everybody, one = (Prepared(partial(build, is_owned=is_owned, **facts), anew=True) for is_owned in (False, True))
    return everybody, one


_answered_lines = _both(_open, is_answered=True)
_silent_lines = _both(_open, is_answered=False)
_lines = Prepared(
    lambda: (
        Offer.objects.filter(line__in=GivenIds("lines"))
        .order_by("id")
        .values_list(
            *("line_id", "line__sheet", "line__sheet__number", "line__sheet__title", "line__sheet__offered_at"),
            *("wording__entry__project", "wording__entry__project__time_zone"),
            *("wording__entry__project__code", "wording__entry__code", "wording__entry__kind", "wording__entry__words"),
        )
    )
)
_answered = Prepared(
    lambda: (
        Answer.objects.filter(line__in=GivenIds("lines"))
        .order_by("id")
        .values_list(
            *("line_id", "kind", "chip", "words", "answer_by"),
            *("reply__by_name", "reply__means", "reply__signed_on", "reply__sign_by"),
        )
    )
)


def _answers(lines: Sequence[_Line]) -> Iterator[Waits]:
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


def _of(entry: _Entry, rank: int, said: Callable[[], Task]) -> Waits:
    return Waits(rank, entry.project, entry.code, said)


def _declined(line: _Line, answer: _Answer) -> Task:
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


def _asked(line: _Line, answer: _Answer, late: int) -> Task:
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


def _oral(line: _Line, answer: _Answer, left: int) -> Task:
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


def _silent(lines: Sequence[_Line]) -> Iterator[Waits]:
    """One a sheet, however many of its lines are silent."""
    seen: dict[int, list[_Line]] = {}
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


def _no_answer(sheet: _Sheet, project: str, days: int, count: int) -> Task:
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


def _due(*, is_promised: bool, is_owned: bool) -> QuerySet[Entry, Any]:
    """Key and state of lines whose date is near or past and that rest on words alone, or on an agreement of ours."""
    rows = Entry.objects.filter(owner=Given("owner")) if is_owned else Entry.objects.all()
    if is_promised:
        rows = rows.filter(~Exists(Measurement.objects.filter(entry=OuterRef("pk"))), kind=EntryKind.COMMITMENT)
    return (
        rows.filter(project__in=GivenIds("projects"), due_on__lte=Given("until"))
        .with_state()
        .standing(AGREED if is_promised else WORDS_ONLY)
        .order_by("due_on", "id")
        .annotate(stands=F("state"))
        .values_list("pk", "stands")[:ENOUGH]
    )


_promises_due = _both(_due, is_promised=True)
_words_due = _both(_due, is_promised=False)


_due_rows = Prepared(
    lambda: (
        Entry.objects.filter(pk__in=GivenIds("entries"))
        .annotate(is_worded=Exists(Wording.objects.filter(entry=OuterRef("pk"))))
        .values_list(
            "pk", "project_id", "project__code", "code", "kind", "words", "holder__name", "due_on", "is_worded"
        )
    )
)


def _dues(stands: dict[int, str]) -> Iterator[_Due]:
    """What is said of lines, by their keys and states."""
    for key, *entry, holder, due_on, is_worded in _due_rows(entries=list(stands)) if stands else ():
        yield _Due(_Entry(*entry), holder, due_on, stands[key], is_worded)


def _of_entry(due: _Due, there: _There) -> Iterator[Waits]:
    entry = due.entry
    late = there.days.workdays_between(due.due_on, there.today) if due.due_on < there.today else 0
    if due.stands in WORDS_ONLY:
        yield _of(entry, 40 + min(late, 9), partial(_words_only, due, late))
    else:
        yield _of(entry, 80 + min(late, 9) if late else 50, partial(_promised, due, late))


def _words_only(due: _Due, late: int) -> Task:
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


def _promised(due: _Due, late: int) -> Task:
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


def _task(entry: _Entry, *, title: str, name: str = "", **words: str) -> Task:  # what it is, in words
    code = entry.project
    return Task(
        project=code,
        code=entry.code,
        title=title % {"name": name, "words": entry.words},
        about=reverse("entry" if entry.kind == EntryKind.EXPECTATION else "commitment", args=[code, entry.code]),
        **words,
    )
