"""What the client sees of memos: copies written when a memo is sent, never edited."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.ledger.published import Sheet, SheetLine
from yinuo.projects.models import Project


class MemoPart(models.TextChoices):
    """The parts of a memo in the order of the paper (S2-147…153)."""

    HEAD = "head", _("occasion and people")
    WORK = "work", _("work done")
    PURPOSE = "purpose", _("purpose reached")
    CAUSE = "cause", _("causes of delay")
    STEP = "step", _("next steps")


class PublishedMemo(models.Model):
    """One version of a memo as it was sent; its lines are those of its sheet."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    token = models.CharField(max_length=22, unique=True, default=token)
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    on = models.DateField()
    occasion = models.CharField(max_length=160)
    place = models.CharField(max_length=160, blank=True)
    people = models.TextField(blank=True)
    previous_code = models.CharField(max_length=20, blank=True)
    previous_on = models.DateField(null=True)
    sent_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        client="code version kind on occasion place previous_code previous_on sent_at",
        person="people",
        system="id project token sheet",
    )

    class Meta:
        db_table = "published_memo"
        constraints = (
            models.UniqueConstraint(fields=["project", "code", "version"], name="published_memo_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class PublishedMemoLine(models.Model):
    """Which part of a memo a line of its sheet is; a cause and a next step say whose side."""

    memo = models.ForeignKey(PublishedMemo, models.PROTECT, related_name="lines")
    line = models.OneToOneField(SheetLine, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=MemoPart)
    side = models.CharField(max_length=10, choices=OwnerSide, blank=True)

    append_only = True
    LABELS = labelled(client="part side", system="id memo line")

    class Meta:
        db_table = "published_memo_line"

    def __str__(self) -> str:
        return f"{self.memo_id} {self.part}"
