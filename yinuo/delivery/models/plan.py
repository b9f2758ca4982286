"""The plan 计划 in versions: a draft that is worked on, and those that were published and stay as they were."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.ledger.models import Entry
from yinuo.people.models import Member, Person
from yinuo.projects.models import Project

LONGEST = 2000
"""Working days a task may last, and a lag may count."""


class PlanVersion(models.Model):
    """One version of a project's plan, with what it is for. A draft until it is published; one draft a project."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="plan_versions")
    number = models.PositiveIntegerField(_("number"))
    goal = models.CharField(_("goal"), max_length=500, blank=True)
    strategy = models.CharField(_("strategy"), max_length=500, blank=True)
    action = models.CharField(pgettext_lazy("plan", "action"), max_length=500, blank=True)
    capability = models.CharField(_("capability"), max_length=500, blank=True)
    verification = models.CharField(_("verification"), max_length=500, blank=True)
    data_date = models.DateField(_("data date"), null=True)
    revision = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="number goal strategy action capability verification data_date at",
        person="by",
        system="id project revision",
    )

    class Meta:
        db_table = "plan_version"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="plan_version_number_once"),)

    def __str__(self) -> str:
        return str(self.number)


class Task(models.Model):
    """A piece of work of a project, the same in every version of its plan; `origin` says where it came from.

    `thread` ties its published copies together without telling how many tasks there are.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="tasks")
    code = models.CharField(_("code"), max_length=20)
    origin = models.CharField(_("from"), max_length=40, blank=True)
    thread = models.CharField(max_length=22, unique=True, default=token)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="code origin at", person="by", system="id project thread")

    class Meta:
        db_table = "task"
        constraints = (models.UniqueConstraint(fields=["project", "code"], name="task_code_once"),)
        indexes = (models.Index(fields=["project", "origin"], name="task_by_origin"),)

    def __str__(self) -> str:
        return self.code


class Rule(models.TextChoices):
    """A date set by hand, beside what the dependencies ask for."""

    NONE = "", pgettext_lazy("rule", "as soon as possible")
    START_NO_EARLIER = "start_no_earlier", pgettext_lazy("rule", "not to start before")
    FINISH_NO_EARLIER = "finish_no_earlier", pgettext_lazy("rule", "not to finish before")
    START_NO_LATER = "start_no_later", pgettext_lazy("rule", "to start by")
    FINISH_NO_LATER = "finish_no_later", pgettext_lazy("rule", "to finish by")
    MUST_START = "must_start", pgettext_lazy("rule", "starts on")
    MUST_FINISH = "must_finish", pgettext_lazy("rule", "finishes on")


class PlannedTask(models.Model):
    """A task as it stands in one version: what was typed, and the dates computed from it.

    `duration` counts working days, 0 for a milestone; `total_float` too. A task with others below it takes its dates
    from them. `start` and `finish` are the first and the last working day. `why` tells why it moved since the version
    published before.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="planned")
    task = models.ForeignKey(Task, models.PROTECT, related_name="planned")
    parent = models.ForeignKey(Task, models.PROTECT, related_name="+", null=True, verbose_name=_("part of"))
    place = models.PositiveIntegerField()
    name = models.CharField(_("task"), max_length=200)
    side = models.CharField(pgettext_lazy("owner", "side"), max_length=8, choices=OwnerSide, default=OwnerSide.OURS)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, verbose_name=_("owner"))
    owner_name = models.CharField(_("owner"), max_length=80, blank=True)
    effort = models.DecimalField(_("effort in hours"), max_digits=8, decimal_places=1, null=True)
    duration = models.PositiveIntegerField(_("working days"), default=1)
    rule = models.CharField(_("date rule"), max_length=20, choices=Rule, blank=True)
    rule_on = models.DateField(_("day"), null=True)
    percent = models.PositiveSmallIntegerField(_("done in percent"), default=0)
    actual_start = models.DateField(_("begun on"), null=True)
    actual_finish = models.DateField(_("done on"), null=True)
    is_milestone = models.BooleanField(_("milestone"), default=False)
    is_shown = models.BooleanField(_("the client sees it"), default=True)
    start = models.DateField(_("start"), null=True)
    finish = models.DateField(_("finish"), null=True)
    total_float = models.IntegerField(_("float"), null=True)
    is_critical = models.BooleanField(_("critical"), default=False)
    why = models.CharField(_("reason of the move"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=1)

    LABELS = labelled(
        vendor="parent place name side effort duration rule rule_on percent actual_start actual_finish is_milestone"
        " is_shown start finish total_float is_critical why",
        person="owner owner_name",
        system="id version task revision",
    )

    class Meta:
        db_table = "planned_task"
        constraints = (
            models.UniqueConstraint(fields=["version", "task"], name="task_once_a_version"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="planned_task_percent"),
            models.CheckConstraint(condition=Q(duration__lte=LONGEST), name="planned_task_duration"),
            models.CheckConstraint(
                condition=Q(rule="", rule_on=None) | (~Q(rule="") & Q(rule_on__isnull=False)), name="rule_and_its_day"
            ),
            models.CheckConstraint(
                condition=Q(actual_finish=None) | Q(actual_start__isnull=False), name="done_was_begun"
            ),
        )
        indexes = (models.Index(fields=["version", "place"], name="planned_by_place"),)

    def __str__(self) -> str:
        return self.name


class DependencyKind(models.TextChoices):
    """What waits for what: the first letter is the earlier task's, start or finish, the second the later one's."""

    FINISH_TO_START = "FS", pgettext_lazy("dependency", "finish to start")
    START_TO_START = "SS", pgettext_lazy("dependency", "start to start")
    FINISH_TO_FINISH = "FF", pgettext_lazy("dependency", "finish to finish")
    START_TO_FINISH = "SF", pgettext_lazy("dependency", "start to finish")


class Dependency(models.Model):
    """In one version, `after` waits for `before`; `lag` in working days, a lead when negative."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="dependencies")
    before = models.ForeignKey(Task, models.PROTECT, related_name="+")
    after = models.ForeignKey(Task, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=2, choices=DependencyKind, default=DependencyKind.FINISH_TO_START)
    lag = models.SmallIntegerField(default=0)

    LABELS = labelled(vendor="kind lag", system="id version before after")

    class Meta:
        db_table = "task_dependency"
        constraints = (
            models.UniqueConstraint(fields=["version", "before", "after"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="dependency_of_two_tasks"),
        )

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind} {self.after_id}"


class TaskDrop(models.Model):
    """A task of the version published before was left out of this one, with the reason."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="drops")
    task = models.ForeignKey(Task, models.PROTECT, related_name="drops")
    name = models.CharField(_("task"), max_length=200)
    why = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(vendor="name why at", person="by", system="id version task")

    class Meta:
        db_table = "task_drop"
        constraints = (models.UniqueConstraint(fields=["version", "task"], name="task_dropped_once_a_version"),)

    def __str__(self) -> str:
        return self.name


class TaskEntry(models.Model):
    """A task serves a line of the ledger: a wish, a promise or a duty."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="serves")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(vendor="at", person="by", system="id task entry")

    class Meta:
        db_table = "task_entry"
        constraints = (models.UniqueConstraint(fields=["task", "entry"], name="task_serves_entry_once"),)

    def __str__(self) -> str:
        return f"{self.task_id} {self.entry_id}"


class PlanPublishing(models.Model):
    """A version was published: from then on it stays as it was, and the client sees the copy of it.

    `special_days` are the days of the plan unlike those of a usual week, as they were known then: dates parted by
    blanks, for a file taken out later. None where a version was published before they were kept.
    """

    version = models.OneToOneField(PlanVersion, models.PROTECT, related_name="publishing")
    published = models.OneToOneField("delivery.PublishedPlan", models.PROTECT, related_name="+")
    special_days = models.TextField(null=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="special_days at", person="by", system="id version published")

    class Meta:
        db_table = "plan_publishing"

    def __str__(self) -> str:
        return str(self.version_id)
