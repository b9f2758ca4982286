"""The outbox: what must be told to whom, written in the same transaction as the act it tells of."""

from __future__ import annotations

from django.db import models

from yinuo.base.labels import labelled


class Notice(models.Model):
    """One message to one person; text is composed when it is sent, from what the person may see then (decision 10).

    Without a person it stands for everybody its kind names, and is replaced by a row a person when it falls due.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    person_id = models.BigIntegerField(null=True)
    channel = models.CharField(max_length=10, default="email")
    message_id = models.CharField(max_length=80, unique=True)
    digest = models.BooleanField(default=False)
    payload = models.TextField(blank=True)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    cut_offs = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=300, blank=True)

    LABELS = labelled(
        person="person_id payload last_error",
        system="id kind subject channel message_id digest made_at due_at "
        "claimed_at attempts cut_offs sent_at dropped_at given_up_at",
    )

    class Meta:
        db_table = "notice"
        indexes = (
            models.Index(
                fields=["due_at"],
                condition=models.Q(sent_at=None, dropped_at=None, given_up_at=None),
                name="notice_due",
            ),
            models.Index(fields=["subject", "kind", "made_at"], name="notice_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
