"""The story as one list of beats in the order of time, and its telling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db import transaction

from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.demo.acts import (
    agreeing,
    changes,
    checking,
    delivering,
    hearing,
    issues,
    meeting,
    money,
    planning,
    reporting,
    risks,
    setting,
)
from yinuo.demo.data.changes import BUDGETS, CHANGES
from yinuo.demo.data.commitments import COMMITMENTS
from yinuo.demo.data.expectations import EXPECTATIONS
from yinuo.demo.data.issues import ISSUES
from yinuo.demo.data.meetings_p1 import HUALING, TOPIC
from yinuo.demo.data.meetings_p2 import HENGYU
from yinuo.demo.data.meetings_p3 import YUNXI
from yinuo.demo.data.money import PAYMENTS
from yinuo.demo.data.outcomes import BEGUN, ENDED, MEASURED
from yinuo.demo.data.plan_p1 import PLAN as HUALING_PLAN
from yinuo.demo.data.plans_p2_p3 import HENGYU as HENGYU_PLAN
from yinuo.demo.data.plans_p2_p3 import YUNXI as YUNXI_PLAN
from yinuo.demo.data.projects import PROJECTS
from yinuo.demo.data.reports import SAID, WEEKLY
from yinuo.demo.data.risks import RISK_SHEETS, RISKS
from yinuo.demo.data.shapes import AS_OF
from yinuo.demo.data.sheets import SHEETS
from yinuo.demo.data.sources import SOURCES
from yinuo.demo.dates import Shift
from yinuo.demo.scene import Scene

PLANS = (HUALING_PLAN, HENGYU_PLAN, YUNXI_PLAN)
ENTRIES = {row.code: row for row in EXPECTATIONS + COMMITMENTS}
REPORT_KNOWN = date(2026, 11, 9)
"""When the report to the president of P3 was put into the calendar."""
Progress = Callable[[int, int, date, str], None]


@dataclass(frozen=True, slots=True)
class Beat:
    """Something happens on `day` of the tables; `hour` (as 11.5) orders the beats of one day."""

    day: date
    hour: float
    what: str
    tell: Callable[[Scene], None]


def beats() -> list[Beat]:
    """Every beat after the people have come, oldest first."""
    told = (*_projects(), *_words(), *_entries(), *_sheets(), *_outcomes())
    told += (*_money(), *_changes(), *_meetings(), *_reports(), *_plans(), *_issues(), *_risks())
    return sorted(told, key=lambda beat: (beat.day, beat.hour))


@transaction.atomic
def tell(*, as_of: date, language: str, progress: Progress | None = None) -> Scene:
    """Load the whole story through the rooms' own verbs, moved by whole weeks to end on the Friday of `as_of`.

    All or nothing: a story cut off half-way would leave an installation that is neither empty nor told.
    """
    scene = Scene(shift=Shift.to(as_of), language=language)
    setting.people_come(scene)
    every = beats()
    for number, beat in enumerate(every, start=1):
        beat.tell(scene)
        if progress:
            progress(number, len(every), scene.day(beat.day), beat.what)
    for project in scene.projects.values():
        counsel.check(project, at=clock.now())
    return scene


def _beat(day: date, hour: float, what: str, act: Callable[..., None], *args: object) -> Beat:
    return Beat(day, hour, what, lambda scene: act(scene, *args))


def _projects() -> Iterator[Beat]:
    for row in PROJECTS:
        yield _beat(row.started_on, 9, f"{row.code} opens", setting.project_opens, row)
        if row.code == "P1":
            agreed_on = date(2026, 4, 8)
            yield _beat(
                agreed_on, 17, "P1 agrees on monthly reports", checking.reports_are_agreed, "P1", "V04", agreed_on
            )
        for seat in row.seats:
            if seat.since != row.started_on:
                yield _beat(seat.since, 9, f"{row.code} {seat.person} joins", setting.seat_is_taken, row, seat)
            if seat.until:
                yield _beat(seat.until, 18.5, f"{row.code} {seat.person} leaves", setting.seat_ends, row, seat)


def _words() -> Iterator[Beat]:
    for row in SOURCES:
        yield _beat(row.on, 10, f"{row.project} {row.kind}", hearing.words_are_heard, row)


def _entries() -> Iterator[Beat]:
    on_sheets = {line.entry for sheet in SHEETS for line in sheet.lines}
    for code, row in ENTRIES.items():
        yield _beat(row.heard_on, 11, f"{code} entered", hearing.line_is_entered, row)
        if row.need.zh:
            yield _beat(row.heard_on, 11.5, f"{code} clarified", hearing.line_is_clarified, row)
        if row.measure and code not in on_sheets:
            yield _beat(row.heard_on, 11.75, f"{code} worded", hearing.line_is_worded, row)
        if row.serves:
            wish = ENTRIES[row.serves]
            day = max(row.heard_on, wish.heard_on)
            yield _beat(day, 11.8, f"{code} serves {wish.code}", hearing.lines_are_linked, row, wish)


def _sheets() -> Iterator[Beat]:
    for row in SHEETS:
        yield Beat(
            row.offered_on, 14, f"{row.key} goes out", partial(agreeing.sheet_goes_out, row=row, entries=ENTRIES)
        )
        for answer in row.replies:
            day = answer.recorded_on or answer.signed_on
            yield _beat(day, 16, f"{row.key} answered by {answer.by}", agreeing.sheet_is_answered, row, answer)


def _outcomes() -> Iterator[Beat]:
    for code, by, day in BEGUN:
        yield _beat(day, 9.5, f"{code} begins", delivering.work_begins, code, by, day)
    for measured in MEASURED:
        yield _beat(measured.on, 17, f"{measured.entry} measured", delivering.line_is_measured, measured)
    for ended in ENDED:
        yield _beat(ended.on, 18, f"{ended.entry} {ended.state}", delivering.line_ends, ended)


def _changes() -> Iterator[Beat]:
    """Each change that was asked for, and what became of it (table 6)."""
    started = {row.code: row.started_on for row in PROJECTS}
    for project, yuan, where in BUDGETS:
        on = started[project]
        yield _beat(on, 9.75, f"{project} budget for changes", changes.budget_is_set, project, yuan, where, on)
    for row in CHANGES:
        yield _beat(row.on, 10.5, f"{row.code} asked", changes.change_is_asked, row)
        if row.begun:
            yield _beat(row.begun.on, 18.25, f"{row.code} begun unsigned", changes.work_begins_early, row, row.begun)
        if row.approval:
            yield _beat(row.approval.on, 16.5, f"{row.code} approved", changes.change_is_approved, row, row.approval)
        if row.ended:
            yield _beat(row.ended.on, 17.25, f"{row.code} {row.ended.state}", changes.change_goes_on, row, row.ended)


def _money() -> Iterator[Beat]:
    """Each payment of the contract, and what became of it (table 9)."""
    started = {row.code: row.started_on for row in PROJECTS}
    for number, row in enumerate(PAYMENTS, start=1):
        name, began = f"{row.project} {row.code}", started[row.project]
        yield _beat(began, 9.65, f"{name} written down", money.payment_is_written, row, began)
        for code in row.lines:
            day = max(began, ENTRIES[code].heard_on)
            yield _beat(day, 11.9, f"{name} rests on {code}", money.line_is_tied, row, code, day)
        if row.paper:
            yield _beat(row.paper.on, 17.5, f"{name} paper", money.paper_comes, row, row.paper)
        if row.invoiced_on:
            yield _beat(
                row.invoiced_on, 10.3, f"{name} invoiced", money.payment_is_invoiced, row, row.invoiced_on, number
            )
        if row.received_on:
            yield _beat(row.received_on, 15.5, f"{name} received", money.money_comes_in, row, row.received_on)


def _meetings() -> Iterator[Beat]:
    held = {(row.project, row.code): row.on for row in (*HUALING, *HENGYU, *YUNXI)}
    for row in (*HUALING, *HENGYU, *YUNXI):
        known_on = min(row.since or row.on, AS_OF) if not row.is_report else REPORT_KNOWN
        what = row.memo or row.code
        yield _beat(known_on, 8.75, f"{row.project} {row.code} planned", meeting.meeting_is_planned, row, known_on)
        if row.memo:
            yield _beat(row.on, 17.5, f"{what} sent", meeting.memo_is_sent, row)
        if row.signed:
            yield _beat(row.signed.on, 18, f"{what} answered", meeting.memo_is_answered, row, row.signed)
        for number, step in enumerate(row.steps, start=1):
            if step.done_on:
                yield _beat(step.done_on, 18.25, f"{what} step done", meeting.step_is_done, row, number, step.done_on)
            if step.task:
                yield _beat(row.on, 18.5, f"{what} planned", meeting.step_is_planned, row, number, step.task)
            for code in step.carried:
                on = held[row.project, code]
                yield _beat(on, 11, f"{what} carried", meeting.step_is_carried, row, number, code, on)
    yield _beat(TOPIC.on, 8.8, f"{TOPIC.project} {TOPIC.meeting} announced", meeting.meeting_is_announced, TOPIC)
    yield _beat(TOPIC.on, 9.2, f"{TOPIC.project} {TOPIC.meeting} topic", meeting.topic_is_proposed, TOPIC)


def _plans() -> Iterator[Beat]:
    for row in PLANS:
        for version in row.versions:
            what = f"{row.project} plan {version.number}"
            yield _beat(version.on, 15, f"{what} published", planning.plan_is_published, row, version)
            if version.signed_on:
                yield _beat(version.on, 16, f"{what} goes out", planning.milestones_go_out, row, version)
                yield _beat(version.signed_on, 16, f"{what} signed", planning.milestones_are_signed, row, version)


def _issues() -> Iterator[Beat]:
    for row in ISSUES:
        name = f"{row.project} {row.code}"
        yield _beat(row.on, 12, f"{name} raised", issues.issue_is_raised, row)
        for code in row.ties:
            day = max(row.on, ENTRIES[code].heard_on)
            yield _beat(day, 12.5, f"{name} tied to {code}", issues.issue_is_tied, row, code, day)
        if row.answered_on:
            yield _beat(row.answered_on, 15, f"{name} answered", issues.issue_is_answered, row)
        if row.ended_on:
            yield _beat(row.ended_on, 17, f"{name} {row.end}", issues.issue_ends, row)
        for day in sorted({row.on, row.answered_on or row.on, row.ended_on or row.on} if row.told else ()):
            yield _beat(day, 18, f"{name} told", issues.client_is_told, row, day)


def _risks() -> Iterator[Beat]:
    for row in RISKS:
        name = f"{row.project} {row.code}"
        yield _beat(row.known_on, 12.75, f"{name} noted", risks.risk_is_noted, row)
        if row.told_on:
            yield _beat(row.told_on, 17.5, f"{name} told", risks.risk_is_told, row)
        if row.closed_on:
            yield _beat(row.closed_on, 17.75, f"{name} closed", risks.risk_ends, row)
    for sheet in RISK_SHEETS:
        name = f"{sheet.project} risks"
        yield _beat(sheet.offered_on, 14.5, f"{name} on a sheet", risks.risks_go_on_a_sheet, sheet)
        yield _beat(sheet.signed_on, 16.5, f"{name} acknowledged", risks.risks_are_acknowledged, sheet)


def _reports() -> Iterator[Beat]:
    for row in WEEKLY:
        what = f"{row.project} report {row.number}"
        yield _beat(row.until, 16.9, what, reporting.report_is_written, row)
    for said in SAID:
        what = f"{said.project} report {said.number}"
        yield _beat(said.on, 9.3, f"{what} read", reporting.report_is_read, said)
        if said.replied_on:
            yield _beat(
                said.replied_on,
                10.1,
                f"{what} question answered",
                reporting.question_is_answered,
                said,
                said.replied_on,
            )
