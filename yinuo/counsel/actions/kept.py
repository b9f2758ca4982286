"""Private notes, and the index of everything a member may find."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from yinuo.base import search
from yinuo.counsel import queries
from yinuo.counsel.models import IndexMark, PrivateNote, SearchEntry
from yinuo.evidence import actions as evidence
from yinuo.people.models import Member
from yinuo.projects.models import Project


@transaction.atomic
def note(project: Project, *, by: Member, at: datetime, subject: str, text: str) -> PrivateNote:
    """Keep a note about `subject`. Its words stay out of the event, so that nothing but the note tells them (R60)."""
    row = PrivateNote.objects.create(project=project, subject=subject, text=text, by=by, at=at)
    evidence.record(
        verb="counsel.note",
        subject=f"{project.code}/N{row.pk}",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"about": subject},
    )
    return row


@transaction.atomic
def index(project: Project, *, subject: str, kind: str, title: str, text: str, at: datetime) -> SearchEntry:
    """Make a thing findable for the project's members, or anew when it changed. A derived copy: no event."""
    (entry,) = SearchEntry.objects.bulk_create(
        [SearchEntry(project=project, kind=kind, subject=subject, title=title[:200], text=text, at=at)],
        update_conflicts=True,
        unique_fields=["project", "kind", "subject"],
        update_fields=["title", "text", "at"],
    )
    search.put("search_entry", entry.pk, f"{title}\n{text}", scope=str(project.pk))
    return entry


@transaction.atomic
def forget(project: Project, *, subject: str, kind: str) -> None:
    """Take a thing out of the index."""
    for entry in SearchEntry.objects.filter(project=project, kind=kind, subject=subject):
        search.drop("search_entry", entry.pk)
        entry.delete()


def index_subject(subject: str) -> SearchEntry | None:
    """Index anew what an event's subject names (P1/E105, P1/T3, P1/S3.2, P1/N7); None for anything else."""
    found = queries.findable(subject)
    if found is None:
        return None
    return index(found.project, subject=found.code, kind=found.kind, title=found.title, text=found.text, at=found.at)


@transaction.atomic
def catch_up(*, at_most: int) -> int:
    """Index whatever the events after the mark are about; how many events were read. No event: a derived copy."""
    mark, _is_new = IndexMark.objects.select_for_update().get_or_create(pk=1)
    last, subjects = queries.told_since(mark.event_id, at_most)
    for subject in dict.fromkeys(subjects):
        index_subject(subject)
    if subjects:
        IndexMark.objects.filter(pk=mark.pk).update(event_id=last)
    return len(subjects)
