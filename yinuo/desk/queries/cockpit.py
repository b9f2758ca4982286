"""The state of one project on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.acceptance.queries import money
from yinuo.delivery.queries import issues, risks
from yinuo.desk.queries import acts, happened
from yinuo.ledger import queries
from yinuo.ledger.models import Entry, EntryKind, State

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.acceptance.queries.money import Alert
    from yinuo.delivery.queries.issues import Ageing, Oldest
    from yinuo.desk.queries.happened import Happening
    from yinuo.desk.queries.waiting import Task
    from yinuo.ledger.models import EntryQuerySet
    from yinuo.ledger.queries import GapRow
    from yinuo.projects.models import Project

AT_MOST = 5
LIVE = (State.AGREED, State.IN_DELIVERY, State.MEASURED, State.MOVED)
WORDS = (State.STATED, State.CLARIFIED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED)
WORST = 3


@dataclass(frozen=True, slots=True)
class Due:
    """A line with its date."""

    code: str
    kind: str
    words: str
    holder: str
    due_on: date
    state: str


@dataclass(frozen=True, slots=True)
class Promises:
    """What became of what we promised, by how many lines."""

    kept: int
    not_kept: int
    under_way: int
    late: int
    words_only: int

    @property
    def total(self) -> int:
        return self.kept + self.not_kept + self.under_way + self.words_only


@dataclass(frozen=True, slots=True)
class Issues:
    """What stands in the way: in numbers, the longest open by name, and the high risks the client was not told of."""

    ageing: Ageing
    oldest: tuple[Oldest, ...]
    untold: int


@dataclass(frozen=True, slots=True)
class Cockpit:
    """What the cockpit shows; `sentence` is made by rule from the same counts.

    `money` holds the payments that want somebody, None where no payment is written down.
    """

    sentence: str
    tasks: tuple[Task, ...]
    states: tuple[tuple[str, int], ...]
    total: int
    answers: dict[str, int]
    worst: tuple[GapRow, ...]
    due: tuple[Due, ...]
    promises: Promises
    money: tuple[Alert, ...] | None
    issues: Issues
    events: tuple[Happening, ...]


def cockpit(project: Project, language: str, *, today: date) -> Cockpit:
    """Everything of `project` at a glance, in a fixed number of queries."""
    lines = Entry.objects.of(project).with_state()
    counted = dict(lines.values_list(F("state")).annotate(count=Count("pk")).order_by())
    late = lines.filter(due_on__lt=today).not_standing(State.ended()).count()
    due = lines.filter(due_on__gte=today).not_standing(State.ended()).order_by("due_on", "id")
    board = queries.board(project, today=today, zone=ZoneInfo(project.time_zone))
    gaps = [row for row in queries.gaps(project, language) if row.outcome == "missed"]
    return Cockpit(
        sentence=_sentence(counted, late, gaps),
        tasks=tuple(waits.said() for waits in acts.next_acts([project], owner=None).first[:AT_MOST]),
        states=tuple((state, counted[state]) for state in State.values if state in counted),
        total=sum(counted.values()),
        answers={status: count for status, count in board.counts.items() if count},
        worst=tuple(gaps[:WORST]),
        due=tuple(
            Due(*row)
            for row in due.values_list("code", "kind", "words", "holder__name", "due_on", F("state"))[:AT_MOST]
        ),
        promises=_promises(lines, today),
        money=_money(project, today),
        issues=Issues(
            ageing=issues.ageing(project, today),
            oldest=issues.oldest(project, today, at_most=WORST),
            untold=risks.count_untold(project),
        ),
        events=happened.happenings(project, limit=AT_MOST).rows,
    )


def _promises(lines: EntryQuerySet, today: date) -> Promises:
    rows = lines.filter(kind=EntryKind.COMMITMENT, is_undone=False)
    counted = dict(rows.values_list(F("state")).annotate(count=Count("pk")).order_by())
    live, words = (sum(counted.get(state, 0) for state in states) for states in (LIVE, WORDS))
    return Promises(
        kept=counted.get(State.KEPT, 0),
        not_kept=counted.get(State.NOT_KEPT, 0),
        under_way=live,
        late=rows.filter(due_on__lt=today).standing(LIVE).count(),
        words_only=words,
    )


def _money(project: Project, today: date) -> tuple[Alert, ...] | None:
    rows = money.milestones(project, today)
    return tuple(money.attention(rows)[:AT_MOST]) if rows else None


def _sentence(counted: dict[str, int], late: int, gaps: Sequence[GapRow]) -> str:
    """One sentence by rule: what is late and furthest from its promise comes before what goes well."""
    still_open = sum(count for state, count in counted.items() if state not in State.ended())
    facts: dict[str, object] = {"open": still_open, "late": late}
    if not counted:
        return _("The ledger is empty.")
    if late and gaps:
        facts |= {"code": gaps[0].code, "gap": gaps[0].gap}
        return (
            ngettext(
                "%(late)s of %(open)s open lines is late; furthest from what was agreed is %(code)s: %(gap)s.",
                "%(late)s of %(open)s open lines are late; furthest from what was agreed is %(code)s: %(gap)s.",
                late,
            )
            % facts
        )
    if late:
        return (
            ngettext("%(late)s of %(open)s open lines is late.", "%(late)s of %(open)s open lines are late.", late)
            % facts
        )
    if gaps:
        facts |= {"code": gaps[0].code, "gap": gaps[0].gap}
        return _("Nothing is late; furthest from what was agreed is %(code)s: %(gap)s.") % facts
    return (
        ngettext("%(open)s line is open, none is late.", "%(open)s lines are open, none is late.", still_open) % facts
    )
