"""Private notes, and the search index of the vendor."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled
from yinuo.people.models import Member
from yinuo.projects.models import Project


class PrivateNote(models.Model):
    """A note about anything (its code), for our eyes only."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60)
    text = models.TextField(_("note"), max_length=4000)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(vendor="subject text at", person="by", system="id project")

    class Meta:
        db_table = "private_note"

    def __str__(self) -> str:
        return self.subject


class SearchEntry(models.Model):
    """One thing a member may find: `subject` is its code ("E105", "sheet/3"). Rewritten when the thing changes."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField()
    at = models.DateTimeField()

    LABELS = labelled(vendor="subject kind title text at", system="id project")

    class Meta:
        db_table = "search_entry"
        constraints = (models.UniqueConstraint(fields=["project", "kind", "subject"], name="search_entry_once"),)

    def __str__(self) -> str:
        return self.title


class IndexMark(models.Model):
    """How far the search index has read the events: one row."""

    event_id = models.BigIntegerField(default=0)

    LABELS = labelled(system="id event_id")

    class Meta:
        db_table = "index_mark"

    def __str__(self) -> str:
        return str(self.event_id)
