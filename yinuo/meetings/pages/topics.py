"""A topic that the client proposed for a meeting: taken up, left, or moved to a later one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.base import clock, merge
from yinuo.meetings import access
from yinuo.meetings import actions as meetings
from yinuo.meetings.forms import TopicForm
from yinuo.meetings.pages.meetings import gate
from yinuo.meetings.published import TopicFate

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "POST"])
def settle_topic(request: HttpRequest, code: str, meeting_code: str, topic: str) -> HttpResponse:
    """One answer; the client reads it."""
    member, row = gate(request, code, meeting_code)
    asked, now = access.topic_of(row, topic), clock.now()
    form = TopicForm(request.POST or None, meeting=row, now=now, initial={"fate": TopicFate.LEFT})
    if form.is_valid():
        values = form.cleaned_data
        try:
            meetings.settle_topic(
                asked,
                row,
                by=member,
                at=now,
                fate=values["fate"],
                why=values["why"],
                to=form.later.get(values["to"]),
            )
        except meetings.Called:
            messages.error(request, _("This meeting was called off."))
        return redirect(reverse("meeting", args=(row.project.code, row.code)) + "#topics")
    facts = {"project": row.project, "meeting": row, "topic": asked, "form": form, "tab": "meetings"}
    return render(request, "meetings/topic.html", facts, status=merge.status(form))
