"""Input of the reports' pages to clean values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base.merge import EditForm
from yinuo.projects import queries as projects
from yinuo.projects.models import SeatRole
from yinuo.reports import queries
from yinuo.reports.models import BadNews, ReportKind, Weekday

if TYPE_CHECKING:
    from yinuo.people.models import Person
    from yinuo.projects.models import Project
    from yinuo.reports.models import Report
    from yinuo.reports.queries import Hour


WEEKLY_ONLY = ("done_words", "not_done_words", "next_words", "solution_words")


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

    def __init__(self, *args: Any, kind: str, **options: Any) -> None:
        super().__init__(*args, **options)
        if kind == ReportKind.EXECUTIVE:
            for name in WEEKLY_ONLY:
                del self.fields[name]
            self.fields["risk_words"].label = _("What we ask of you")

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


class TimeForm(EditForm):
    """When the weekly report is drafted by itself."""

    is_on = forms.BooleanField(label=_("Draft the weekly report by itself"), required=False)
    weekday = forms.TypedChoiceField(
        label=_("Weekday"),
        choices=Weekday.choices,
        coerce=int,
        help_text=_(
            "The week ends on this day. When it is not worked, the report is drafted on the last working day before."
        ),
    )
    hour = forms.TimeField(
        label=_("Time of day"),
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        help_text=_("As clocks show it where the project is."),
    )

    @staticmethod
    def initial_of(hour: Hour) -> dict[str, Any]:
        """What was agreed last."""
        return {name: getattr(hour, name) for name in TimeForm.base_fields}


class PublishForm(forms.Form):
    """Why a report goes out although parts of it are missing."""

    release_why = forms.CharField(
        label=_("Why it goes out without them"),
        max_length=300,
        required=False,
        help_text=_("Kept with your name; the client does not read it."),
    )
    to = forms.TypedMultipleChoiceField(
        label=_("Send it by mail to"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The report as PDF, with a link to it in the portal."),
    )

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = [seat for seat in projects.client_seats(project) if seat.person.email]
        field = self.fields["to"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [
                (str(seat.person_id), f"{seat.person.name} · {seat.get_role_display()}") for seat in self.seats
            ]
        self.initial["to"] = queries.sent_last(project) or [
            seat.person_id for seat in self.seats if seat.role in (SeatRole.SPONSOR, SeatRole.WINDOW)
        ]

    def clean_to(self) -> list[Person]:
        """The people chosen."""
        chosen = set(self.cleaned_data["to"])
        return [seat.person for seat in self.seats if seat.person_id in chosen]


class ReplyForm(forms.Form):
    """What we say to a question about a report."""

    words = forms.CharField(label=_("Reply"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class AddendumForm(forms.Form):
    """A correction below a published report."""

    words = forms.CharField(label=_("Correction"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))
