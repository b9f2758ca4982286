"""Input of the reports' pages to clean values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base.merge import EditForm
from yinuo.reports.models import BadNews

if TYPE_CHECKING:
    from yinuo.reports.models import Report


def _words(label: Any, *, rows: int = 3, help_text: Any = "") -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=2000, required=False, widget=widget, help_text=help_text)


class ReportForm(EditForm):
    """Our words; the numbers are facts and stand in the preview."""

    status = _words(_("Where we stand"), help_text=_("Two or three sentences a director can repeat."))
    done_words = _words(_("On what was done"), rows=2)
    not_done_words = _words(_("On what was not done"), rows=2)
    next_words = _words(_("On what comes next"), rows=2)
    risk_words = _words(_("Risks"), help_text=_("What may happen, and what you ask of the client."))
    solution_words = _words(_("Solutions"), help_text=_("What is done about the problems named."))
    bad_news = forms.ChoiceField(
        label=_("Any bad news?"),
        choices=[choice for choice in BadNews.choices if choice[0]],
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Your answer goes out under your name."),
    )
    bad_news_words = _words(_("The bad news"), rows=2)

    def clean(self) -> dict[str, Any]:
        """Bad news wants words."""
        values = super().clean() or self.cleaned_data
        if values.get("bad_news") == BadNews.YES and not values.get("bad_news_words"):
            self.add_error("bad_news_words", _("Say what the bad news is."))
        return values

    @staticmethod
    def initial_of(report: Report) -> dict[str, Any]:
        """What stands now."""
        return {name: getattr(report, name) for name in ReportForm.base_fields}


class PublishForm(forms.Form):
    """Why a report goes out although parts of it are missing."""

    release_why = forms.CharField(
        label=_("Why it goes out without them"),
        max_length=300,
        required=False,
        help_text=_("Kept with your name; the client does not read it."),
    )


class AddendumForm(forms.Form):
    """A correction below a published report."""

    words = forms.CharField(label=_("Correction"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
