"""Write a change down, make it clearer, say that it came through the window person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F

from yinuo.base import merge
from yinuo.changes.models import ChangeRequest, ChangeState, ChangeStep
from yinuo.evidence import actions as evidence
from yinuo.evidence.actions import Personal
from yinuo.projects.models import Project, Seat, SeatRole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import Model

    from yinuo.people.models import Member, Person

FIRST = 101
EFFECTS = frozenset({"effort_days", "schedule_days", "cost_cents"})
EDITABLE = EFFECTS | {"words", "kind", "asked_on", "asked_by", "is_agreed_inside", "alternative"}


class NotTheClient(ValueError):
    """A change is asked for by somebody of the client, and taken up by the window person."""


def subject_of(change: ChangeRequest) -> str:
    """The code that events carry: `P1/CR-103`."""
    return f"{change.project.code}/{change.code}"


def record(  # an event is what it is made of
    verb: str, change: ChangeRequest, *, by: Member, at: datetime, facts: Any, rows: Iterable[Model] = ()
) -> None:
    """One event about a change, in our own stream."""
    evidence.record(
        verb=verb,
        subject=subject_of(change),
        by=by.person.name,
        project=change.project.code,
        happened_at=at,
        facts=facts,
        rows=rows,
    )


@transaction.atomic
def ask(  # a change is what is known of it
    project: Project,
    *,
    by: Member,
    at: datetime,
    asked_on: date,
    asked_by: Person,
    words: str,
    kind: str,
    window_by: Person | None = None,
    window_on: date | None = None,
    is_agreed_inside: bool | None = None,
    code: str = "",
    **effects: Any,
) -> ChangeRequest:
    """Write down what the client asks to be changed.

    `effects` are effort_days, schedule_days, cost_cents, currency, alternative, origin.
    Whoever is the window person need not be named twice: asked by that person, it came through that person.
    Raises NotTheClient for somebody of ours, or when `window_by` never held the window seat.
    """
    if hasattr(asked_by, "member"):
        raise NotTheClient
    Project.objects.select_for_update().get(pk=project.pk)
    told: dict[str, Any] = {"asked_on": asked_on, "asked_by": asked_by, "words": words, "kind": kind, **effects}
    change = ChangeRequest.objects.create(
        project=project,
        code=code or _next_code(project),
        is_agreed_inside=is_agreed_inside,
        by=by,
        at=at,
        **told,
        **_taken_up(project, asked_by, asked_on, window_by, window_on),
    )
    row = ChangeStep.objects.create(change=change, state=ChangeState.ASKED, by=by, at=at)
    facts = {"words": words, "kind": kind, "asked_on": asked_on, "asked_by": personal(asked_by)}
    record("changes.ask", change, by=by, at=at, facts=facts, rows=[row])
    return change


def _taken_up(
    project: Project, asked_by: Person, asked_on: date, window_by: Person | None, window_on: date | None
) -> dict[str, Any]:
    """Whether it came through the window person, and when."""
    if window_by is None and is_window(project, asked_by):
        return {"window_by": asked_by, "window_on": asked_on}
    if window_by is None:
        return {}
    if not is_window(project, window_by):
        raise NotTheClient
    return {"window_by": window_by, "window_on": window_on or asked_on}


def personal(person: Person) -> Personal:
    """The name of a person as a fact that can be erased."""
    return Personal(f"person:{person.pk}", person.name)


def is_window(project: Project, person: Person) -> bool:
    """Whether the person is or was the client's window person on the project."""
    return Seat.objects.filter(project=project, person=person, role=SeatRole.WINDOW).exists()


def _next_code(project: Project) -> str:
    codes = ChangeRequest.objects.filter(project=project, code__startswith="CR-").values_list("code", flat=True)
    return f"CR-{max((int(code[3:]) for code in codes if code[3:].isdecimal()), default=FIRST - 1) + 1}"


@transaction.atomic
def edit(change: ChangeRequest, *, by: Member, at: datetime, version: int, **told: Any) -> ChangeRequest:
    """Fill in or correct what is known of a change; raises merge.Edited when somebody else did so first.

    Raises NotTheClient when somebody of ours is said to have asked.
    """
    if unknown := told.keys() - EDITABLE:
        raise TypeError(unknown)
    changed = {name: value for name, value in told.items() if getattr(change, name) != value}
    if not changed:
        return change
    if "asked_by" in changed and hasattr(changed["asked_by"], "member"):
        raise NotTheClient
    if not ChangeRequest.objects.filter(pk=change.pk, version=version).update(**changed, version=F("version") + 1):
        raise merge.Edited(change.code)
    change.refresh_from_db()
    facts = {name: personal(value) if name == "asked_by" else value for name, value in changed.items()}
    record("changes.edit", change, by=by, at=at, facts=facts)
    return change


@transaction.atomic
def route(
    change: ChangeRequest,
    *,
    by: Member,
    at: datetime,
    window_by: Person,
    window_on: date,
    is_agreed_inside: bool | None,
) -> ChangeRequest:
    """The window person took the change up 归口. Raises NotTheClient for anybody else."""
    if not is_window(change.project, window_by):
        raise NotTheClient
    told = {"window_by": window_by, "window_on": window_on, "is_agreed_inside": is_agreed_inside}
    ChangeRequest.objects.filter(pk=change.pk).update(**told, version=F("version") + 1)
    change.refresh_from_db()
    record("changes.route", change, by=by, at=at, facts={**told, "window_by": personal(window_by)})
    return change


@transaction.atomic
def record_export(project: Project, *, by: Member, at: datetime, form: str, changes: int) -> None:
    """Say in our own stream who took the list out, as what, how long it was."""
    evidence.record(
        verb="changes.export",
        subject=f"{project.code}/changes",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"form": form, "changes": changes},
    )
