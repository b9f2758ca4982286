"""Issues are raised, tied to the ledger, answered and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.delivery import actions as delivery
from yinuo.demo.data.shapes import Two

if TYPE_CHECKING:
    from datetime import date

    from yinuo.demo.data.issues import IssueRow
    from yinuo.demo.scene import Scene
    from yinuo.people.models import Person

ENDS = {"closed": delivery.close_issue, "dropped": delivery.drop_issue}


def issue_is_raised(scene: Scene, row: IssueRow) -> None:
    """It comes onto the list."""
    by, at = scene.members[row.by], scene.at(row.on, 12)
    issue = delivery.raise_issue(
        scene.projects[row.project],
        by=by,
        at=at,
        what=scene.words(row.what),
        side=row.side,
        owner=_owner(scene, row),
        due_on=scene.day(row.due_on),
        severity=row.severity,
        raised_by=scene.person(row.raised_by).name,
        raised_on=scene.day(row.on),
        origin=row.origin,
        code=row.code,
    )
    scene.issues[row.project, row.code] = issue


def issue_is_tied(scene: Scene, row: IssueRow, code: str, on: date) -> None:
    issue, by = scene.issues[row.project, row.code], scene.members[row.by]
    delivery.link_issue(issue, [scene.entries[code]], by=by, at=scene.at(on, 12, 30))


def _owner(scene: Scene, row: IssueRow) -> Person | str:
    return scene.words(row.owner) if isinstance(row.owner, Two) else scene.person(row.owner)


def issue_is_answered(scene: Scene, row: IssueRow) -> None:
    if row.answer and row.answered_on:
        issue, by = scene.issues[row.project, row.code], scene.members[row.by]
        delivery.answer_issue(issue, by=by, at=scene.at(row.answered_on, 15), text=scene.words(row.answer))


def issue_ends(scene: Scene, row: IssueRow) -> None:
    if row.ended_on and row.why:
        issue, by = scene.issues[row.project, row.code], scene.members[row.by]
        ENDS[row.end](issue, by=by, at=scene.at(row.ended_on, 17), why=scene.words(row.why))


def client_is_told(scene: Scene, row: IssueRow, on: date) -> None:
    """What the client sees of it, as it stands in the evening."""
    issue, by = scene.issues[row.project, row.code], scene.members[row.by]
    delivery.publish_issue(issue, by=by, at=scene.at(on, 18))
