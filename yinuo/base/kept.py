"""Tables that every process of an installation shares: open sessions, counted tries, short-lived marks."""

from __future__ import annotations

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from yinuo.base.labels import labelled


class Session(AbstractBaseSession):
    """One browser in which somebody is signed in, or anybody's half-way sign-in. Ends when its row is deleted."""

    person_id = models.BigIntegerField(null=True, db_index=True)
    began_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    device = models.CharField(max_length=300, blank=True)
    address = models.CharField(max_length=45, blank=True)

    LABELS = labelled(person="person_id began_at seen_at device address", system="session_key session_data expire_date")

    class Meta:
        db_table = "session"

    def __str__(self) -> str:
        return f"{self.person_id} {self.began_at}"


class Tally(models.Model):
    """How often one thing was tried by one name or address since `began` (seconds since 1970)."""

    key = models.CharField(max_length=64, primary_key=True)
    began = models.BigIntegerField(db_index=True)
    count = models.PositiveIntegerField()

    LABELS = labelled(system="key began count")

    class Meta:
        db_table = "tally"

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.count}"


class Mark(models.Model):
    """A short-lived mark, such as "this code was used": the table of Django's cache. Column names are Django's."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    LABELS = labelled(system="cache_key value expires")

    class Meta:
        db_table = "mark"

    def __str__(self) -> str:
        return self.cache_key
