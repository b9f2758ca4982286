"""Answer a topic that the client proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from yinuo.base import dates
from yinuo.meetings.models import Meeting
from yinuo.meetings.published import TopicFate

if TYPE_CHECKING:
    from datetime import datetime

LATER = 50


class TopicForm(forms.Form):
    """Taken up, left, or moved to a later meeting; the last two with the reason that the client reads."""

    fate = forms.ChoiceField(label=_("Answer"), choices=TopicFate.choices, widget=forms.RadioSelect)
    to = forms.ChoiceField(label=_("Later meeting"), required=False)
    why = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The client reads it."),
    )

    def __init__(self, *args: Any, meeting: Meeting, now: datetime, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = Meeting.objects.filter(project=meeting.project_id, cancelled_at=None, starts_at__gt=meeting.starts_at)
        self.later = {row.code: row for row in rows.filter(starts_at__gt=now).order_by("starts_at")[:LATER]}
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "—"), *((code, _named(row)) for code, row in self.later.items())]

    def clean(self) -> dict[str, Any]:
        """A topic that is not taken up needs the reason; one that moves needs to know where."""
        values = super().clean() or self.cleaned_data
        if values.get("fate") in (TopicFate.LEFT, TopicFate.CARRIED) and not values.get("why"):
            self.add_error("why", _("Tell the client why."))
        if values.get("fate") == TopicFate.CARRIED and not values.get("to"):
            self.add_error("to", _("Choose the later meeting; plan it first when it is not there."))
        return values


def _named(meeting: Meeting) -> str:
    return f"{dates.moment(meeting.starts_at, meeting.time_zone)} {meeting.title}"
