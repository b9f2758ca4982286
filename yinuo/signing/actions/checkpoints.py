"""Once a working day: tell those who may sign where the shared record stands, if it moved (decision 12)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from yinuo.evidence import access as evidence
from yinuo.evidence import queries as acts
from yinuo.evidence.actions import Personal, record
from yinuo.evidence.actions.events import Plain
from yinuo.notices import actions as notices
from yinuo.notices.actions import Letter, Told
from yinuo.people.models import Person
from yinuo.projects.models import Project, Seat, SeatRole

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

CHECKPOINT = "signing.checkpoint"


@transaction.atomic
def checkpoint(project: Project, *, at: datetime) -> bool:
    """Put the day's checkpoint into the digest, unless the shared stream stands where it stood; whether it moved.

    Several workers may call it: the project's row is locked, and the second finds the event of the first.
    """
    Project.objects.select_for_update().get(pk=project.pk)
    held = evidence.receipt(project.code)
    last = acts.last_event(subject_of(project), CHECKPOINT)
    if held.seq == 0 or (last is not None and last.fact("seq") == held.seq):
        return False
    facts: dict[str, Plain | Personal] = {"stream": held.stream, "seq": held.seq, "link": held.link}
    record(verb=CHECKPOINT, subject=subject_of(project), by="", project=project.code, facts=facts)
    notices.tell(CHECKPOINT, subject_of(project), at=at, to=readers(project), payload=json.dumps(facts), digest=True)
    return True


def subject_of(project: Project) -> str:
    """What its events and notices carry: `P1/checkpoint`."""
    return f"{project.code}/checkpoint"


def readers(project: Project) -> QuerySet[Person]:
    """Those of the client who may sign and were invited, and our project manager."""
    signs = Q(may_sign=True, role__in=Seat.ON_CLIENT_SIDE, invited_at__isnull=False)
    seats = Seat.objects.filter(signs | Q(role=SeatRole.MANAGER), project=project, until=None)
    return Person.objects.filter(seats__in=seats, is_active=True).exclude(email=None).distinct().order_by("pk")


def checkpoint_letter(told: Told, person: Person) -> Letter | None:
    """Where the record stood, in lines that `verify.py` reads; nothing for whoever left meanwhile."""
    project = Project.objects.filter(code=told.subject.partition("/")[0]).first()
    if project is None or not readers(project).filter(pk=person.pk).exists():
        return None
    facts = json.loads(told.payload)
    named = {"project": project.name, "seq": facts["seq"]}
    text = (
        _(
            "The record that both sides share on “%(project)s” holds %(seq)s events today. There is nothing to do: "
            "keep this mail. Whoever changes or removes one of them later is found by these lines, on the page Verify "
            "or with verify.py of any dossier:"
        )
        % named
    )
    lines = "\n".join(f"{name}: {value}" for name, value in facts.items())
    return Letter(_("Checkpoint of the record of “%(project)s”") % named, f"{text}\n\n{lines}")
