"""Erase 抹去: delete the key that hides what events say about a person; the chain stays whole."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from yinuo.base.backup import erasures
from yinuo.evidence.actions.events import Personal, Plain, record
from yinuo.evidence.models import Event, Fact, PersonKey
from yinuo.evidence.queries import acts

ERASE = acts.ERASE


class NoReason(ValueError):
    """An erasure names who asked and on which ground."""


@transaction.atomic
def erase(person: str, *, by: str, at: datetime, why: str) -> Event:
    """Make every sealed fact about `person` ("person:12") unreadable for ever, and say so in the firm's stream.

    Backups older than this moment still hold the key: the list of the erased, kept beside them, is applied again
    after each restore. Raises `NoReason`. Erasing twice records twice.
    """
    if not why.strip():
        raise NoReason(_("Say who asked for the erasure and on which ground."))
    facts: dict[str, Plain | Personal] = {"why": why, "sealed_facts": Fact.objects.filter(person=person).count()}
    event = record(verb=ERASE, subject=person, by=by, facts=facts, happened_at=at)
    PersonKey.objects.filter(person=person).delete()
    transaction.on_commit(keep_erasures, robust=True)  # the worker makes good what a full disk refuses here
    return event


def keep_erasures(*folders: Path) -> None:
    """Bring the lists of erased persons up to date: in the data folder, where backups lie, and in `folders`."""
    found = acts.erasures()
    for folder in dict.fromkeys([settings.DATA, settings.BACKUP_DIR, *folders]):
        if folder is not None and folder.is_dir():
            erasures.keep(folder, found)
