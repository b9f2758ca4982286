"""Tables of the base: the client's search index, which is published, and what all processes share."""

from __future__ import annotations

from django.db import models

from yinuo.base.kept import Mark, Session, Tally
from yinuo.base.labels import labelled
from yinuo.base.published import ClientSearchEntry

__all__ = ["ClientSearchEntry", "Mark", "Session", "SpentKey", "Tally"]


class SpentKey(models.Model):
    """A form that took effect. `digest` is of its key, who sent it and what; `answer` opens with the key only."""

    digest = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=22)
    answer = models.BinaryField(null=True)
    at = models.DateTimeField(db_index=True)

    LABELS = labelled(system="id digest nonce answer at")

    class Meta:
        db_table = "spent_key"

    def __str__(self) -> str:
        return self.digest
