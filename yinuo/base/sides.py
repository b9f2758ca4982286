"""Whose turn something is: ours, the client's or somebody else's."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class OwnerSide(models.TextChoices):
    """The side that owes a task, an issue or a step, as memos name it (S2-28, S3-51)."""

    OURS = "ours", pgettext_lazy("side", "us")
    CLIENT = "client", pgettext_lazy("side", "client")
    THIRD = "third", pgettext_lazy("side", "third party")
