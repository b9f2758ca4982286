"""How somebody's word is taken: links, codes, limits, deadlines, reminders."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled


class Means(models.TextChoices):
    """Means of agreement, each with its own evidence (decision 17). `oral` never counts as agreed."""

    CODE = "code", _("confirmed by code")
    PAPER = "paper", _("signed on paper")
    MESSAGE = "message", _("confirmed by message")
    ORAL = "oral", _("oral, to be signed")


class Stamp(models.TextChoices):
    """What stands on the paper."""

    COMPANY = "company", _("company seal")
    CONTRACT = "contract", _("contract seal")
    PROJECT = "project", _("project seal")
    HAND = "hand", _("hand signature only")


class Link(models.Model):
    """Opens one subject read-only without sign-in until its last day; stored hashed, revocable, lists nothing else."""

    subject = models.CharField(max_length=60)
    project_id = models.BigIntegerField()
    secret_digest = models.CharField(max_length=64, unique=True)
    for_person_id = models.BigIntegerField(null=True)
    made_by = models.CharField(max_length=80)
    made_at = models.DateTimeField()
    last_on = models.DateField()
    opened_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    LABELS = labelled(
        person="for_person_id made_by",
        system="id subject project_id secret_digest made_at last_on opened_at revoked_at",
    )

    class Meta:
        db_table = "signing_link"
        indexes = (models.Index(fields=["subject"], name="link_by_subject"),)

    def __str__(self) -> str:
        return self.subject


class Code(models.Model):
    """Six digits sent to one person for one document and one set of answers: ten minutes, once, five tries."""

    subject = models.CharField(max_length=60)
    document_sha256 = models.CharField(max_length=64)
    answers_sha256 = models.CharField(max_length=64)
    person_id = models.BigIntegerField()
    code_digest = models.CharField(max_length=64)
    channel = models.CharField(max_length=10, default="email")
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    LABELS = labelled(
        person="person_id",
        system="id subject document_sha256 answers_sha256 code_digest channel sent_at expires_at tries used_at",
    )

    class Meta:
        db_table = "signing_code"
        indexes = (models.Index(fields=["subject", "person_id", "sent_at"], name="code_by_subject"),)

    def __str__(self) -> str:
        return self.subject


class Deadline(models.Model):
    """By when an answer is asked for, and who is reminded: after 3 working days, then every 2."""

    subject = models.CharField(max_length=60, unique=True)
    project_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    next_reminder_on = models.DateField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)

    LABELS = labelled(client="due_on", system="id subject project_id asked_at next_reminder_on reminders closed_at")

    class Meta:
        db_table = "signing_deadline"
        indexes = (models.Index(fields=["next_reminder_on", "closed_at"], name="deadline_by_reminder"),)

    def __str__(self) -> str:
        return self.subject
