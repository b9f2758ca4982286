"""The outbox: what must be told to whom, written in the same transaction as the act it tells of."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.people.models import Member
from yinuo.projects.models import Project


class RobotKind(models.TextChoices):
    """Whose robot it is, as the address tells."""

    WECOM = "wecom", pgettext_lazy("robot", "WeCom")
    DINGTALK = "dingtalk", pgettext_lazy("robot", "DingTalk")
    FEISHU = "feishu", pgettext_lazy("robot", "Feishu")


class GroupRobot(models.Model):
    """A robot that speaks in one group chat, of a project or, without one, of our firm.

    `address` and `secret` are sealed: whoever holds them can write to the group. `client_reads` decides which of the
    two daily messages goes there (decision 54); `digest_at` is the hour where the project is, None for no such message.
    """

    project = models.ForeignKey(Project, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=RobotKind)
    name = models.CharField(max_length=60)
    address = models.TextField()
    secret = models.TextField(blank=True)
    client_reads = models.BooleanField(default=True)
    digest_at = models.TimeField(null=True)
    made_by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    off_at = models.DateTimeField(null=True)
    off_reason = models.CharField(max_length=200, blank=True)

    LABELS = labelled(
        vendor="kind name address secret client_reads digest_at off_reason",
        person="made_by",
        system="id project made_at changed_at off_at",
    )

    class Meta:
        db_table = "group_robot"

    def __str__(self) -> str:
        return self.name


class Notice(models.Model):
    """One message to one person; text is composed when it is sent, from what the person may see then (decision 10).

    Without a person it stands for everybody its kind names, and is replaced by a row a person when it falls due;
    with a robot it goes to that robot's group and to nobody else.
    """

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    person_id = models.BigIntegerField(null=True)
    robot = models.ForeignKey(GroupRobot, models.PROTECT, null=True, related_name="messages")
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
        system="id robot kind subject channel message_id digest made_at due_at "
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
