"""Meetings, who sits there, and what was noted down while they were held."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.changes.models import ChangeRequest
from yinuo.delivery.models import Issue, Risk
from yinuo.ledger.models import Entry
from yinuo.people.models import Member, Person
from yinuo.projects.models import Project


class MeetingKind(models.TextChoices):
    """What a meeting is held for (S2-142…145, S4-31)."""

    KICK_OFF = "kick_off", pgettext_lazy("meeting", "kick-off")
    ROUTINE = "routine", pgettext_lazy("meeting", "regular meeting")
    REVIEW = "review", pgettext_lazy("meeting", "review")
    STEERING = "steering", pgettext_lazy("meeting", "steering meeting")
    SITE_VISIT = "site_visit", pgettext_lazy("meeting", "site visit")
    REHEARSAL = "rehearsal", pgettext_lazy("meeting", "rehearsal")
    EXECUTIVE_REPORT = "executive_report", pgettext_lazy("meeting", "report to executives")
    CLOSING = "closing", pgettext_lazy("meeting", "closing meeting")


class Meeting(models.Model):
    """A meeting 会议 or a visit, planned or held.

    Its times are moments; `time_zone` is where it is held. `token` names it outside our walls, so that no invitation
    carries our code. `sequence` grows with each change that those invited must hear of. A report that
    `needs_rehearsal` wants two rehearsals (meetings that `rehearses` it), a fallback and a version of fifteen minutes
    (R49).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="meetings")
    code = models.CharField(_("code"), max_length=20)
    token = models.CharField(max_length=22, unique=True, default=token)
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind)
    title = models.CharField(pgettext_lazy("meeting", "occasion"), max_length=160)
    starts_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=40)
    place = models.CharField(_("place"), max_length=160, blank=True)
    agenda = models.TextField(_("agenda"), blank=True)
    needs_rehearsal = models.BooleanField(default=False)
    has_fallback = models.BooleanField(default=False)
    has_short_version = models.BooleanField(default=False)
    rehearses = models.ForeignKey("self", models.PROTECT, related_name="rehearsals", null=True)
    cancelled_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    LABELS = labelled(
        vendor="code kind title starts_at ends_at time_zone place agenda needs_rehearsal has_fallback"
        " has_short_version cancelled_at at",
        person="by",
        system="id project token rehearses sequence version",
    )

    class Meta:
        db_table = "meeting"
        constraints = (
            models.UniqueConstraint(fields=["project", "code"], name="meeting_code_once"),
            models.CheckConstraint(condition=Q(ends_at__gte=F("starts_at")), name="meeting_ends_after_its_start"),
        )
        indexes = (models.Index(fields=["project", "-starts_at"], name="meeting_by_start"),)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class AttendeeReply(models.TextChoices):
    """What somebody said to the invitation."""

    ASKED = "asked", pgettext_lazy("invitation", "no answer yet")
    ACCEPTED = "accepted", pgettext_lazy("invitation", "comes")
    TENTATIVE = "tentative", pgettext_lazy("invitation", "perhaps")
    DECLINED = "declined", pgettext_lazy("invitation", "does not come")


class Attendee(models.Model):
    """Somebody who is asked to a meeting 参会人, and whether he said that he comes.

    `invited_at` is when the letter to him was ordered that tells the time that stands now; None where none was.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    reply = models.CharField(max_length=10, choices=AttendeeReply, default=AttendeeReply.ASKED)
    replied_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)

    LABELS = labelled(vendor="reply replied_at invited_at", person="person", system="id meeting")

    class Meta:
        db_table = "attendee"
        constraints = (models.UniqueConstraint(fields=["meeting", "person"], name="attendee_once"),)

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.person_id}"

    @property
    def chip(self) -> str:
        """The name of the answer among the chips."""
        return "coming_unasked" if self.is_unasked else f"coming_{self.reply}"

    @property
    def is_unasked(self) -> bool:
        """He is on the list, said nothing, and was sent nothing that he could answer."""
        return self.reply == AttendeeReply.ASKED and self.invited_at is None


class MemoWaiver(models.Model):
    """Somebody said that a meeting needs no memo 无需备忘录 (R03); a memo may still be written."""

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="waiver")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id meeting")

    class Meta:
        db_table = "memo_waiver"

    def __str__(self) -> str:
        return str(self.meeting_id)


class MinuteKind(models.TextChoices):
    """What a line of the minutes is about; the key before it says so (办 or a)."""

    NOTE = "note", pgettext_lazy("minute", "note")
    DECISION = "decision", pgettext_lazy("minute", "decision")
    ACTION = "action", pgettext_lazy("minute", "next step")
    RISK = "risk", pgettext_lazy("minute", "risk")
    EXPECTATION = "expectation", pgettext_lazy("minute", "expectation")
    CHANGE = "change", pgettext_lazy("minute", "change")
    QUESTION = "question", pgettext_lazy("minute", "question")


class Minute(models.Model):
    """One line noted down in a meeting 会议记录行, in the order it was said."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=MinuteKind)
    words = models.CharField(_("words"), max_length=500)
    side = models.CharField(max_length=10, choices=OwnerSide, blank=True)
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+", null=True)
    due_on = models.DateField(null=True)
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="number kind words side due_on at", person="owner by", system="id meeting")

    class Meta:
        db_table = "minute"
        constraints = (models.UniqueConstraint(fields=["meeting", "number"], name="minute_number_once"),)

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.number}"


class MinuteEntry(models.Model):
    """The line of the ledger that a line of the minutes became, once."""

    minute = models.OneToOneField(Minute, models.PROTECT, related_name="made")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id minute entry")

    class Meta:
        db_table = "minute_entry"

    def __str__(self) -> str:
        return f"{self.minute_id} {self.entry_id}"


class MinuteIssue(models.Model):
    """The issue that a question in the minutes became, once."""

    minute = models.OneToOneField(Minute, models.PROTECT, related_name="made_issue")
    issue = models.ForeignKey(Issue, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id minute issue")

    class Meta:
        db_table = "minute_issue"

    def __str__(self) -> str:
        return f"{self.minute_id} {self.issue_id}"


class MinuteRisk(models.Model):
    """The risk that a line of the minutes became, once."""

    minute = models.OneToOneField(Minute, models.PROTECT, related_name="made_risk")
    risk = models.ForeignKey(Risk, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id minute risk")

    class Meta:
        db_table = "minute_risk"

    def __str__(self) -> str:
        return f"{self.minute_id} {self.risk_id}"


class MinuteChange(models.Model):
    """The change that was asked for in a line of the minutes, once."""

    minute = models.OneToOneField(Minute, models.PROTECT, related_name="made_change")
    change = models.ForeignKey(ChangeRequest, models.PROTECT, related_name="+")
    by = models.ForeignKey(Member, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(vendor="at", person="by", system="id minute change")

    class Meta:
        db_table = "minute_change"

    def __str__(self) -> str:
        return f"{self.minute_id} {self.change_id}"
