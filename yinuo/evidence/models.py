"""Streams of hash-chained events, their salted facts, and what they point at: documents and attachments."""

from __future__ import annotations

from django.db import models

from yinuo.base.codes import token
from yinuo.base.labels import labelled


class Stream(models.Model):
    """One chain: `firm`, or `P1/shared` and `P1/vendor` of a project. The head row serialises its writers."""

    name = models.CharField(max_length=40, unique=True)
    seq = models.BigIntegerField(default=0)
    link = models.CharField(max_length=64, default="0" * 64)

    LABELS = labelled(system="id name seq link")

    class Meta:
        db_table = "stream"

    def __str__(self) -> str:
        return self.name


class Event(models.Model):
    """One act. `leaf` commits to its facts, `link` to everything before it (decision 12)."""

    stream = models.ForeignKey(Stream, models.PROTECT, related_name="events")
    seq = models.BigIntegerField()
    version = models.PositiveSmallIntegerField(default=1)
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    happened_at = models.CharField(max_length=32)
    recorded_at = models.CharField(max_length=32)
    leaf = models.CharField(max_length=64)
    link = models.CharField(max_length=64)

    append_only = True
    LABELS = labelled(vendor="verb subject happened_at", system="id stream seq version recorded_at leaf link")

    class Meta:
        db_table = "event"
        constraints = (models.UniqueConstraint(fields=["stream", "seq"], name="event_once_in_its_stream"),)
        indexes = (models.Index(fields=["subject", "id"], name="event_by_subject"),)

    def __str__(self) -> str:
        return f"{self.stream_id}/{self.seq} {self.verb}"


class PersonKey(models.Model):
    """The key that hides what events say about one person; deleting it erases the person, not the chain."""

    person = models.CharField(max_length=40, unique=True)
    key = models.BinaryField(max_length=32)

    LABELS = labelled(person="person key", system="id")

    class Meta:
        db_table = "person_key"

    def __str__(self) -> str:
        return self.person


class Fact(models.Model):
    """One salted value of an event. With `person`, salt and value are sealed under that person's key."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="facts")
    name = models.CharField(max_length=100)
    person = models.CharField(max_length=40, blank=True)
    salt = models.CharField(max_length=64, blank=True)
    value = models.TextField(blank=True)
    sealed = models.BinaryField(null=True)
    commitment = models.CharField(max_length=64)

    append_only = True
    LABELS = labelled(vendor="name value", person="person sealed", system="id event salt commitment")

    class Meta:
        db_table = "fact"
        constraints = (models.UniqueConstraint(fields=["event", "name"], name="fact_once_in_its_event"),)

    def __str__(self) -> str:
        return f"{self.event_id} {self.name}"


class Document(models.Model):
    """Exact bytes by their content hash; kept once however often they are referred to."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    kept_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(system="sha256 media_type size kept_at")

    class Meta:
        db_table = "document"

    def __str__(self) -> str:
        return self.sha256[:12]


class Side(models.TextChoices):
    VENDOR = "vendor"
    SHARED = "shared"


class Attachment(models.Model):
    """A document as somebody handed it in: its file name, on which project, for whom to see."""

    token = models.CharField(max_length=22, unique=True, default=token)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    project_code = models.CharField(max_length=20)
    side = models.CharField(max_length=6, choices=Side, default=Side.VENDOR)
    file_name = models.CharField(max_length=200)
    subject = models.CharField(max_length=60, blank=True)
    added_by = models.CharField(max_length=80)
    added_at = models.DateTimeField()

    append_only = True
    LABELS = labelled(
        vendor="file_name subject", person="added_by", system="id token document project_code side added_at"
    )

    class Meta:
        db_table = "attachment"

    def __str__(self) -> str:
        return self.file_name
