"""Risks as the client sees them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.projects.models import Project


class PublishedRisk(models.Model):
    """One risk as it was told to the client; the newest version of a thread counts.

    `line_token` is the line of a sheet on which the client was asked to acknowledge it; empty if it was not.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    token = models.CharField(max_length=22, unique=True, default=token)
    thread = models.CharField(max_length=22)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    what = models.CharField(_("what may happen"), max_length=300)
    cause = models.CharField(_("because of what"), max_length=300, blank=True)
    effect = models.CharField(_("what it would do"), max_length=300, blank=True)
    level = models.CharField(max_length=6)
    response = models.CharField(_("response"), max_length=500, blank=True)
    contingency = models.CharField(_("contingency plan"), max_length=500, blank=True)
    side = models.CharField(max_length=6, choices=OwnerSide)
    owner_name = models.CharField(max_length=80, blank=True)
    review_on = models.DateField(null=True)
    state = models.CharField(max_length=8)
    line_token = models.CharField(max_length=22, blank=True)
    by_name = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        client="number version what cause effect level response contingency side review_on state told_at",
        person="owner_name by_name",
        system="id project token thread line_token",
    )

    class Meta:
        db_table = "published_risk"
        constraints = (models.UniqueConstraint(fields=["project", "number", "version"], name="published_risk_once"),)
        indexes = (models.Index(fields=["thread", "-id"], name="published_risk_newest"),)

    def __str__(self) -> str:
        return f"{self.number} {self.what}"
