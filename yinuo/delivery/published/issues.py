"""Issues as the client sees them, and what the client answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.projects.models import Project


class PublishedIssue(models.Model):
    """One issue as it was told to the client; the newest version of a thread counts.

    `number` is the client's own, given at the first telling, so that what was never told leaves no gap (decision 4).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    token = models.CharField(max_length=22, unique=True, default=token)
    thread = models.CharField(max_length=22)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    what = models.CharField(_("what"), max_length=500)
    raised_by = models.CharField(max_length=80)
    raised_on = models.DateField()
    side = models.CharField(max_length=6, choices=OwnerSide)
    owner_name = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True)
    severity = models.CharField(max_length=6)
    state = models.CharField(max_length=8)
    answer = models.CharField(_("answer"), max_length=2000, blank=True)
    by_name = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        client="number version what raised_on side due_on severity state answer told_at",
        person="raised_by owner_name by_name",
        system="id project token thread",
    )

    class Meta:
        db_table = "published_issue"
        constraints = (models.UniqueConstraint(fields=["project", "number", "version"], name="published_issue_once"),)
        indexes = (models.Index(fields=["thread", "-id"], name="published_issue_newest"),)

    def __str__(self) -> str:
        return f"{self.number} {self.what}"


class ClientAnswer(models.Model):
    """What a signed-in contact answered to an issue in the portal."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    thread = models.CharField(max_length=22)
    text = models.CharField(_("answer"), max_length=2000)
    person_id = models.BigIntegerField()
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="text at", person="person_id by_name", system="id project thread")

    class Meta:
        db_table = "client_answer"
        indexes = (models.Index(fields=["thread", "id"], name="client_answer_by_thread"),)

    def __str__(self) -> str:
        return f"{self.thread} {self.by_name}"
