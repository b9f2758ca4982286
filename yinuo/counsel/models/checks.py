"""What the practice checks found, and what people decided about it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.people.models import Member
from yinuo.projects.models import Project


class RuleSeverity(models.TextChoices):
    """How hard a rule speaks: it keeps an act from being done, stands on the board, or is a hint."""

    BLOCK = "block", pgettext_lazy("severity", "blocks")
    WARNING = "warning", pgettext_lazy("severity", "warning")
    NUDGE = "nudge", pgettext_lazy("severity", "hint")


class Verdict(models.TextChoices):
    """What a rule answers for a project. No data is an answer of its own and never good news."""

    FIRES = "fires", pgettext_lazy("verdict", "fires")
    SILENT = "silent", pgettext_lazy("verdict", "silent")
    NO_DATA = "no_data", pgettext_lazy("verdict", "not enough yet")
    OFF = "off", pgettext_lazy("verdict", "off")


class Finding(models.Model):
    """One rule fired about one thing. `facts` are what its sentence is made of, in no language; `rank` orders Today.

    The row is derived and told anew with every check: `last_seen_at` and `facts` move, `gone_at` closes it for good,
    and what comes back is a row of its own.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=4)
    subject = models.CharField(max_length=60)
    severity = models.CharField(max_length=8, choices=RuleSeverity)
    rank = models.PositiveSmallIntegerField(default=0)
    facts = models.JSONField(default=dict)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    LABELS = labelled(
        vendor="rule subject severity rank facts first_seen_at last_seen_at gone_at",
        system="id project",
    )

    class Meta:
        db_table = "finding"
        constraints = (
            models.UniqueConstraint(
                fields=["project", "rule", "subject"], condition=Q(gone_at=None), name="finding_open_once"
            ),
        )
        indexes = (models.Index(fields=["project", "-rank"], condition=Q(gone_at=None), name="finding_open_by_rank"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.subject}"


class RuleAnswer(models.Model):
    """What a rule answered for a project when it was last asked. Derived: rewritten with every check."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="+")
    rule = models.CharField(max_length=4)
    verdict = models.CharField(max_length=8, choices=Verdict)

    LABELS = labelled(vendor="rule verdict", system="id project")

    class Meta:
        db_table = "rule_answer"
        constraints = (models.UniqueConstraint(fields=["project", "rule"], name="rule_answer_once"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.verdict}"


class CheckMark(models.Model):
    """When a project was last checked, and how many of its events the check had seen."""

    project = models.OneToOneField(Project, models.CASCADE, related_name="+")
    events = models.BigIntegerField()
    at = models.DateTimeField()

    LABELS = labelled(vendor="at", system="id project events")

    class Meta:
        db_table = "check_mark"

    def __str__(self) -> str:
        return f"{self.project_id} {self.at}"


class RuleSetting(models.Model):
    """Somebody set a rule for a project; the newest row holds, without one the rule's own defaults."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=4)
    is_on = models.BooleanField(_("this rule is asked"))
    values = models.JSONField(default=dict)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="rule is_on values at", person="by", system="id project")

    class Meta:
        db_table = "rule_setting"

    def __str__(self) -> str:
        return f"{self.rule} {self.is_on}"


class Snooze(models.Model):
    """Somebody put a finding off until a day, with the reason; it comes back the day after by itself."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=4)
    subject = models.CharField(max_length=60)
    until = models.DateField(pgettext_lazy("finding", "until"))
    why = models.CharField(_("reason"), max_length=300)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="rule subject until why at", person="by", system="id project")

    class Meta:
        db_table = "snooze"
        indexes = (models.Index(fields=["project", "until"], name="snooze_by_until"),)

    def __str__(self) -> str:
        return f"{self.rule} {self.subject} {self.until}"


class SnoozeEnd(models.Model):
    """A finding that was put off was taken up again before its day."""

    snooze = models.OneToOneField(Snooze, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id snooze")

    class Meta:
        db_table = "snooze_end"

    def __str__(self) -> str:
        return str(self.snooze_id)


class Telling(models.Model):
    """Somebody told a person of the client's in person: a no, or news the ledger alone would keep to itself."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=60)
    told_on = models.DateField(_("told on"))
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="subject told_on at", person="by", system="id project")

    class Meta:
        db_table = "telling"
        indexes = (models.Index(fields=["project", "subject"], name="telling_by_subject"),)

    def __str__(self) -> str:
        return f"{self.subject} {self.told_on}"
