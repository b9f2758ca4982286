"""Codes of the desk: one letter and the next free number of a project (decision 24)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Length

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


def next_code(rows: QuerySet[Model], letter: str) -> str:
    """The code after the highest of `letter` among `rows`; longer numbers are higher. The project is locked."""
    codes = rows.filter(code__startswith=letter).order_by(Length("code").desc(), "-code").values_list("code", flat=True)
    highest = next((code for code in codes.iterator() if code[len(letter) :].isdecimal()), f"{letter}0")
    return f"{letter}{int(highest[len(letter) :]) + 1}"
