"""Memos 备忘录: what was done and reached, why it was late, what comes next; and where each next step went."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.delivery.models import Task
from yinuo.meetings.models.meetings import Meeting, Minute
from yinuo.people.models import Member, Person
from yinuo.projects.models import Project


class MemoState(models.TextChoices):
    """Where a memo stands; read from its rows, stored nowhere."""

    DRAFT = "draft", pgettext_lazy("memo", "draft")
    SENT = "sent", pgettext_lazy("memo", "sent")
    OBJECTED = "objected", pgettext_lazy("memo", "objected")
    CONFIRMED = "confirmed", pgettext_lazy("memo", "confirmed")
    CLOSED = "closed", pgettext_lazy("memo", "closed")


class Memo(models.Model):
    """The memo of one meeting (S2-146…155), as we write it; what the client was sent are its versions.

    `code` (MM-108) is given with the first sending, so that a gap in the client's numbers tells of no draft
    (decision 4).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="memos")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="memo")
    code = models.CharField(_("code"), max_length=20, blank=True)
    on = models.DateField(_("date"))
    occasion = models.CharField(pgettext_lazy("meeting", "occasion"), max_length=160)
    work_done = models.TextField(_("work done"), blank=True)
    purpose = models.TextField(_("purpose reached"), blank=True)
    previous = models.ForeignKey("self", models.PROTECT, related_name="following", null=True)
    closed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        client="code",
        vendor="on occasion work_done purpose closed_at at",
        person="by",
        system="id project meeting previous version",
    )

    class Meta:
        db_table = "memo"
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], condition=~Q(code=""), name="memo_code_once"),
        )
        indexes = (models.Index(fields=["project", "-on", "-id"], name="memo_by_day"),)

    def __str__(self) -> str:
        return f"{self.code} {self.occasion}"


class DelayCause(models.Model):
    """Why work was late, and on whose side the cause lies 延误原因 (S2-150…152)."""

    memo = models.ForeignKey(Memo, models.PROTECT, related_name="causes")
    side = models.CharField(_("side"), max_length=10, choices=OwnerSide)
    words = models.CharField(_("cause"), max_length=500)
    is_gone = models.BooleanField(default=False)

    LABELS = labelled(vendor="side words is_gone", system="id memo")

    class Meta:
        db_table = "delay_cause"

    def __str__(self) -> str:
        return self.words[:40]


class MemoItem(models.Model):
    """A next step agreed in a memo 约定事项: what, whose side, who, by when (S2-149, S2-153).

    `number` stands after the memo's code, MM-108/1. A step that goes on from an older memo is a new row that was
    `carried_from` the older one; `carries` counts how often.
    """

    memo = models.ForeignKey(Memo, models.PROTECT, related_name="items")
    number = models.PositiveIntegerField()
    words = models.CharField(_("next step"), max_length=500)
    side = models.CharField(_("side"), max_length=10, choices=OwnerSide)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True, verbose_name=_("who"))
    due_on = models.DateField(_("by when"), null=True)
    minute = models.OneToOneField(Minute, models.PROTECT, related_name="item", null=True)
    carried_from = models.OneToOneField("self", models.PROTECT, related_name="carried_to", null=True)
    carries = models.PositiveSmallIntegerField(default=0)
    is_gone = models.BooleanField(default=False)

    LABELS = labelled(
        vendor="number words side due_on carries is_gone", person="owner", system="id memo minute carried_from"
    )

    class Meta:
        db_table = "memo_item"
        constraints = (models.UniqueConstraint(fields=["memo", "number"], name="memo_item_number_once"),)

    def __str__(self) -> str:
        return f"{self.memo_id}/{self.number}"


class Fate(models.TextChoices):
    """What became of a next step; without a row it is open."""

    DONE = "done", pgettext_lazy("next step", "done")
    CARRIED = "carried", pgettext_lazy("next step", "carried on")
    DROPPED = "dropped", pgettext_lazy("next step", "dropped by both")
    ESCALATED = "escalated", pgettext_lazy("next step", "escalated")


class MemoItemStep(models.Model):
    """What became of a next step, said when, at which meeting, by whom; the newest row counts."""

    item = models.ForeignKey(MemoItem, models.PROTECT, related_name="steps")
    fate = models.CharField(max_length=10, choices=Fate)
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+", null=True)
    why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="fate why at", person="by", system="id item meeting")

    class Meta:
        db_table = "memo_item_step"
        indexes = (models.Index(fields=["item", "-id", "fate"], name="memo_item_step_newest"),)

    def __str__(self) -> str:
        return f"{self.item_id} {self.fate}"


class MemoItemDrop(models.Model):
    """Both sides let a next step go: who of the client agreed, and why."""

    item = models.OneToOneField(MemoItem, models.PROTECT, related_name="drop")
    agreed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    why = models.CharField(max_length=300)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="why at", person="agreed_by by", system="id item")

    class Meta:
        db_table = "memo_item_drop"

    def __str__(self) -> str:
        return str(self.item_id)


class MemoItemTask(models.Model):
    """Which task of the plan a next step became (S2-154); the task itself knows it by its origin, `MM-108/3`."""

    item = models.OneToOneField(MemoItem, models.PROTECT, related_name="planned")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id item task")

    class Meta:
        db_table = "memo_item_task"

    def __str__(self) -> str:
        return f"{self.item_id} {self.task_id}"


class MemoVersion(models.Model):
    """One sending of a memo 备忘录版本: ties what we wrote to the copy that the client was given."""

    memo = models.ForeignKey(Memo, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    published = models.OneToOneField("meetings.PublishedMemo", models.PROTECT, related_name="+")
    sheet = models.OneToOneField("ledger.Sheet", models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="number at", person="by", system="id memo published sheet")

    class Meta:
        db_table = "memo_version"
        constraints = (models.UniqueConstraint(fields=["memo", "number"], name="memo_version_once"),)

    def __str__(self) -> str:
        return f"{self.memo_id} v{self.number}"


class MemoLine(models.Model):
    """Which line of a sheet says which part of a memo; the next version of a part goes on in the same thread."""

    version = models.ForeignKey(MemoVersion, models.PROTECT, related_name="lines")
    part = models.CharField(max_length=10)
    cause = models.ForeignKey(DelayCause, models.PROTECT, related_name="+", null=True)
    item = models.ForeignKey(MemoItem, models.PROTECT, related_name="lines", null=True)
    line = models.OneToOneField("ledger.SheetLine", models.PROTECT, related_name="+")

    append_only = True
    LABELS = labelled(vendor="part", system="id version cause item line")

    class Meta:
        db_table = "memo_line"

    def __str__(self) -> str:
        return f"{self.version_id} {self.part}"
