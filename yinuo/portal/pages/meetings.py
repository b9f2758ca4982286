"""A meeting that was announced, and the client's own topics for its agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from yinuo.meetings import for_client as meetings
from yinuo.portal.door import Act, Answer, placed
from yinuo.portal.show import show

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor


class TopicForm(forms.Form):
    """What to speak about, and why."""

    words = forms.CharField(label=gettext_lazy("What to speak about"), max_length=200)
    why = forms.CharField(
        label=gettext_lazy("Why (may be left out)"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


@require_http_methods(["GET", "POST"])
@placed
def meeting(request: HttpRequest, visitor: Visitor, place: Place, meeting: str) -> Answer:
    """The meeting, the topics proposed for it with what was answered, and a form for one more until it begins."""
    return _meeting(request, visitor, place, meeting)


def _meeting(request: HttpRequest, visitor: Visitor, place: Place, token: str, *, is_late: bool = False) -> Answer:
    seen, topics = meetings.meeting(visitor, place, token)
    form = TopicForm(request.POST or None)
    if request.method == "POST" and not is_late and form.is_valid():
        values = form.cleaned_data
        return Act(
            lambda: _proposed(visitor, place, token, words=values["words"], why=values["why"]),
            lambda done: _after(request, visitor, place, token, done=done),
        )
    if is_late:
        form.add_error(None, _("No topic can be added any more. Write to the project manager."))
    return show(
        request,
        "portal/meeting.html",
        status=422 if form.errors else 200,
        visitor=visitor,
        place=place,
        meeting=seen,
        topics=topics,
        form=form,
    )


def _proposed(visitor: Visitor, place: Place, token: str, *, words: str, why: str) -> bool:
    try:
        meetings.propose(visitor, place, token, words=words, why=why)
    except meetings.TooLate:
        return False
    return True


def _after(request: HttpRequest, visitor: Visitor, place: Place, token: str, *, done: bool) -> Answer:
    if done:
        return redirect("portal-meeting", place.project_token, token)
    return _meeting(request, visitor, place, token, is_late=True)
