"""Take a whole import back; say that the register was taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from yinuo.evidence import actions as evidence
from yinuo.ledger.actions.entries import subject_of
from yinuo.ledger.models import Entry, EntryLink, ImportUndo, State, Step, Wording
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import datetime

    from yinuo.ledger.models import Import
    from yinuo.people.models import Member

BATCH = 500
LONGEST_WHY = 500


class AlreadyUndone(ValueError):
    """The import was taken back before."""


class NothingToUndo(ValueError):
    """Every line of the import has been used since."""


def used_since(taken_in: Import) -> set[int]:
    """Keys of the entries of an import that somebody worked on after it: worded, tied, clarified or moved on."""
    ours = Entry.objects.filter(import_row__taken_in=taken_in)
    ids = ours.values("pk")
    found = set(ours.filter(version__gt=1).values_list("pk", flat=True))
    found |= set(Wording.objects.filter(entry__in=ids).values_list("entry", flat=True))
    found |= set(Step.objects.filter(entry__in=ids).exclude(at=taken_in.at).values_list("entry", flat=True))
    ties = EntryLink.objects.filter(Q(expectation__in=ids) | Q(commitment__in=ids))
    for pair in ties.values_list("expectation", "commitment"):
        found |= set(pair)
    return found & set(ours.values_list("pk", flat=True)) if found else found


@transaction.atomic
def undo_import(taken_in: Import, *, by: Member, at: datetime, why: str) -> ImportUndo:
    """Take an import back: its unused lines are withdrawn with the reason and leave the register; used ones stay.

    Nothing is deleted, and codes stay taken. Raises AlreadyUndone, and NothingToUndo when every line was used.
    """
    project = Project.objects.select_for_update().get(pk=taken_in.project_id)
    if ImportUndo.objects.filter(taken_in=taken_in).exists():
        raise AlreadyUndone
    used = used_since(taken_in)
    entries = list(Entry.objects.select_for_update().filter(import_row__taken_in=taken_in).order_by("pk"))
    free = [entry for entry in entries if entry.pk not in used]
    if not free:
        raise NothingToUndo
    undo = ImportUndo.objects.create(
        taken_in=taken_in, why=why, withdrawn=len(free), kept=len(entries) - len(free), by=by, at=at
    )
    for entry in free:
        entry.project = project
    told = [evidence.Act("ledger.withdraw", subject_of(entry), {"why": why}, (), at) for entry in free]
    events = evidence.record_all(told, by=by.person.name, project=project.code)
    Step.objects.bulk_create(
        [
            Step(entry=entry, state=State.WITHDRAWN, by_name=by.person.name, why=why, at=at, event_id=event.pk)
            for entry, event in zip(free, events, strict=True)
        ],
        batch_size=BATCH,
    )
    Entry.objects.filter(pk__in=[entry.pk for entry in free]).update(is_undone=True)
    evidence.record(
        verb="ledger.undo_import",
        subject=f"{project.code}/IM{taken_in.number}",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"why": why, "withdrawn": undo.withdrawn, "kept": undo.kept},
        rows=[undo],
    )
    return undo


def record_export(project: Project, *, by: Member, at: datetime, form: str, lines: int, query: str) -> None:
    """Say in our own stream who took the register out, as what, how many lines of it."""
    evidence.record(
        verb="ledger.export",
        subject=f"{project.code}/register",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"form": form, "lines": lines, "query": query[:LONGEST_WHY]},
    )
