"""Rows of a spreadsheet that holds a plan, judged one by one."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override, pgettext_lazy

from yinuo.base.sides import OwnerSide
from yinuo.capture import columns, plan_columns
from yinuo.capture.plan_columns import WORDS, Target
from yinuo.delivery.forms.plan_judged import (
    LONGEST_CODE,
    MOST_HOURS,
    Judged,
    Judgement,
    Reader,
    lasting,
    parts,
    settled,
)
from yinuo.delivery.models import Rule
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yinuo.delivery.actions.incoming import Standing

LANGUAGES = ("en", "zh-hans", "zh-hant")
HEADINGS = {
    Target.CODE: gettext_lazy("Code"),
    Target.NAME: gettext_lazy("Task"),
    Target.PARENT: gettext_lazy("Part of"),
    Target.SIDE: pgettext_lazy("owner", "Side"),
    Target.OWNER: gettext_lazy("Owner"),
    Target.DAYS: pgettext_lazy("column", "Days"),
    Target.WAITS_FOR: gettext_lazy("Waits for"),
    Target.START: gettext_lazy("Start"),
    Target.FINISH: gettext_lazy("Finish"),
    Target.PERCENT: pgettext_lazy("percent", "Done"),
    Target.RULE: gettext_lazy("Date rule"),
    Target.RULE_ON: gettext_lazy("Day"),
    Target.BEGUN: gettext_lazy("Begun on"),
    Target.DONE: gettext_lazy("Done on"),
    Target.EFFORT: gettext_lazy("Effort in hours"),
    Target.SHOWN: gettext_lazy("the client sees it"),
    Target.NUMBER: gettext_lazy("Number in the file"),
    Target.LEVEL: gettext_lazy("Outline level"),
}
SIDES = {
    "ours": ("我方", "乙方", "us", "ours", "vendor"),
    "client": ("甲方", "客户", "client"),
    "third": ("第三方", "third party", "third"),
}
SHORTEN = 60


@cache
def words() -> dict[Target, tuple[str, ...]]:
    """The headings of our own files in each language, and those that others use."""
    ours: dict[Target, list[str]] = {target: [] for target in Target}
    for language in LANGUAGES:
        with override(language):
            for target, heading in HEADINGS.items():
                ours[target].append(str(heading))
    taken = {columns.plain(word) for some in ours.values() for word in some}
    return {
        target: (*ours[target], *(word for word in WORDS[target] if columns.plain(word) not in taken))
        for target in Target
    }


@cache
def _rules() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with override(language):
            found |= {columns.plain(str(rule.label)): rule.value for rule in Rule}
    return found


@cache
def sides() -> dict[str, str]:
    found = {columns.plain(word): side for side, some in SIDES.items() for word in some}
    for language in LANGUAGES:
        with override(language):
            found |= {columns.plain(str(side.label)): side.value for side in OwnerSide}
    return found


def judged(table: Mapping[str, Any], chosen: Mapping[str, Any], standing: Standing) -> Judgement:
    """Every row of the table, with the columns that were chosen."""
    return Judgement(tuple(_Judge(table, chosen, standing).rows()))


class _Judge(Reader):
    def __init__(self, table: Mapping[str, Any], chosen: Mapping[str, Any], standing: Standing) -> None:
        super().__init__(standing)
        self.targets = {Target(target): int(at) for at, target in chosen.get("targets", {}).items()}
        self.order = chosen.get("order", columns.DayOrder.DAY_FIRST)
        self.table = table["rows"]
        self.cal = calendar_of(standing.project)
        self.begins = standing.project.started_on
        self.are_shares = plan_columns.are_shares([self._cell(raw, Target.PERCENT) for raw in self.table])

    def _cell(self, raw: Mapping[str, Any], target: Target) -> str:
        at = self.targets.get(target)
        return str(raw["cells"][at]).strip() if at is not None and at < len(raw["cells"]) else ""

    def rows(self) -> list[Judged]:
        rows = []
        for raw in self.table:
            row = Judged(raw["number"], " ".join(self._cell(raw, Target.NAME).split()))
            row.code = self._code(row, self._cell(raw, Target.CODE))
            rows.append(row)
        self.keys = {
            self._cell(raw, Target.CODE).upper(): raw["number"] for raw in self.table if self._cell(raw, Target.CODE)
        }
        self.numbers = {self._cell(raw, Target.NUMBER): raw["number"] for raw in self.table}
        self._tree(rows)
        whole = parts(rows)
        for row, raw in zip(rows, self.table, strict=True):
            self._row(row, raw, has_parts=row.key in whole)
        settled(rows)
        return rows

    def _code(self, row: Judged, text: str) -> str:
        """A code that can be ours; any other leaves the task the next free one."""
        code = text.upper()
        is_ours = code[:1] == "T" and code[1:].isdecimal() and code.isascii() and len(code) <= LONGEST_CODE
        if text and not is_ours:
            row.remarks.append(
                _("“%(code)s” cannot be its code here; it gets the next free one.") % {"code": text[:20]}
            )
        return code if is_ours else ""

    def _tree(self, rows: list[Judged]) -> None:
        is_levelled = Target.LEVEL in self.targets and Target.PARENT not in self.targets
        above: list[tuple[int, int]] = []
        for row, raw in zip(rows, self.table, strict=True):
            row.says_parent = is_levelled or Target.PARENT in self.targets
            if is_levelled:
                text = self._cell(raw, Target.LEVEL)
                level = int(text) if text.isdecimal() and text.isascii() and len(text) < 4 else 1  # noqa: PLR2004  # levels
                while above and above[-1][0] >= level:
                    above.pop()
                row.parent = above[-1][1] if above else None
                above.append((level, row.key))
            elif text := self._cell(raw, Target.PARENT):
                row.parent = self.keys.get(text.upper()) or self.numbers.get(text)
                if row.parent is None:
                    row.flaws.append(_("It is part of “%(text)s”, which the file does not have.") % {"text": text[:20]})

    def _row(self, row: Judged, raw: Mapping[str, Any], *, has_parts: bool) -> None:
        self.named(row)
        self._waits(row, self._cell(raw, Target.WAITS_FOR))
        self._owner(row, raw)
        start, finish = self._day(row, raw, Target.START), self._day(row, raw, Target.FINISH)
        self._lasts(row, self._cell(raw, Target.DAYS), start, finish, has_parts=has_parts)
        self._rule(row, raw, start, has_parts=has_parts)
        self._effort(row, self._cell(raw, Target.EFFORT))
        if Target.SHOWN in self.targets and (shown := plan_columns.yes(self._cell(raw, Target.SHOWN))) is not None:
            row.values["is_shown"] = shown
        if not has_parts:
            row.values |= {"start": start, "finish": finish}
            self._progress(row, raw)

    def _waits(self, row: Judged, text: str) -> None:
        if Target.WAITS_FOR not in self.targets:
            return
        found, unread = plan_columns.waits(text)
        known = []
        for one in found:
            key = self.keys.get(one.code) if one.code else self.numbers.get(str(one.number))
            if key is None:
                unread.append(one.code or str(one.number))
            else:
                known.append((key, one.kind, one.lag))
        if unread:
            row.flaws.append(
                _("“%(part)s” is no dependency on a row of this file.") % {"part": ", ".join(unread)[:SHORTEN]}
            )
        row.waits_for = tuple(known)

    def _owner(self, row: Judged, raw: Mapping[str, Any]) -> None:
        text = self._cell(raw, Target.SIDE)
        side = sides().get(columns.plain(text), "")
        if text and not side:
            row.flaws.append(_("“%(text)s” is no side. Write us, client or third party.") % {"text": text[:20]})
        if Target.OWNER in self.targets:
            self.owned(row, self._cell(raw, Target.OWNER), side)
        elif side:
            row.values["side"] = side

    def _day(self, row: Judged, raw: Mapping[str, Any], target: Target) -> date | None:
        text = self._cell(raw, target)
        day = columns.day(text, self.order, self.begins, self.cal) if text else None
        if text and day is None:
            row.flaws.append(
                _("“%(text)s” is no day that can be read. Write it like 2026-11-20.") % {"text": text[:SHORTEN]}
            )
        return day

    def _lasts(self, row: Judged, text: str, start: date | None, finish: date | None, *, has_parts: bool) -> None:
        if has_parts:
            row.values["is_milestone"] = False
            return
        days = plan_columns.days(text) if text else None
        if text and days is None:
            row.flaws.append(_("“%(text)s” is no number of working days.") % {"text": text[:20]})
        if days is None and start and finish:
            days = lasting(self.cal, start, finish)
        if days is not None:
            row.values["is_milestone"] = days == 0
            self.lasting(row, days)

    def _rule(self, row: Judged, raw: Mapping[str, Any], start: date | None, *, has_parts: bool) -> None:
        """The file's own rule; without such a column, a task that waits for nothing keeps its day."""
        if Target.RULE in self.targets:
            text = self._cell(raw, Target.RULE)
            rule, day = _rules().get(columns.plain(text)) if text else "", self._day(row, raw, Target.RULE_ON)
            if rule is None or bool(rule) != bool(day):
                row.flaws.append(_("A date rule needs one of our words and its day."))
            row.values |= {"rule": rule or "", "rule_on": day if rule else None}
        elif start and start > self.begins and not row.waits_for and not has_parts:
            row.values |= {"rule": Rule.START_NO_EARLIER.value, "rule_on": start}

    def _effort(self, row: Judged, text: str) -> None:
        if Target.EFFORT not in self.targets:
            return
        hours = text.lower().rstrip("hrs小时 ")
        is_number = hours.replace(".", "", 1).isdecimal() and hours.isascii() and len(hours) < 12  # noqa: PLR2004  # digits
        if text and (not is_number or Decimal(hours) > MOST_HOURS):
            row.flaws.append(_("“%(text)s” is no number of hours.") % {"text": text[:20]})
        row.values["effort"] = Decimal(hours).quantize(Decimal("0.1")) if is_number and text else None

    def _progress(self, row: Judged, raw: Mapping[str, Any]) -> None:
        """What stands is kept where the file has no such column."""
        text = self._cell(raw, Target.PERCENT)
        percent = plan_columns.percent(text, is_share=self.are_shares) if text else 0
        if percent is None:
            row.flaws.append(_("“%(text)s” is no percentage.") % {"text": text[:20]})
            return
        before = self.standing.by_code.get(row.code)
        begun, done = self._day(row, raw, Target.BEGUN), self._day(row, raw, Target.DONE)
        if before and Target.BEGUN not in self.targets:
            begun = before.actual_start
        if before and Target.DONE not in self.targets and percent == before.percent:
            done = before.actual_finish
        if before and Target.PERCENT not in self.targets and not done:
            percent = before.percent
        self.progressed(row, percent, begun, done)
