"""Rows of a plan file as understood: what each would become, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yinuo.delivery.actions.incoming import Given, Incoming
from yinuo.delivery.forms.owners import LONGEST_NAME, Seated
from yinuo.delivery.models import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.base.calendar import Working
    from yinuo.delivery.actions.incoming import Standing, Waits

LONGEST_TASK = 200
LONGEST_CODE = 9
DONE = 100
MOST_HOURS = 9_999_999


@dataclass(slots=True)
class Judged:
    """One row: `key` as the file counts it. With a flaw it stays out; remarks say what was read otherwise."""

    key: int
    name: str
    code: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    parent: int | None = None
    says_parent: bool = True
    waits_for: Waits | None = None
    flaws: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def given(self) -> Given:
        return Given(self.key, self.code, self.values, self.parent, self.says_parent, self.waits_for)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every row of a file; `notes` hold for the whole of it."""

    rows: tuple[Judged, ...]
    notes: tuple[str, ...] = ()
    data_date: date | None = None

    @property
    def bad(self) -> list[Judged]:
        return [row for row in self.rows if row.flaws]

    @property
    def remarked(self) -> list[Judged]:
        return [row for row in self.rows if row.remarks and not row.flaws]

    def incoming(self, *, is_whole: bool) -> Incoming:
        """What comes in; a task whose row is bad stays as it stands."""
        kept = frozenset(row.code for row in self.bad if row.code)
        good = tuple(row.given for row in self.rows if not row.flaws)
        return Incoming(good, kept, is_whole, self.data_date)


class Reader:
    """What both kinds of file need to know of the project: who sits there, which tasks there are."""

    def __init__(self, standing: Standing) -> None:
        self.standing = standing
        self.seated = Seated(standing.project)
        self.codes: set[str] = set()

    def named(self, row: Judged) -> None:
        """A name that fits, and the code of the task it is; two rows cannot be one task."""
        if not row.name:
            row.flaws.append(_("The row has no name."))
        elif len(row.name) > LONGEST_TASK:
            row.flaws.append(
                _("The name has %(count)s characters; at most %(most)s.")
                % {"count": len(row.name), "most": LONGEST_TASK}
            )
        row.values["name"] = row.name
        row.code = self.standing.code_of(row.code, row.name)
        if row.code in self.codes:
            row.flaws.append(_("%(code)s stands in the file twice.") % {"code": row.code})
        if row.code:
            self.codes.add(row.code)

    def owned(self, row: Judged, name: str, side: str) -> None:
        """A person on the project or a name as written; the side of the file, else that of the person."""
        name = " ".join(name.split())
        if len(name) > LONGEST_NAME:
            row.remarks.append(
                _("The name of the owner was shortened to %(most)s characters.") % {"most": LONGEST_NAME}
            )
            name = name[:LONGEST_NAME]
        person = self.seated.people.get(name)
        row.values |= {"owner": person, "owner_name": "" if person else name}
        if side or name in self.seated.sides:
            row.values["side"] = side or self.seated.sides[name]

    def progressed(self, row: Judged, percent: int | None, begun: date | None, done: date | None) -> None:
        """Progress needs the day it began; what is done in full the day it was done."""
        start, finish = row.values.pop("start", None), row.values.pop("finish", None)
        percent = percent or 0
        if done and begun is None:
            begun = start if start and start <= done else done
        if percent == DONE and done is None and finish:
            done, begun = finish, begun or start or finish
            row.remarks.append(_("Done in full without a day: its planned finish is taken."))
        elif percent and begun is None and start:
            begun = start
            row.remarks.append(_("Begun without a day: its planned start is taken."))
        if percent and begun is None:
            row.flaws.append(_("Say when it began."))
        elif percent == DONE and done is None:
            row.flaws.append(_("Say when it was done, or give less than 100 percent."))
        if done and begun and done < begun:
            row.flaws.append(_("It cannot be done before it began."))
        row.values |= {"percent": DONE if done else percent, "actual_start": begun, "actual_finish": done}

    @staticmethod
    def lasting(row: Judged, days: int) -> None:
        if not 0 <= days <= LONGEST:
            row.flaws.append(
                _("%(days)s working days are more than a task may last; at most %(most)s.")
                % {"days": days, "most": LONGEST}
            )
        row.values["duration"] = days


def settled(rows: Sequence[Judged]) -> None:
    """Rows that lean on one which stays out are told so; parents and dependencies point to rows that come in."""
    by_key = {row.key: row for row in rows}
    parents = {row.key: row.parent for row in rows}
    for row in rows:
        for before, _kind, lag in row.waits_for or ():
            if abs(lag) > LONGEST:
                row.flaws.append(_("A lag of %(days)s working days is too long.") % {"days": lag})
            if before not in by_key:
                row.flaws.append(_("It waits for a row that the file does not have."))
        if _is_circled(row.key, parents):
            row.flaws.append(_("A task cannot be part of itself, of its own parts or of a milestone."))
    for row in rows:
        bad = (
            [by_key[before].name for before, _kind, _lag in row.waits_for or () if by_key[before].flaws]
            if not row.flaws
            else []
        )
        if bad:
            row.remarks.append(_("It does not wait for “%(name)s” any more: that row stays out.") % {"name": bad[0]})
            row.waits_for = tuple(one for one in row.waits_for or () if not by_key[one[0]].flaws)
        while row.parent is not None and (above := by_key.get(row.parent)) and above.flaws and not row.flaws:
            row.parent = above.parent if above.parent != row.key else None
            row.remarks.append(_("It moves up a level: the row it is part of stays out."))


def _is_circled(key: int, parents: dict[int, int | None]) -> bool:
    seen, one = {key}, parents.get(key)
    while one is not None and one not in seen:
        seen.add(one)
        one = parents.get(one)
    return one == key


def lasting(cal: Working, first: date, last: date) -> int:
    """Working days from the first to the last day, both counted."""
    return cal.workdays_between(first - timedelta(days=1), last) if last >= first else 0


def parts(rows: Sequence[Judged]) -> set[int]:
    """Keys of the rows that have others below them."""
    return {row.parent for row in rows if row.parent is not None}
