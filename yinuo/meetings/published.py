"""What the client sees of memos: copies written when a memo is sent, never edited."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from yinuo.base.codes import token
from yinuo.base.labels import labelled
from yinuo.base.sides import OwnerSide
from yinuo.ledger.published import Sheet, SheetLine
from yinuo.projects.models import Project


class MemoPart(models.TextChoices):
    """The parts of a memo in the order of the paper (S2-147…153)."""

    HEAD = "head", _("occasion and people")
    WORK = "work", _("work done")
    PURPOSE = "purpose", _("purpose reached")
    CAUSE = "cause", _("causes of delay")
    STEP = "step", _("next steps")


def headed(part: str, side: str, words: str) -> str:
    """`words` as a line of the sheet says them, in the active language: with the part they are, since they stand alone.

    Without words it is the head alone, which a page that has a heading of its own takes off again.
    """
    said = {
        str(MemoPart.WORK): gettext("Work done: %(words)s"),
        str(MemoPart.PURPOSE): gettext("Purpose reached: %(words)s"),
        str(MemoPart.STEP): gettext("Next step: %(words)s"),
        f"{MemoPart.CAUSE} {OwnerSide.OURS}": gettext("Delay, cause on the vendor's side: %(words)s"),
        f"{MemoPart.CAUSE} {OwnerSide.CLIENT}": gettext("Delay, cause on the client's side: %(words)s"),
        f"{MemoPart.CAUSE} {OwnerSide.THIRD}": gettext("Delay, cause with a third party: %(words)s"),
    }
    return said.get(f"{part} {side}" if part == MemoPart.CAUSE else part, "%(words)s") % {"words": words}


class PublishedMemo(models.Model):
    """One version of a memo as it was sent; its lines are those of its sheet."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    token = models.CharField(max_length=22, unique=True, default=token)
    sheet = models.OneToOneField(Sheet, models.PROTECT, related_name="+")
    code = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    on = models.DateField()
    occasion = models.CharField(max_length=160)
    place = models.CharField(max_length=160, blank=True)
    people = models.TextField(blank=True)
    previous_code = models.CharField(max_length=20, blank=True)
    previous_on = models.DateField(null=True)
    sent_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        client="code version kind on occasion place previous_code previous_on sent_at",
        person="people",
        system="id project token sheet",
    )

    class Meta:
        db_table = "published_memo"
        constraints = (
            models.UniqueConstraint(fields=["project", "code", "version"], name="published_memo_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class PublishedMemoLine(models.Model):
    """Which part of a memo a line of its sheet is; a cause and a next step say whose side."""

    memo = models.ForeignKey(PublishedMemo, models.PROTECT, related_name="lines")
    line = models.OneToOneField(SheetLine, models.PROTECT, related_name="+")
    part = models.CharField(max_length=10, choices=MemoPart)
    side = models.CharField(max_length=10, choices=OwnerSide, blank=True)

    append_only = True
    LABELS = labelled(client="part side", system="id memo line")

    class Meta:
        db_table = "published_memo_line"

    def __str__(self) -> str:
        return f"{self.memo_id} {self.part}"


class PublishedMeeting(models.Model):
    """A meeting as those invited were told of it 已通知的会议; the newest version of a thread counts.

    `number` is the client's own, given at the first telling (decision 4).
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    token = models.CharField(max_length=22, unique=True, default=token)
    thread = models.CharField(max_length=22)
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40)
    place = models.CharField(max_length=160, blank=True)
    is_cancelled = models.BooleanField(default=False)
    told_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        client="number version title starts_at ends_at time_zone place is_cancelled told_at",
        system="id project token thread",
    )

    class Meta:
        db_table = "published_meeting"
        constraints = (models.UniqueConstraint(fields=["project", "number", "version"], name="published_meeting_once"),)
        indexes = (
            models.Index(fields=["thread", "-id"], name="published_meeting_newest"),
            models.Index(fields=["project", "starts_at"], name="published_meeting_coming"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class AgendaTopic(models.Model):
    """What a contact wants to speak about at a meeting 甲方议题, and why; `thread` is that meeting's."""

    project = models.ForeignKey(Project, models.PROTECT, related_name="+")
    token = models.CharField(max_length=22, unique=True, default=token)
    thread = models.CharField(max_length=22)
    words = models.CharField(max_length=200)
    why = models.CharField(max_length=500, blank=True)
    person_id = models.BigIntegerField()
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="words why at", person="person_id by_name", system="id project token thread")

    class Meta:
        db_table = "agenda_topic"
        indexes = (models.Index(fields=["thread", "id"], name="agenda_topic_by_thread"),)

    def __str__(self) -> str:
        return self.words[:40]


class TopicFate(models.TextChoices):
    """What we said to a topic of the client's; without a row nobody has answered yet."""

    TAKEN = "taken", pgettext_lazy("topic", "on the agenda")
    LEFT = "left", pgettext_lazy("topic", "not taken up")
    CARRIED = "carried", pgettext_lazy("topic", "moved to a later meeting")


class AgendaTopicStep(models.Model):
    """What was said to a topic 议题的答复, as the client reads it; the newest counts.

    `thread`, `title` and `on` are those of the meeting it belongs to from now on.
    """

    topic = models.ForeignKey(AgendaTopic, models.PROTECT, related_name="steps")
    fate = models.CharField(max_length=8, choices=TopicFate)
    why = models.CharField(max_length=300, blank=True)
    thread = models.CharField(max_length=22)
    title = models.CharField(max_length=160)
    on = models.DateField()
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    append_only = True
    LABELS = labelled(client="fate why title on at", person="by_name", system="id topic thread")

    class Meta:
        db_table = "agenda_topic_step"
        constraints = (models.CheckConstraint(condition=Q(fate="taken") | ~Q(why=""), name="agenda_topic_says_why"),)
        indexes = (models.Index(fields=["thread", "id"], name="agenda_topic_step_by_thread"),)

    def __str__(self) -> str:
        return f"{self.topic_id} {self.fate}"
