"""Reports as we write them 周报: the words to the facts, and the internal layer frozen with each publishing."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.people.models import Member
from yinuo.projects.models import Project


class ReportKind(models.TextChoices):
    """How often, and for whom (S1-34, S2-37)."""

    WEEKLY = "weekly", pgettext_lazy("report", "weekly report")
    EXECUTIVE = "executive", pgettext_lazy("report", "executive report")


class BadNews(models.TextChoices):
    """The answer to “any bad news?”; a report is not published without one."""

    YES = "yes", pgettext_lazy("bad news", "yes")
    NONE = "none", pgettext_lazy("bad news", "no")


class Report(models.Model):
    """The report of one period: facts are read when it is drawn, words are ours; `number` counts a project's reports.

    It is a draft until it has its `ReportPublishing`; then it stays as it was.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="reports")
    kind = models.CharField(_("kind"), max_length=10, choices=ReportKind, default=ReportKind.WEEKLY)
    number = models.PositiveIntegerField(_("number"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    status = models.TextField(_("where we stand"), max_length=2000, blank=True)
    done_words = models.TextField(_("on what was done"), max_length=2000, blank=True)
    not_done_words = models.TextField(_("on what was not done"), max_length=2000, blank=True)
    next_words = models.TextField(_("on what comes next"), max_length=2000, blank=True)
    risk_words = models.TextField(_("risks"), max_length=2000, blank=True)
    solution_words = models.TextField(_("solutions"), max_length=2000, blank=True)
    bad_news = models.CharField(_("any bad news?"), max_length=5, choices=BadNews, blank=True)
    bad_news_words = models.TextField(_("the bad news"), max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="kind number since until status done_words not_done_words next_words risk_words solution_words bad_news"
        " bad_news_words at",
        person="by",
        system="id project version",
    )

    class Meta:
        db_table = "report"
        constraints = (
            models.UniqueConstraint(fields=["project", "number"], name="report_number_once"),
            models.CheckConstraint(condition=Q(since__lte=F("until")), name="report_since_before_until"),
        )

    def __str__(self) -> str:
        return str(self.number)


class ReportPublishing(models.Model):
    """A report was published: the internal layer as it was that moment, and who answered for the bad news.

    `released_why` is set when parts were missing (R53) and `by` released it by name (decision 23); `missing` names
    them.
    """

    report = models.OneToOneField(Report, models.PROTECT, related_name="publishing")
    published = models.OneToOneField("reports.PublishedReport", models.PROTECT, related_name="+")
    data = models.TextField()
    story = models.TextField()
    missing = models.CharField(max_length=200, blank=True)
    released_why = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="data story missing released_why at", person="by", system="id report published")

    class Meta:
        db_table = "report_publishing"

    def __str__(self) -> str:
        return str(self.report_id)
