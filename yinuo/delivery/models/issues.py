"""Issues 问题: what stands in the way of the work, whose turn it is, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.delivery.models.plan import Task
from yinuo.ledger.models import Entry
from yinuo.ledger.published import SheetLine
from yinuo.people.models import Person
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(models.TextChoices):
    """How much an issue or a risk weighs."""

    HIGH = "high", pgettext_lazy("severity", "high")
    MIDDLE = "middle", pgettext_lazy("severity", "middle")
    LOW = "low", pgettext_lazy("severity", "low")


class IssueState(models.TextChoices):
    """Where an issue stands. Answered is not closed: whoever raised it has yet to say that it is settled."""

    OPEN = "open", pgettext_lazy("issue", "open")
    ANSWERED = "answered", pgettext_lazy("issue", "answered")
    REOPENED = "reopened", pgettext_lazy("issue", "reopened")
    CLOSED = "closed", pgettext_lazy("issue", "closed")
    DROPPED = "dropped", pgettext_lazy("issue", "dropped")

    @classmethod
    def live(cls) -> tuple[IssueState, ...]:
        """States in which somebody still has to do something."""
        return (cls.OPEN, cls.ANSWERED, cls.REOPENED)


class IssueQuerySet(models.QuerySet["Issue"]):
    """Reads of the issue list."""

    def of(self, project: Project) -> IssueQuerySet:
        return self.filter(project=project)

    def with_state(self) -> IssueQuerySet:
        """Annotate `state` and `state_at`: those of the newest step."""
        newest = IssueStep.objects.filter(issue=OuterRef("pk")).order_by("-id")
        state = Coalesce(Subquery(newest.values("state")[:1]), Value(IssueState.OPEN.value))
        return self.annotate(state=state, state_at=Subquery(newest.values("at")[:1]))

    def standing(self, states: Iterable[str]) -> IssueQuerySet:
        """Those whose newest step is one of `states`; after `with_state`."""
        return self.filter(**{"state__in": list(states)})  # noqa: PIE804  # an annotation, unknown to the type plugin


class Issue(models.Model):
    """One line of the issue list 问题清单. `owner_name` is as written; `owner` only where that person sits here.

    `origin` says where it came from, such as `MM-108/3`. `thread` names it where the client sees it.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="issues")
    code = models.CharField(_("code"), max_length=20)
    thread = models.CharField(max_length=22, unique=True, default=token)
    what = models.CharField(_("what"), max_length=500)
    raised_by = models.CharField(_("raised by"), max_length=80)
    raised_on = models.DateField(_("raised on"))
    side = models.CharField(_("whose turn"), max_length=6, choices=OwnerSide)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    owner_name = models.CharField(_("owner"), max_length=80, blank=True)
    due_on = models.DateField(_("by when"), null=True)
    severity = models.CharField(_("severity"), max_length=6, choices=Severity, default=Severity.MIDDLE)
    origin = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    is_undone = models.BooleanField(default=False)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="code what raised_on side due_on severity origin is_undone at",
        person="raised_by owner owner_name by_name",
        system="id project thread version",
    )
    objects = IssueQuerySet.as_manager()

    class Meta:
        db_table = "issue"
        constraints = (models.UniqueConstraint(fields=["project", "code"], name="issue_code_once"),)
        indexes = (models.Index(fields=["project", "due_on", "id"], name="issue_by_due"),)

    def __str__(self) -> str:
        return f"{self.code} {self.what}"


class IssueStep(models.Model):
    """An issue came to a state: when, by whom, why. The newest step is where it stands."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=8, choices=IssueState)
    by_name = models.CharField(max_length=80)
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    event_id = models.BigIntegerField()

    append_only = True
    LABELS = labelled(vendor="state why at", person="by_name", system="id issue event_id")

    class Meta:
        db_table = "issue_step"
        indexes = (models.Index(fields=["issue", "-id"], name="issue_step_newest"),)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.state}"


class IssueAnswer(models.Model):
    """What somebody answered to an issue; the newest counts, the others stay. `is_client` came from the portal."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="answers")
    text = models.CharField(_("answer"), max_length=2000)
    by_name = models.CharField(max_length=80)
    is_client = models.BooleanField(default=False)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="text is_client at", person="by_name", system="id issue")

    class Meta:
        db_table = "issue_answer"
        indexes = (models.Index(fields=["issue", "-id"], name="issue_answer_newest"),)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.by_name}"


class IssueLink(models.Model):
    """The line of the ledger that an issue stands in the way of."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="links")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    LABELS = labelled(vendor="at", person="by_name", system="id issue entry")

    class Meta:
        db_table = "issue_link"
        constraints = (models.UniqueConstraint(fields=["issue", "entry"], name="issue_link_once"),)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.entry_id}"


class IssueTask(models.Model):
    """The task of the plan that an issue holds up, or that settles it."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="tasks")
    task = models.ForeignKey(Task, models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    LABELS = labelled(vendor="at", person="by_name", system="id issue task")

    class Meta:
        db_table = "issue_task"
        constraints = (models.UniqueConstraint(fields=["issue", "task"], name="issue_task_once"),)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.task_id}"


class IssueOffer(models.Model):
    """An issue stands on a line of a sheet, in the words that the client was asked to confirm."""

    issue = models.ForeignKey(Issue, models.PROTECT, related_name="offers")
    line = models.OneToOneField(SheetLine, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", system="id issue line")

    class Meta:
        db_table = "issue_offer"

    def __str__(self) -> str:
        return f"{self.issue_id} {self.line_id}"
