"""Exact wordings with their criteria, what was offered, what was measured."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yinuo.base.labels import labelled
from yinuo.ledger.models.entries import Entry
from yinuo.people.models import Member, Person


class Shape(models.TextChoices):
    """The four shapes of a criterion (decision 21)."""

    YES_NO = "yes_no", _("yes or no")
    BY_DATE = "by_date", _("by a date")
    NUMBER = "number", _("a number")
    DELIVERABLE = "deliverable", _("a deliverable")


class Wording(models.Model):
    """One immutable version of what we put to the client, with the criterion it is measured by."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="wordings")
    version = models.PositiveIntegerField()
    text = models.TextField(_("exact wording"), max_length=2000)
    language = models.CharField(max_length=10)
    due_on = models.DateField(_("by when"), null=True)
    origin = models.CharField(max_length=10, default="ours")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="version text language due_on origin at", person="by", system="id entry")

    class Meta:
        db_table = "wording"
        constraints = (models.UniqueConstraint(fields=["entry", "version"], name="wording_version_once"),)

    def __str__(self) -> str:
        return f"{self.entry_id} v{self.version}"


class Criterion(models.Model):
    """How we will both know: shape, metric, one target, optional minimum acceptable, who measures."""

    wording = models.OneToOneField(Wording, models.PROTECT, related_name="criterion")
    shape = models.CharField(_("shape"), max_length=12, choices=Shape)
    metric = models.CharField(_("what is measured"), max_length=300)
    unit = models.CharField(_("unit"), max_length=20, blank=True)
    target = models.DecimalField(_("target"), max_digits=18, decimal_places=4, null=True)
    minimum = models.DecimalField(_("minimum acceptable"), max_digits=18, decimal_places=4, null=True)
    baseline = models.DecimalField(_("baseline"), max_digits=18, decimal_places=4, null=True)
    lower_is_better = models.BooleanField(_("lower is better"), default=False)
    target_on = models.DateField(_("target date"), null=True)
    minimum_on = models.DateField(_("latest acceptable date"), null=True)
    measurer = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)

    append_only = True
    LABELS = labelled(
        vendor="shape metric unit target minimum baseline lower_is_better target_on minimum_on",
        person="measurer",
        system="id wording",
    )

    class Meta:
        db_table = "criterion"
        constraints = (
            models.CheckConstraint(
                condition=~Q(shape=Shape.NUMBER) | Q(target__isnull=False), name="number_has_a_target"
            ),
            models.CheckConstraint(
                condition=~Q(shape=Shape.BY_DATE) | Q(target_on__isnull=False), name="by_date_has_a_date"
            ),
        )

    def __str__(self) -> str:
        return self.metric


class Offer(models.Model):
    """A wording was put on a sheet: ties our version to the copy the client sees."""

    wording = models.ForeignKey(Wording, models.PROTECT, related_name="offers")
    line = models.OneToOneField("ledger.SheetLine", models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id wording line")

    class Meta:
        db_table = "offer"

    def __str__(self) -> str:
        return f"{self.wording_id} {self.line_id}"


class Measurement(models.Model):
    """One measured value of an agreed criterion; its outcome is a step of the entry."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="measurements")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="measurements")
    number = models.DecimalField(_("value"), max_digits=18, decimal_places=4, null=True)
    reached_on = models.DateField(_("reached on"), null=True)
    is_met = models.BooleanField(_("met"), null=True)
    measured_on = models.DateField(_("measured on"))
    note = models.CharField(_("note"), max_length=500, blank=True)
    attachment_token = models.CharField(max_length=22, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        vendor="number reached_on is_met measured_on note at", person="by", system="id entry criterion attachment_token"
    )

    class Meta:
        db_table = "measurement"

    def __str__(self) -> str:
        return f"{self.entry_id} {self.measured_on}"
