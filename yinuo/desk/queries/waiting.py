"""What waits for somebody on our side, ranked: the list of Today and of the cockpit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from yinuo.base import calendar, clock, dates
from yinuo.ledger.access import offered_anew
from yinuo.ledger.models import Entry, EntryKind, Measurement, Offer, State, Wording
from yinuo.ledger.published import Answer, AnswerKind, Chip
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

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
class _Line:
    """A line of a sheet that is not agreed, with its newest answer."""

    offer: Offer
    answer: Answer | None
    today: date

    @property
    def entry(self) -> Entry:
        return self.offer.wording.entry

    @property
    def sheet(self) -> Sheet:
        return self.offer.line.sheet


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits, known well enough to be ranked; put into words only if it is among the first."""

    rank: int
    project: str
    code: str
    said: Callable[[], Task]


def waiting(projects: Sequence[Project], *, owner: Member | None) -> list[Waits]:
    """Everything that waits on `projects`, most pressing first; only what `owner` looks after, or all. Five queries."""
    days = {project.pk: clock.today(project.time_zone) for project in projects}
    lines = _open_lines(projects, owner, days)
    found = [*_answers(lines), *_silent(lines)]
    found += [waits for entry in _entries(projects, owner) for waits in _of_entry(entry, days[entry.project_id])]
    return sorted(found, key=lambda waits: (-waits.rank, waits.project, waits.code))


def _open_lines(projects: Sequence[Project], owner: Member | None, days: dict[int, date]) -> list[_Line]:
    rows = Offer.objects.filter(wording__entry__project__in=projects, line__sheet__recall=None, line__agreement=None)
    rows = rows.exclude(offered_anew("line")).select_related(
        "line__sheet", "wording__entry__project", "wording__entry__holder"
    )
    if owner:
        rows = rows.filter(wording__entry__owner=owner)
    newest = {offer.wording.entry_id: offer for offer in rows.order_by("id")}
    answers = {
        answer.line_id: answer
        for answer in Answer.objects.filter(line__in=[offer.line_id for offer in newest.values()])
        .select_related("reply")
        .order_by("id")
    }
    return [_Line(offer, answers.get(offer.line_id), days[offer.wording.entry.project_id]) for offer in newest.values()]


def _answers(lines: Sequence[_Line]) -> Iterator[Waits]:
    for line in lines:
        answer = line.answer
        if answer is None:
            continue
        if answer.kind == AnswerKind.NOT_ACCEPT:
            yield _of(line.entry, 100, partial(_declined, line, answer))
        elif answer.kind == AnswerKind.ASK and answer.answer_by and answer.answer_by < line.today:
            late = calendar.mainland().workdays_between(answer.answer_by, line.today)
            yield _of(line.entry, 90 + min(late, 9), partial(_asked, line, answer, late))
        elif answer.reply.means == Means.ORAL and answer.reply.sign_by:
            left = calendar.mainland().workdays_between(line.today, answer.reply.sign_by)
            if left <= SIGN_SOON:
                yield _of(line.entry, 85 - max(left, -5), partial(_oral, line, answer, left))


def _of(entry: Entry, rank: int, said: Callable[[], Task]) -> Waits:
    return Waits(rank, entry.project.code, entry.code, said)


def _declined(line: _Line, answer: Answer) -> Task:
    said = ": ".join(part for part in (str(Chip(answer.chip).label) if answer.chip else "", answer.words) if part)
    return _task(
        line.entry,
        title=_("%(name)s did not accept “%(words)s”"),
        name=answer.reply.by_name,
        when=dates.short_day(answer.reply.signed_on),
        because=said,
        act=pgettext("act", "Reword"),
        href=reverse("entry-word", args=[line.entry.project.code, line.entry.code]),
    )


def _asked(line: _Line, answer: Answer, late: int) -> Task:
    promised = dates.day(answer.answer_by) if answer.answer_by else ""
    return _task(
        line.entry,
        title=_("%(name)s promised an answer to “%(words)s”"),
        name=answer.reply.by_name,
        when=dates.lateness(late),
        because=answer.words or _("promised for %(day)s") % {"day": promised},
        act=_("Record the answer"),
        href=reverse("sheet-answers", args=[line.entry.project.code, line.sheet.number]),
    )


def _oral(line: _Line, answer: Answer, left: int) -> Task:
    sign_by = answer.reply.sign_by
    return _task(
        line.entry,
        title=_("%(name)s said yes to “%(words)s”, not signed yet"),
        name=answer.reply.by_name,
        when=_left(left),
        because=_("oral, to be signed by %(day)s") % {"day": dates.day(sign_by) if sign_by else ""},
        act=_("Add the signed page"),
        href=reverse("sheet-answers", args=[line.entry.project.code, line.sheet.number]),
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
        zone = ZoneInfo(first.entry.project.time_zone)
        days = calendar.mainland().workdays_between(sheet.offered_at.astimezone(zone).date(), first.today)
        if days >= SILENT:
            project = first.entry.project.code
            said = partial(_no_answer, sheet, project, days, len(silent))
            yield Waits(60 + min(days, 19), project, f"S{sheet.number}", said)


def _no_answer(sheet: Sheet, project: str, days: int, count: int) -> Task:
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


def _entries(projects: Sequence[Project], owner: Member | None) -> list[Entry]:
    """Lines whose date is near or past and that rest on nothing newer than words or an agreement."""
    horizon = max((clock.today(project.time_zone) for project in projects), default=None)
    if horizon is None:
        return []
    rows = (
        Entry.objects.filter(project__in=projects, due_on__lte=horizon + SOON)
        .with_state()
        .standing((*AGREED, *WORDS_ONLY))
        .annotate(
            is_measured=Exists(Measurement.objects.filter(entry=OuterRef("pk"))),
            is_worded=Exists(Wording.objects.filter(entry=OuterRef("pk"))),
            stands=F("state"),
        )
        .select_related("project", "holder")
    )
    return list(rows.filter(owner=owner) if owner else rows)


def _of_entry(entry: Entry, today: date) -> Iterator[Waits]:
    known = vars(entry)  # annotated by `_entries`
    due_on = entry.due_on or today
    late = calendar.mainland().workdays_between(due_on, today) if due_on < today else 0
    if known["stands"] in WORDS_ONLY:
        yield _of(entry, 40 + min(late, 9), partial(_words_only, entry, due_on, late))
    elif entry.kind == EntryKind.COMMITMENT and not known["is_measured"]:
        yield _of(entry, 80 + min(late, 9) if late else 50, partial(_promised, entry, due_on, late))


def _words_only(entry: Entry, due_on: date, late: int) -> Task:
    code = entry.project.code
    is_worded = vars(entry)["is_worded"]
    offered = f"{reverse('sheet-new', args=[code])}?line={entry.code}"
    said = _("said by %(name)s, never put in exact words") % {"name": entry.holder.name}
    return _task(
        entry,
        title=_("“%(words)s” rests on words only"),
        when=_when(due_on, late),
        because=_("worded, never put to the client") if is_worded else said,
        act=_("Offer to the client") if is_worded else _("Write the wording"),
        href=offered if is_worded else reverse("entry-word", args=[code, entry.code]),
    )


def _promised(entry: Entry, due_on: date, late: int) -> Task:
    return _task(
        entry,
        title=_("We promised “%(words)s”"),
        when=_when(due_on, late),
        because=_("agreed, nothing measured yet"),
        act=_("Measure"),
        href=reverse("entry-measure", args=[entry.project.code, entry.code]),
    )


def _when(due_on: date, late: int) -> str:
    return dates.lateness(late) if late else dates.short_day(due_on)


def _task(entry: Entry, *, title: str, name: str = "", **words: str) -> Task:  # what it is, in words
    code = entry.project.code
    return Task(
        project=code,
        code=entry.code,
        title=title % {"name": name, "words": entry.words},
        about=reverse("entry" if entry.is_wish else "commitment", args=[code, entry.code]),
        **words,
    )
