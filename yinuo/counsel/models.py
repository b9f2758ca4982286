"""What the vendor thinks, kept where no client-facing module can reach."""

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
