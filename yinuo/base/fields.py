"""Fields that every room's forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from yinuo.capture.dates import EARLIEST, LATEST


class DayField(forms.DateField):
    """A day, drawn with the browser's own calendar, between `EARLIEST` and `LATEST`: beyond them sums of days end."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)
        words = _("Choose a day between 1970 and 2199.")
        self.validators += [MinValueValidator(EARLIEST, words), MaxValueValidator(LATEST, words)]
