"""Plans are drafted, published, signed and moved."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from yinuo.delivery import actions as delivery
from yinuo.demo.data.shapes import Two
from yinuo.ledger import actions as ledger
from yinuo.projects.access import calendar_of
from yinuo.signing.models import Means

if TYPE_CHECKING:
    from datetime import date

    from yinuo.delivery.models import PlanVersion
    from yinuo.demo.data.plans import PlanRow, TaskRow, Told, VersionRow
    from yinuo.demo.scene import Scene
    from yinuo.projects.models import Project

PURPOSE = ("goal", "strategy", "action", "capability", "verification")
ANSWER_DAYS = timedelta(days=7)
TITLE = Two("计划里程碑确认", "Milestones of the plan")
ASK = Two("请逐项确认里程碑日期。", "Please confirm the day of each milestone.")


def plan_is_published(scene: Scene, row: PlanRow, version: VersionRow) -> None:
    """The next version is written down, and shown to the client with the reasons of what moved."""
    by, at = scene.members[row.by], scene.at(version.on, 15)
    project = scene.projects[row.project]
    draft = delivery.start_draft(project, by=by, at=at)
    if version.number == 1:
        purpose = {name: scene.words(getattr(row, name)) for name in PURPOSE}
        delivery.describe(draft, by=by, at=at, revision=draft.revision, **purpose)
    for task in (*(row.tasks if version.number == 1 else ()), *version.added):
        _planned(scene, row, task, version)
    for code, told in version.told.items():
        _told(scene, row, draft, code, told)
    delivery.publish(
        draft,
        by=by,
        at=at,
        reasons={code: scene.words(told.why) for code, told in version.told.items() if told.why},
        otherwise=scene.words(version.otherwise) if version.otherwise else "",
    )


def _planned(scene: Scene, row: PlanRow, task: TaskRow, version: VersionRow) -> None:
    project = scene.projects[row.project]
    tasks = {one.code: one for one in project.tasks.all()}
    delivery.add_task(
        project,
        by=scene.members[row.by],
        at=scene.at(version.on, 14),
        name=scene.words(task.name),
        side=task.side,
        owner=scene.person(task.owner) if task.owner else None,
        code=task.code,
        parent=tasks.get(task.parent),
        waits_for=[_wait(words) for words in task.waits_for],
        is_milestone=task.is_milestone,
        **_days(scene, project, task.begins, task.ends),
    )


def _wait(words: str) -> delivery.Wait:
    """`T16+1`: one working day after it."""
    code, _plus, lag = words.partition("+")
    return delivery.Wait(code, lag=int(lag or 0))


def _days(scene: Scene, project: Project, begins: date | None, ends: date | None) -> dict[str, Any]:
    """Work from one day to another, or a milestone on its day."""
    if ends is None:
        return {}
    last = scene.day(ends)
    if begins is None:
        return {"rule": "finish_no_earlier", "rule_on": last}
    first = scene.day(begins)
    cal = calendar_of(project)
    length = cal.workdays_between(first, last) + cal.is_workday(first)
    return {"rule": "start_no_earlier", "rule_on": first, "duration": max(length, 1)}


def _told(scene: Scene, row: PlanRow, draft: PlanVersion, code: str, told: Told) -> None:
    """What became of a task since the version before."""
    planned = draft.planned.select_related("version__project", "task").get(task__code=code)
    changes = _days(scene, draft.project, told.begins, told.ends)
    if told.done_on:
        begun = told.begins or told.done_on
        changes = {"actual_start": scene.day(begun), "actual_finish": scene.day(told.done_on)}
    elif told.percent and told.begins:
        changes |= {"percent": told.percent, "actual_start": scene.day(told.begins)}
    if told.owner:
        changes["owner"] = scene.person(told.owner)
    delivery.edit_task(planned, by=scene.members[row.by], at=draft.at, revision=planned.revision, **changes)


def milestones_go_out(scene: Scene, row: PlanRow, version: VersionRow) -> None:
    """The client is asked to confirm the milestones of the first version."""
    sheet = delivery.ask(
        scene.projects[row.project],
        by=scene.members[row.by],
        at=scene.at(version.on, 16),
        title=scene.words(TITLE),
        ask=scene.words(ASK),
        contacts=[scene.contacts[row.contact]],
        due_on=scene.day(version.on + ANSWER_DAYS),
    )
    scene.sheets[f"{row.project}-plan"] = sheet


def milestones_are_signed(scene: Scene, row: PlanRow, version: VersionRow) -> None:
    """The window person confirms every line by code."""
    if version.signed_on is None:
        return
    contact = scene.contacts[row.contact]
    sheet = scene.sheets[f"{row.project}-plan"]
    ledger.reply(
        sheet,
        means=ledger.MeansGiven(
            means=Means.CODE,
            by_name=contact.person.name,
            by_title=contact.title,
            person_id=contact.person.pk,
            signed_on=scene.day(version.signed_on),
            authority="window",
        ),
        answers=[ledger.AnswerGiven(line.token, "confirm") for line in sheet.lines.order_by("number")],
        at=scene.at(version.signed_on, 16),
        tell=False,
    )
