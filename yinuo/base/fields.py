"""Fields that every room's forms share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.capture.dates import EARLIEST, LATEST

__all__ = ["EARLIEST", "LATEST", "DayField", "FileField"]


class DayField(forms.DateField):
    """A day, drawn with the browser's own calendar, between `EARLIEST` and `LATEST`: beyond them sums of days end."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**options)
        words = gettext_lazy("Choose a day between 1970 and 2199.")
        self.validators += [MinValueValidator(EARLIEST, words), MaxValueValidator(LATEST, words)]


class FileField(forms.FileField):
    """A file that may be handed in: one too large is refused before it is read into memory."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        upload = super().clean(data, initial)
        limit = settings.UPLOAD_MAX_BYTES
        if upload and upload.size > limit:
            sizes = {"size": filesizeformat(upload.size), "limit": filesizeformat(limit)}
            raise forms.ValidationError(_("This file is %(size)s; the limit is %(limit)s. Send a smaller one.") % sizes)
        return upload
