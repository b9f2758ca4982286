"""Reports as they were published, what was added to them, who read them and what they said."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.prepared import Given, Prepared
from yinuo.projects.models import Project


class PublishedReport(models.Model):
    """The client's layer of a report, never edited: `data` are its facts, `story` the report as it was drawn.

    Both are canonical JSON; `text` is the same to be pasted into a chat. `sha256` covers the three.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="published_reports")
    token = models.CharField(max_length=22, unique=True, default=token)
    kind = models.CharField(max_length=10)
    number = models.PositiveIntegerField(_("number"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    by_name = models.CharField(max_length=80)
    published_at = models.DateTimeField()
    data = models.TextField()
    story = models.TextField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)

    append_only = True
    LABELS = labelled(
        client="kind number since until language title published_at data story text",
        person="by_name",
        system="id project token sha256",
    )

    class Meta:
        db_table = "published_report"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="published_report_number_once"),)

    def __str__(self) -> str:
        return str(self.number)


class ReportAddendum(models.Model):
    """A correction 更正: what the report said stays, this stands below it."""

    report = models.ForeignKey(PublishedReport, models.PROTECT, related_name="addenda")
    words = models.TextField(_("correction"), max_length=2000)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="words at", person="by_name", system="id report")

    class Meta:
        db_table = "report_addendum"

    def __str__(self) -> str:
        return self.words[:40]


class ReportReading(models.Model):
    """Somebody of the client's side opened the report for the first time."""

    report = models.ForeignKey(PublishedReport, models.PROTECT, related_name="readings")
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="at", person="person_id name", system="id report")

    class Meta:
        db_table = "report_reading"
        constraints = (models.UniqueConstraint(fields=["report", "person_id"], name="report_read_once"),)

    def __str__(self) -> str:
        return self.name


class ReportAnswerKind(models.TextChoices):
    """The one tap below a report."""

    CLEAR = "clear", pgettext_lazy("report", "clear")
    QUESTION = "question", pgettext_lazy("report", "a question")


class ReportAnswer(models.Model):
    """What somebody of the client's side said to a report: clear, or a question; the newest of a person counts."""

    report = models.ForeignKey(PublishedReport, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=ReportAnswerKind)
    words = models.CharField(_("question"), max_length=500, blank=True)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="kind words at", person="person_id name", system="id report")

    class Meta:
        db_table = "report_answer"

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class ReportReply(models.Model):
    """What we said to a question about a report; whoever reads the report reads it below the question."""

    answer = models.ForeignKey(ReportAnswer, models.PROTECT, related_name="replies")
    words = models.TextField(_("reply"), max_length=1000)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="words at", person="by_name", system="id answer")

    class Meta:
        db_table = "report_reply"

    def __str__(self) -> str:
        return self.words[:40]


@dataclass(slots=True)
class Said:
    """What a person of the client's side said to a report: the newest tap, and the questions that still count.

    A question counts while it is the newest word, and for good once it was answered.
    """

    kind: str
    word: str
    questions: list[ReportAnswer]


def said_of(published: PublishedReport) -> dict[int, Said]:
    """What each person said to a report, by person, with our replies. At most two queries."""
    found: dict[int, Said] = {}
    answers = _answers(report=published.pk)
    models.prefetch_related_objects(answers, models.Prefetch("replies", ReportReply.objects.order_by("id")))
    for one in answers:
        before = found[one.person_id].questions if one.person_id in found else []
        asked = [*(row for row in before if row.replies.all()), *([one] if one.words else [])]
        found[one.person_id] = Said(one.kind, one.get_kind_display(), asked)
    return found


def readings_of(published: PublishedReport) -> list[ReportReading]:
    """Who of the client's side opened a report, first readers first. One query."""
    return _readings(report=published.pk)


def addenda_of(published: PublishedReport) -> list[ReportAddendum]:
    """The corrections of a report, in order. One query."""
    return _addenda(report=published.pk)


_answers = Prepared(lambda: ReportAnswer.objects.filter(report=Given("report")).order_by("id"))
_readings = Prepared(lambda: ReportReading.objects.filter(report=Given("report")).order_by("id"))
_addenda = Prepared(lambda: ReportAddendum.objects.filter(report=Given("report")).order_by("id"))
