"""Risks 风险: what may happen, how likely and how bad, what we do about it, since when we know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.delivery.models.issues import Severity
from yinuo.ledger.published import SheetLine
from yinuo.people.models import Person
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Iterable

HIGH_FROM, MIDDLE_FROM = 12, 6
"""Of probability times impact, each from 1 to 5."""


class RiskState(models.TextChoices):
    """Where a risk stands. What has happened is a risk no more: it goes on as an issue."""

    OPEN = "open", pgettext_lazy("issue", "open")
    REOPENED = "reopened", pgettext_lazy("issue", "reopened")
    HAPPENED = "happened", pgettext_lazy("risk", "has happened")
    CLOSED = "closed", pgettext_lazy("issue", "closed")

    @classmethod
    def live(cls) -> tuple[RiskState, ...]:
        """States in which it may still happen."""
        return (cls.OPEN, cls.REOPENED)


class ResponseKind(models.TextChoices):
    """What one can do about a risk (PMI)."""

    MITIGATE = "mitigate", pgettext_lazy("risk", "mitigate")
    AVOID = "avoid", pgettext_lazy("risk", "avoid")
    TRANSFER = "transfer", pgettext_lazy("risk", "transfer")
    ACCEPT = "accept", pgettext_lazy("risk", "accept")


def level_of(probability: int, impact: int) -> Severity:
    """What two numbers from 1 to 5 weigh together."""
    weight = probability * impact
    if weight >= HIGH_FROM:
        return Severity.HIGH
    return Severity.MIDDLE if weight >= MIDDLE_FROM else Severity.LOW


class RiskQuerySet(models.QuerySet["Risk"]):
    """Reads of the register of risks."""

    def of(self, project: Project) -> RiskQuerySet:
        return self.filter(project=project)

    def with_state(self) -> RiskQuerySet:
        """Annotate `state`: that of the newest step."""
        newest = RiskStep.objects.filter(risk=OuterRef("pk")).order_by("-id").values("state")[:1]
        return self.annotate(state=Coalesce(Subquery(newest), Value(RiskState.OPEN.value)))

    def standing(self, states: Iterable[str]) -> RiskQuerySet:
        """Those whose newest step is one of `states`; after `with_state`."""
        return self.filter(**{"state__in": list(states)})  # noqa: PIE804  # an annotation, unknown to the type plugin


class Risk(models.Model):
    """One risk: cause, event and effect. `known_on` is the day we knew, `rated_on` that of the present level.

    `level` follows from `probability` and `impact`. `thread` names it where the client sees it.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="risks")
    code = models.CharField(_("code"), max_length=20)
    thread = models.CharField(max_length=22, unique=True, default=token)
    what = models.CharField(_("what may happen"), max_length=300)
    cause = models.CharField(_("because of what"), max_length=300, blank=True)
    effect = models.CharField(_("what it would do"), max_length=300, blank=True)
    probability = models.PositiveSmallIntegerField(_("probability"))
    impact = models.PositiveSmallIntegerField(_("impact"))
    level = models.CharField(_("level"), max_length=6, choices=Severity)
    response_kind = models.CharField(_("kind of response"), max_length=8, choices=ResponseKind)
    response = models.CharField(_("response"), max_length=500, blank=True)
    contingency = models.CharField(_("contingency plan"), max_length=500, blank=True)
    side = models.CharField(_("whose turn"), max_length=6, choices=OwnerSide)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    owner_name = models.CharField(_("owner"), max_length=80, blank=True)
    review_on = models.DateField(_("look at it again on"), null=True)
    known_on = models.DateField(_("known since"))
    rated_on = models.DateField()
    origin = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="code what cause effect probability impact level response_kind response contingency side review_on "
        "known_on rated_on origin at",
        person="owner owner_name by_name",
        system="id project thread version",
    )
    objects = RiskQuerySet.as_manager()

    class Meta:
        db_table = "risk"
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], name="risk_code_once"),
            models.CheckConstraint(
                condition=Q(probability__range=(1, 5), impact__range=(1, 5)), name="risk_rated_1_to_5"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.what}"


class RiskStep(models.Model):
    """A risk came to a state: when, by whom, why. The newest step is where it stands."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="steps")
    state = models.CharField(max_length=8, choices=RiskState)
    by_name = models.CharField(max_length=80)
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    event_id = models.BigIntegerField()

    append_only = True
    LABELS = labelled(vendor="state why at", person="by_name", system="id risk event_id")

    class Meta:
        db_table = "risk_step"
        indexes = (models.Index(fields=["risk", "-id"], name="risk_step_newest"),)

    def __str__(self) -> str:
        return f"{self.risk_id} {self.state}"


class RiskOffer(models.Model):
    """A risk stands on a line of a sheet: confirming that line is the client's acknowledgement (R39)."""

    risk = models.ForeignKey(Risk, models.PROTECT, related_name="offers")
    line = models.OneToOneField(SheetLine, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", system="id risk line")

    class Meta:
        db_table = "risk_offer"

    def __str__(self) -> str:
        return f"{self.risk_id} {self.line_id}"
