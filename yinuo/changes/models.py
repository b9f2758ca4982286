"""Changes: what was asked for, what it would cost, who decided, what was begun before. Ours alone."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.ledger.published import Sheet
from yinuo.people.models import Member, Person
from yinuo.projects.models import Project
from yinuo.signing.models import Means


class ChangeKind(models.TextChoices):
    """What is asked for (S2-96, S2-97): another goal, another way to it, one thing for another, or nothing to build."""

    REQUIREMENT = "requirement", _("change of requirement")
    IMPLEMENTATION = "implementation", _("change of implementation")
    SWAP = "swap", _("swap")
    NONE = "none", _("not a requirement")


class ChangeState(models.TextChoices):
    """Where a change stands: the newest of its steps."""

    ASKED = "asked", pgettext_lazy("change", "asked")
    ASSESSING = "assessing", pgettext_lazy("change", "being assessed")
    ASSESSED = "assessed", pgettext_lazy("change", "assessed")
    ESCALATED = "escalated", pgettext_lazy("change", "with the executives of both sides")
    APPROVED = "approved", pgettext_lazy("change", "approved")
    PARTLY = "partly", pgettext_lazy("change", "approved in part")
    DECLINED = "declined", pgettext_lazy("change", "declined")
    IN_WORK = "in_work", pgettext_lazy("change", "in work")
    DONE = "done", pgettext_lazy("change", "approved and done")
    CLOSED = "closed", pgettext_lazy("change", "closed")

    @classmethod
    def approvals(cls) -> tuple[ChangeState, ...]:
        """Steps that need to say who approved and by which means."""
        return (cls.APPROVED, cls.PARTLY)

    @classmethod
    def ended(cls) -> tuple[ChangeState, ...]:
        """States after which nothing more is waited for."""
        return (cls.DECLINED, cls.DONE, cls.CLOSED)


class ChangeQuerySet(models.QuerySet["ChangeRequest"]):
    """Reads of the register of changes."""

    def with_state(self) -> ChangeQuerySet:
        """Annotate `state`: that of the newest step."""
        newest = ChangeStep.objects.filter(change=OuterRef("pk")).order_by("-id").values("state")[:1]
        return self.annotate(state=Coalesce(Subquery(newest), Value(ChangeState.ASKED.value)))


class ChangeRequest(models.Model):
    """A change that was asked for 变更申请: by whom, through the window person or not, and what it would take.

    `effort_days` are person-days, `schedule_days` natural days (28 is four weeks), `cost_cents` hundredths of
    `currency`; None is not known yet. `window_on` is the day the window person took it up 归口; None until then.
    `is_agreed_inside` says whether the client agreed on it among themselves; None while nobody asked.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="changes")
    code = models.CharField(_("code"), max_length=20)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    window_on = models.DateField(_("through the window person on"), null=True)
    window_by = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    is_agreed_inside = models.BooleanField(_("agreed inside the client"), null=True)
    words = models.CharField(_("what is asked for"), max_length=500)
    kind = models.CharField(_("kind"), max_length=14, choices=ChangeKind)
    effort_days = models.DecimalField(_("effort in person-days"), max_digits=7, decimal_places=1, null=True)
    schedule_days = models.SmallIntegerField(_("schedule in days"), null=True)
    cost_cents = models.BigIntegerField(_("cost"), null=True)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    alternative = models.CharField(_("alternative"), max_length=500, blank=True)
    origin = models.CharField(max_length=40, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor=(
            "code asked_on window_on is_agreed_inside words kind effort_days schedule_days cost_cents currency "
            "alternative origin at"
        ),
        person="asked_by window_by by",
        system="id project version",
    )
    objects = ChangeQuerySet.as_manager()

    class Meta:
        db_table = "change_request"
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], name="change_code_once"),
            models.CheckConstraint(
                condition=Q(window_on=None, window_by=None) | Q(window_on__isnull=False, window_by__isnull=False),
                name="change_window_has_day_and_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.words}"


class ChangeStep(models.Model):
    """A change came to stand somewhere: who, when, why. An approval says who approved, when, and by which means."""

    change = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="steps")
    state = models.CharField(_("state"), max_length=10, choices=ChangeState)
    why = models.CharField(_("reason"), max_length=500, blank=True)
    decided_by = models.CharField(_("approved by"), max_length=120, blank=True)
    decided_on = models.DateField(_("approved on"), null=True)
    means = models.CharField(_("means of agreement"), max_length=10, choices=Means, blank=True)
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="+", null=True)
    attachment_token = models.CharField(max_length=22, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        vendor="state why decided_on means at", person="decided_by by", system="id change sheet attachment_token"
    )

    class Meta:
        db_table = "change_step"
        indexes = (models.Index(fields=["change", "-id", "state"], name="change_step_newest"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "partly"])
                | (~Q(decided_by="") & ~Q(means="") & ~Q(means="oral") & Q(decided_on__isnull=False)),
                name="change_approval_says_who_and_how",
            ),
        )

    def __str__(self) -> str:
        return f"{self.change_id} {self.state}"

    @property
    def chip(self) -> str:
        return f"change_{self.state}"


class WorkBeforeApproval(models.Model):
    """Effort spent on a change before it was approved 未签先干: who, from when, how many person-days, why."""

    change = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="work_before")
    member = models.ForeignKey(Member, models.PROTECT, related_name="+", verbose_name=_("who"))
    on = models.DateField(_("date"))
    effort_days = models.DecimalField(_("effort in person-days"), max_digits=6, decimal_places=1)
    why = models.CharField(_("reason"), max_length=500)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="on effort_days why at", person="member by", system="id change")

    class Meta:
        db_table = "work_before_approval"
        constraints = (models.CheckConstraint(condition=Q(effort_days__gt=0), name="work_before_has_effort"),)

    def __str__(self) -> str:
        return f"{self.change_id} {self.effort_days}"


class ChangeBudget(models.Model):
    """What the contract sets aside for changes 变更预算; the newest row of a project counts."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="change_budgets")
    amount_cents = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    why = models.CharField(_("where it is written"), max_length=200)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="amount_cents currency why at", person="by", system="id project")

    class Meta:
        db_table = "change_budget"
        constraints = (models.CheckConstraint(condition=Q(amount_cents__gt=0), name="change_budget_has_an_amount"),)

    def __str__(self) -> str:
        return f"{self.project_id} {self.amount_cents}"


class ChangeBudgetUse(models.Model):
    """A change takes a part of the budget; what was wrong is given back by a row below zero, with its reason."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="change_budget_uses")
    change = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="budget_uses")
    amount_cents = models.BigIntegerField(_("amount"))
    on = models.DateField(_("date"))
    why = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="amount_cents on why at", person="by", system="id project change")

    class Meta:
        db_table = "change_budget_use"
        constraints = (models.CheckConstraint(condition=~Q(amount_cents=0), name="change_budget_use_has_an_amount"),)

    def __str__(self) -> str:
        return f"{self.change_id} {self.amount_cents}"
