"""Where words were said, and the words taken from there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.people.models import Member
from yinuo.projects.models import Project


class SourceKind(models.TextChoices):
    CHAT = "chat", _("group chat")
    MEETING = "meeting", _("meeting")
    MINUTES = "minutes", _("minutes")
    MAIL = "mail", pgettext_lazy("source", "e-mail")
    INTERVIEW = "interview", _("interview")
    CALL = "call", _("telephone call")
    SITE = "site", _("on site")
    CONTRACT = "contract", _("contract")
    SALES = "sales", _("sales promise")
    DEMAND = "demand", _("leader's demand")
    PICTURE = "picture", _("picture")
    TABLE = "table", _("spreadsheet")
    OTHER = "other", _("other")


class Source(models.Model):
    """Where words were said or written. The original file is kept; `text` is what was read out of it."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="sources")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("kind"), max_length=12, choices=SourceKind)
    title = models.CharField(_("heading"), max_length=160)
    occurred_on = models.DateField(_("date"))
    text = models.TextField(_("text"), blank=True)
    original_token = models.CharField(max_length=22, blank=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        vendor="number kind title occurred_on text at", person="by", system="id project original_token sha256"
    )

    class Meta:
        db_table = "source"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="source_number_once"),)

    def __str__(self) -> str:
        return self.title


class Statement(models.Model):
    """Words as said 原话: code points `start`–`end` of its source, highlighted ever after."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="statements")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.TextField()
    speaker = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="start end words at", person="speaker by", system="id source")

    class Meta:
        db_table = "statement"
        constraints = (models.CheckConstraint(condition=Q(end__gt=models.F("start")), name="statement_has_words"),)

    def __str__(self) -> str:
        return self.words[:40]
