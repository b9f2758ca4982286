"""What the client sees of the ledger: copies written at the moment of sharing, never edited, only superseded."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.projects.models import Project
from yinuo.signing.models import Means, Stamp


class Authority(models.TextChoices):
    """How much authority a sheet asks for; less than asked for is shown as such (decision 17)."""

    WINDOW = "window", _("window person")
    SIGNATORY = "signatory", _("signatory")


class Sheet(models.Model):
    """A confirmation sheet 确认单: 1–n lines put to the client in exact words, answered line by line."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="sheets")
    token = models.CharField(max_length=22, unique=True, default=token)
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("heading"), max_length=160)
    ask = models.CharField(_("what we ask"), max_length=300)
    language = models.CharField(max_length=10)
    authority = models.CharField(max_length=10, choices=Authority, default=Authority.WINDOW)
    from_name = models.CharField(max_length=120)
    from_firm = models.CharField(max_length=120)
    to_firm = models.CharField(max_length=120)
    project_name = models.CharField(max_length=140)
    due_on = models.DateField(_("answer by"))
    offered_at = models.DateTimeField()
    canonical_text = models.TextField()
    sha256 = models.CharField(max_length=64)

    append_only = True
    LABELS = labelled(
        client="number title ask language authority from_firm to_firm project_name due_on offered_at canonical_text",
        person="from_name",
        system="id project token sha256",
    )

    class Meta:
        db_table = "sheet"
        constraints = (models.UniqueConstraint(fields=["project", "number"], name="sheet_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class SheetRecall(models.Model):
    """A sheet was taken back before it was answered, with the reason the client reads."""

    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="recall")
    why = models.CharField(_("reason"), max_length=300)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="why at", person="by_name", system="id sheet")

    class Meta:
        db_table = "sheet_recall"

    def __str__(self) -> str:
        return str(self.sheet_id)


class SheetContact(models.Model):
    """Who is asked to answer a sheet."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="contacts")
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=80)
    called = models.CharField(max_length=80)
    title = models.CharField(max_length=80, blank=True)

    append_only = True
    LABELS = labelled(person="person_id name called title", system="id sheet")

    class Meta:
        db_table = "sheet_contact"
        constraints = (models.UniqueConstraint(fields=["sheet", "person_id"], name="sheet_contact_once"),)

    def __str__(self) -> str:
        return self.name


class LineKind(models.TextChoices):
    """The kinds of line as the client reads them: the three of decision 15, points of a memo, tasks of a plan."""

    EXPECTATION = "expectation", _("client expects")
    COMMITMENT = "commitment", _("we promise")
    DUTY = "duty", _("client does")
    RECORD = "record", _("for the record")
    PLAN = "plan", _("planned")


class SheetLine(models.Model):
    """One line of a sheet: exact wording, who, by when, how it is measured, what changed since the agreed version."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="lines")
    token = models.CharField(max_length=22, unique=True, default=token)
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=LineKind)
    text = models.TextField()
    who = models.CharField(max_length=120)
    due_on = models.DateField(null=True)
    measure = models.CharField(max_length=400, blank=True)
    target = models.CharField(max_length=200, blank=True)
    measurer = models.CharField(max_length=120, blank=True)
    wording_version = models.PositiveIntegerField()
    agreed_before = models.TextField(blank=True)
    thread = models.CharField(max_length=22)

    append_only = True
    LABELS = labelled(
        client="number kind text due_on measure target wording_version agreed_before",
        person="who measurer",
        system="id sheet token thread",
    )

    class Meta:
        db_table = "sheet_line"
        constraints = (models.UniqueConstraint(fields=["sheet", "number"], name="line_number_once"),)
        indexes = (models.Index(fields=["thread", "id"], name="line_by_thread"),)

    def __str__(self) -> str:
        return f"{self.sheet_id}/{self.number}"


class Reply(models.Model):
    """One binding act on a sheet: who answered, by which means, with which evidence. Carries one answer a line."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="replies")
    token = models.CharField(max_length=22, unique=True, default=token)
    means = models.CharField(max_length=10, choices=Means)
    person_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=80)
    by_title = models.CharField(max_length=80, blank=True)
    authority = models.CharField(max_length=10, choices=Authority)
    signed_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=80, blank=True)
    stamp = models.CharField(max_length=10, choices=Stamp, blank=True)
    sign_by = models.DateField(null=True)
    attachment_token = models.CharField(max_length=22, blank=True)
    message_text = models.TextField(blank=True)
    document_sha256 = models.CharField(max_length=64)
    answers_sha256 = models.CharField(max_length=64)
    short_code = models.CharField(max_length=12)
    address = models.CharField(max_length=45, blank=True)
    agent = models.CharField(max_length=200, blank=True)

    append_only = True
    LABELS = labelled(
        client="means authority signed_on recorded_at stamp sign_by message_text short_code",
        person="person_id by_name by_title recorded_by address agent",
        system="id sheet token attachment_token document_sha256 answers_sha256",
    )

    class Meta:
        db_table = "reply"
        constraints = (
            models.CheckConstraint(
                condition=~Q(means=Means.ORAL) | Q(sign_by__isnull=False), name="oral_has_a_day_to_sign"
            ),
            models.CheckConstraint(
                condition=~Q(means=Means.PAPER) | ~Q(attachment_token=""), name="paper_has_its_picture"
            ),
        )

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.by_name}"


class AnswerKind(models.TextChoices):
    CONFIRM = "confirm", _("confirm")
    NOT_ACCEPT = "not_accept", _("not accepted")
    ASK = "ask", _("ask")


class Chip(models.TextChoices):
    """Why a line is not accepted, one tap each (decision 16)."""

    CONTENT = "content", _("the content is not right")
    TIME = "time", _("the time is not right")
    NOT_MINE = "not_mine", _("not mine to decide")
    LEADER = "leader", _("my leader must decide")


class Answer(models.Model):
    """What one reply says to one line. A later reply may answer the line again; the newest counts."""

    reply = models.ForeignKey(Reply, models.PROTECT, related_name="answers")
    line = models.ForeignKey(SheetLine, models.PROTECT, related_name="answers")
    kind = models.CharField(max_length=10, choices=AnswerKind)
    chip = models.CharField(max_length=10, choices=Chip, blank=True)
    words = models.CharField(max_length=500, blank=True)
    answer_by = models.DateField(null=True)
    right_person = models.CharField(max_length=80, blank=True)

    append_only = True
    LABELS = labelled(client="kind chip words answer_by", person="right_person", system="id reply line")

    class Meta:
        db_table = "answer"
        constraints = (models.UniqueConstraint(fields=["reply", "line"], name="one_answer_a_line_a_reply"),)

    def __str__(self) -> str:
        return f"{self.line_id} {self.kind}"


class Agreement(models.Model):
    """A line became agreed 已确认: the seal. Never for an oral answer."""

    line = models.OneToOneField(SheetLine, models.PROTECT, related_name="agreement")
    reply = models.ForeignKey(Reply, models.PROTECT, related_name="agreements")
    authority = models.CharField(max_length=10, choices=Authority)
    is_enough = models.BooleanField()
    by_name = models.CharField(max_length=80)
    signed_on = models.DateField()
    short_code = models.CharField(max_length=12)

    append_only = True
    LABELS = labelled(client="authority is_enough signed_on short_code", person="by_name", system="id line reply")

    class Meta:
        db_table = "agreement"

    def __str__(self) -> str:
        return f"{self.line_id} {self.by_name}"


class PublishedMeasurement(models.Model):
    """What was measured of an agreed line, as told to the client."""

    line = models.ForeignKey(SheetLine, models.PROTECT, related_name="measurements")
    token = models.CharField(max_length=22, unique=True, default=token)
    value = models.CharField(max_length=120)
    gap = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=10)
    measured_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    attachment_token = models.CharField(max_length=22, blank=True)
    by_name = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        client="value gap outcome measured_on note told_at", person="by_name", system="id line token attachment_token"
    )

    class Meta:
        db_table = "published_measurement"

    def __str__(self) -> str:
        return f"{self.line_id} {self.value}"
