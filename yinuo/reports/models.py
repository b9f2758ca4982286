"""Reports as we write them 周报: the words to the facts, and the internal layer frozen with each publishing."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.labels import labelled
from yinuo.people.models import Member, Person
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


class ReportRecipient(models.Model):
    """Somebody of the client's side to whom a report was sent by mail when it was published."""

    publishing = models.ForeignKey(ReportPublishing, models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")

    append_only = True
    LABELS = labelled(person="person", system="id publishing")

    class Meta:
        db_table = "report_recipient"
        constraints = (models.UniqueConstraint(fields=["publishing", "person"], name="report_recipient_once"),)

    def __str__(self) -> str:
        return f"{self.publishing_id} {self.person_id}"


class Weekday(models.IntegerChoices):
    """A day of the week, as `date.weekday()` counts it."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class ReportTime(models.Model):
    """When a project's weekly report is drafted by itself, in the project's zone; without a row Friday at 15:00.

    On a day that is not worked it is drafted on the last working day before. With `is_on` false nobody drafts it.
    """

    project = models.OneToOneField(Project, models.PROTECT, related_name="report_time")
    is_on = models.BooleanField(_("drafted by itself"), default=True)
    weekday = models.SmallIntegerField(_("weekday"), choices=Weekday, default=Weekday.FRIDAY)
    hour = models.TimeField(_("time of day"), default=time(15))
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(vendor="is_on weekday hour at", person="by", system="id project version")

    class Meta:
        db_table = "report_time"

    def __str__(self) -> str:
        return f"{self.weekday} {self.hour:%H:%M}"
