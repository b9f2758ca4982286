"""Hear what was said and keep the sentence it came from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from yinuo.evidence import actions as evidence
from yinuo.ledger.models import Source, Statement
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from datetime import date, datetime

    from yinuo.people.models import Member


class BadSpan(ValueError):
    """The span does not lie inside the text, or holds no words."""


@transaction.atomic
def hear(
    project: Project,
    *,
    by: Member,
    at: datetime,
    kind: str,
    title: str,
    occurred_on: date,
    text: str,
    original_token: str = "",
) -> Source:
    """Keep a source; its number is per project. `original_token` names the attachment it was read from."""
    Project.objects.select_for_update().get(pk=project.pk)
    last = Source.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    source = Source.objects.create(
        project=project,
        number=last + 1,
        kind=kind,
        title=title,
        occurred_on=occurred_on,
        text=text,
        original_token=original_token,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        by=by,
        at=at,
    )
    evidence.record(
        verb="ledger.hear",
        subject=f"{project.code}/T{source.number}",
        by=by.person.name,
        project=project.code,
        happened_at=at,
        facts={"title": title, "kind": kind, "occurred_on": occurred_on, "sha256": source.sha256},
        rows=[source],
    )
    return source


@transaction.atomic
def quote(source: Source, *, by: Member, at: datetime, start: int, end: int, speaker: str = "") -> Statement:
    """Take the words between two code points of the source as a statement 原话.

    Raises BadSpan when the span is empty, white space only, or outside the text.
    """
    words = source.text[start:end] if 0 <= start < end <= len(source.text) else ""
    if not words.strip():
        raise BadSpan
    statement = Statement.objects.create(
        source=source, start=start, end=end, words=words, speaker=speaker, by=by, at=at
    )
    evidence.record(
        verb="ledger.quote",
        subject=f"{source.project.code}/T{source.number}",
        by=by.person.name,
        project=source.project.code,
        happened_at=at,
        facts={"start": start, "end": end, "words": words, "speaker": speaker},
        rows=[statement],
    )
    return statement
