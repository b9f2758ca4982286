"""Plan a meeting, change it, note down a line."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yinuo.base.merge import EditForm
from yinuo.ledger.forms.people import DayField, SeatedField
from yinuo.meetings.models import Meeting, MeetingKind
from yinuo.people.models import Person
from yinuo.projects import queries as projects

if TYPE_CHECKING:
    from yinuo.projects.models import Project


class TimeField(forms.TimeField):
    """A time of day, drawn with the browser's own clock."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
        super().__init__(**options)


class MeetingForm(EditForm):
    """When, where, what for. Times are those of the meeting's place."""

    kind = forms.ChoiceField(label=_("Kind"), choices=MeetingKind.choices, initial=MeetingKind.ROUTINE)
    title = forms.CharField(label=pgettext_lazy("meeting", "Occasion"), max_length=160)
    on = DayField(label=_("Day"))
    begins = TimeField(label=_("Begins"))
    ends = TimeField(label=_("Ends"))
    until = DayField(label=_("Last day"), required=False, help_text=_("Only when it goes on for more than one day."))
    place = forms.CharField(label=_("Place"), max_length=160, required=False)
    agenda = forms.CharField(
        label=_("Agenda"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One topic a line. The open steps of the last memo stand before it by themselves."),
    )
    needs_rehearsal = forms.BooleanField(
        label=_("Is to be rehearsed"),
        required=False,
        help_text=_("For a report on which acceptance depends: two rehearsals, a fallback, a version of 15 minutes."),
    )
    has_fallback = forms.BooleanField(label=_("Fallback is ready"), required=False)
    has_short_version = forms.BooleanField(label=_("Version of 15 minutes is ready"), required=False)
    rehearses = forms.ChoiceField(label=_("Rehearsal for"), required=False)

    def __init__(self, *args: Any, project: Project, meeting: Meeting | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zone = ZoneInfo(meeting.time_zone if meeting else project.time_zone)
        others = Meeting.objects.filter(project=project, needs_rehearsal=True).exclude(
            pk=0 if meeting is None else meeting.pk
        )
        self.reports = {row.code: row for row in others.order_by("-starts_at")[:50]}
        field = self.fields["rehearses"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((code, f"{code} {row.title}") for code, row in self.reports.items())]

    def clean(self) -> dict[str, Any]:
        """The moments, in the zone of the place; an end before the start is refused."""
        values = super().clean() or self.cleaned_data
        on, begins, ends = (values.get(name) for name in ("on", "begins", "ends"))
        if on and begins is not None and ends is not None:
            last: date = values.get("until") or on
            if datetime.combine(last, ends) < datetime.combine(on, begins):  # both in one zone
                self.add_error("until" if values.get("until") else "ends", _("This lies before the beginning."))
        return values

    def facts(self) -> dict[str, Any]:
        """What the verbs take; call after `is_valid`."""
        values = self.cleaned_data
        names = ("kind", "title", "place", "agenda", "needs_rehearsal", "has_fallback", "has_short_version")
        return {name: values[name] for name in names} | {
            "starts_at": datetime.combine(values["on"], values["begins"], self.zone),
            "ends_at": datetime.combine(values["until"] or values["on"], values["ends"], self.zone),
            "rehearses": self.reports.get(values["rehearses"]),
        }

    @staticmethod
    def initial_of(meeting: Meeting) -> dict[str, Any]:
        """What stands now."""
        zone = ZoneInfo(meeting.time_zone)
        starts, ends = meeting.starts_at.astimezone(zone), meeting.ends_at.astimezone(zone)
        names = ("kind", "title", "place", "agenda", "needs_rehearsal", "has_fallback", "has_short_version")
        return {name: getattr(meeting, name) for name in names} | {
            "on": starts.date(),
            "begins": time(starts.hour, starts.minute),
            "ends": time(ends.hour, ends.minute),
            "until": ends.date() if ends.date() != starts.date() else None,
            "rehearses": meeting.rehearses.code if meeting.rehearses else "",
        }


class NewMeetingForm(MeetingForm):
    """A meeting with those who are asked to come."""

    people = forms.TypedMultipleChoiceField(
        label=_("Who comes"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, project=project, **options)
        client, vendor = projects.seated(project)
        self.seated = {seat.person_id: seat.person for seat in (*client, *vendor)}
        field = self.fields["people"]
        if isinstance(field, forms.TypedMultipleChoiceField):
            field.choices = [(str(key), person.name) for key, person in self.seated.items()]

    def chosen(self) -> list[Person]:
        """Who is asked; call after `is_valid`."""
        return [self.seated[key] for key in self.cleaned_data["people"]]


class PersonForm(forms.Form):
    """One person who sits on the project."""

    person = SeatedField(label=_("Person"))

    def __init__(self, *args: Any, project: Project, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["person"]
        if isinstance(field, SeatedField):
            field.seat(project)


class WhyForm(forms.Form):
    """Why a meeting is called off."""

    why = forms.CharField(label=_("Reason"), max_length=300)


class MinuteForm(forms.Form):
    """One line of the minutes, its key before it."""

    line = forms.CharField(label=_("Note down a line"), max_length=500)
