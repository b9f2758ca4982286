"""What has not reached its reader."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from yinuo.base import clock
from yinuo.notices import actions, queries
from yinuo.people.access import member_for
from yinuo.projects.access import project_for

REASONS: dict[str, str | Promise] = {
    actions.CUT_OFF_TWICE: _("broken off twice while being sent; it may have arrived"),
    actions.NO_GATEWAY: _("no SMS gateway is set"),
    actions.HELD: _("held after a backup was restored; it may have arrived before"),
}
"""What the house says about a failure; what a mail server says is shown as it is."""


@require_GET
def notices(request: HttpRequest, code: str) -> HttpResponse:
    """Notices of one project that wait or were given up."""
    project = project_for(member_for(request), code)
    rows = [
        (one, actions.title_of(one.notice.kind), REASONS.get(one.notice.last_error, one.notice.last_error))
        for one in queries.of_project(project.code)
    ]
    return render(request, "notices/notices.html", {"project": project, "rows": rows})


@require_POST
def attempt(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Send a notice that was given up once more."""
    member = member_for(request)
    project = project_for(member, code)
    notice = get_object_or_404(queries.given_up_of(project.code), pk=pk)
    actions.try_again(notice, by=member, at=clock.now())
    return redirect("notices", code=project.code)
