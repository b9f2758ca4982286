"""The plan as it was published, and the lines of sheets by which the client signed its milestones."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.ledger.published import SheetLine
from yinuo.projects.models import Project


class PublishedPlan(models.Model):
    """A version of the plan as it was shown to the client; `number` counts what was published, not what was drafted."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="published_plans")
    token = models.CharField(max_length=22, unique=True, default=token)
    number = models.PositiveIntegerField(_("number"))
    by_name = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    canonical_text = models.TextField()
    sha256 = models.CharField(max_length=64)

    append_only = True
    LABELS = labelled(client="number published_at canonical_text", person="by_name", system="id project token sha256")

    class Meta:
        db_table = "published_plan"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="published_plan_number_once"),)

    def __str__(self) -> str:
        return str(self.number)


class PublishedTask(models.Model):
    """A task as the client reads it; `thread` is the same in every published plan, `parent` names a thread.

    `signed_on` is the day the client had confirmed when the plan was published, `late` how many working days lie
    between that day and this plan's.
    """

    plan = models.ForeignKey(PublishedPlan, models.PROTECT, related_name="tasks")
    thread = models.CharField(max_length=22)
    parent = models.CharField(max_length=22, blank=True)
    place = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("task"), max_length=200)
    side = models.CharField(pgettext_lazy("owner", "side"), max_length=8, choices=OwnerSide)
    owner_name = models.CharField(_("owner"), max_length=80, blank=True)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    has_parts = models.BooleanField(default=False)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("finish"))
    done_on = models.DateField(_("done on"), null=True)
    percent = models.PositiveSmallIntegerField(_("done in percent"), default=0)
    signed_on = models.DateField(_("signed day"), null=True)
    late = models.IntegerField(_("working days later than signed"), null=True)
    why = models.CharField(_("reason of the move"), max_length=300, blank=True)

    append_only = True
    LABELS = labelled(
        client="place level name side is_milestone has_parts starts_on ends_on done_on percent signed_on late why",
        person="owner_name",
        system="id plan thread parent",
    )

    class Meta:
        db_table = "published_task"
        constraints = (models.UniqueConstraint(fields=["plan", "thread"], name="published_task_once"),)
        indexes = (models.Index(fields=["thread", "id"], name="published_task_by_thread"),)

    def __str__(self) -> str:
        return self.name


class PublishedPlanLine(models.Model):
    """A published task was put to the client on this line of a sheet; agreed, it is the signed date."""

    task = models.ForeignKey(PublishedTask, models.PROTECT, related_name="lines")
    line = models.OneToOneField(SheetLine, models.PROTECT, related_name="planned_task")

    append_only = True
    LABELS = labelled(system="id task line")

    class Meta:
        db_table = "published_plan_line"

    def __str__(self) -> str:
        return f"{self.task_id} {self.line_id}"
