"""A note for our own eyes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """A private note about one thing of the project; `about` is its code."""

    about = forms.CharField(max_length=60, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Note for our eyes only"), max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
