"""The robots of group chats: our firm's, for administrators, and a project's, for whoever answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.bridges.robots.kinds import BAD_KEY, BAD_SIGN, TOO_FAST, Kind
from yinuo.bridges.robots.sending import UNREACHED
from yinuo.notices import actions, forms, queries
from yinuo.people.access import administrator_for, member_for
from yinuo.projects.access import project_to_run, runs

if TYPE_CHECKING:
    from yinuo.notices.models import GroupRobot, Notice
    from yinuo.people.models import Member
    from yinuo.projects.models import Project


@dataclass(frozen=True, slots=True)
class Said:
    """One message as the page tells it: its chip, when, and in plain words what became of it."""

    pk: int
    what: str
    state: str
    at: datetime
    why: str
    can_repeat: bool


@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """The robots of our firm's own groups."""
    administrator_for(request)
    return _list(request, None)


@require_GET
def project_robots(request: HttpRequest, code: str) -> HttpResponse:
    """The robots of a project's groups."""
    return _list(request, project_to_run(member_for(request), code))


def _list(request: HttpRequest, project: Project | None) -> HttpResponse:
    rows = [(robot, _said(robot, last) if last else None) for robot, last in queries.robots_of(project)]
    zone = project.time_zone if project else queries.HOME_ZONE
    return render(request, "notices/robots.html", {"project": project, "rows": rows, "zone": zone, "tab": "contract"})


@require_http_methods(["GET", "POST"])
def new_robot(request: HttpRequest) -> HttpResponse:
    """Write down a robot of our firm's."""
    return _new(request, None, administrator_for(request))


@require_http_methods(["GET", "POST"])
def new_project_robot(request: HttpRequest, code: str) -> HttpResponse:
    """Write down a robot of a project's."""
    by = member_for(request)
    return _new(request, project_to_run(by, code), by)


def _new(request: HttpRequest, project: Project | None, by: Member) -> HttpResponse:
    form = forms.NewRobotForm(request.POST or None)
    if form.is_valid():
        row = actions.add_robot(project, by=by, at=clock.now(), **form.cleaned_data)
        messages.success(request, _("Kept. A word to try is on its way to the group."))
        return redirect("robot", row.pk)
    facts = {"project": project, "form": form, "tab": "contract"}
    return render(request, "notices/robot_new.html", facts, status=merge.status(form))


@require_GET
def robot(request: HttpRequest, pk: int) -> HttpResponse:
    """One robot, and what became of its messages."""
    row, _by = _mine(request, pk)
    said = [_said(row, one) for one in queries.messages_of(row)]
    zone = str(actions.zone_of(row))
    return render(request, "notices/robot.html", {**_about(row), "said": said, "zone": zone})


@require_http_methods(["GET", "POST"])
def edit_robot(request: HttpRequest, pk: int) -> HttpResponse:
    """Change name, readers, hour; address and secret are typed anew or stay."""
    row, by = _mine(request, pk, at_work=True)
    start = forms.RobotForm.initial_of(row)
    form = forms.RobotForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            actions.edit_robot(row, by=by, at=clock.now(), was=start, **form.cleaned_data)
        except merge.Edited:
            return edit_robot(request, pk)
        merge.tell(request, form)
        messages.success(request, _("Saved."))
        return redirect("robot", row.pk)
    return render(request, "notices/robot_edit.html", {**_about(row), "form": form}, status=merge.status(form))


@require_http_methods(["GET", "POST"])
def switch_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a robot say nothing more, after a page that says what that means."""
    row, by = _mine(request, pk, at_work=True)
    form = forms.OffForm(request.POST or None)
    if form.is_valid():
        actions.switch_off(row, by=by, at=clock.now(), reason=form.cleaned_data["reason"])
        messages.success(request, _("Switched off. It says nothing more."))
        return redirect("robot", row.pk)
    return render(request, "notices/robot_off.html", {**_about(row), "form": form}, status=merge.status(form))


@require_POST
def try_robot(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a robot say a word to try."""
    row, by = _mine(request, pk, at_work=True)
    actions.try_robot(row, by=by, at=clock.now())
    messages.success(request, _("A word to try is on its way to the group."))
    return redirect("robot", row.pk)


@require_POST
def say_again(request: HttpRequest, pk: int, message: int) -> HttpResponse:
    """Send once more what was not taken."""
    row, by = _mine(request, pk, at_work=True)
    actions.say_again(get_object_or_404(queries.failed_of(row), pk=message), by=by, at=clock.now())
    messages.success(request, _("On its way once more."))
    return redirect("robot", row.pk)


def _mine(request: HttpRequest, pk: int, *, at_work: bool = False) -> tuple[GroupRobot, Member]:
    """A robot for whoever may set it; the same 404 for everybody else, and for one that is off where it must work."""
    by = member_for(request)
    row = queries.robot(pk)
    if row is None or (at_work and row.off_at is not None):
        raise Http404
    if row.project is None:
        administrator_for(request)
    elif not runs(by, row.project):
        raise Http404
    return row, by


def _about(row: GroupRobot) -> dict[str, Any]:
    return {"robot": row, "project": row.project, "tab": "contract"}


def _said(robot: GroupRobot, one: Notice) -> Said:
    what = _("Daily message") if one.kind == actions.DIGEST else _("Word to try")
    at = one.sent_at or one.dropped_at or one.given_up_at or one.due_at
    why = _why(robot, one.last_error)
    state = "message_waiting"
    if one.sent_at:
        state, why = "message_sent", ""
    elif one.dropped_at:
        state = "message_none"
    elif one.given_up_at:
        state = "message_unclear" if one.last_error in UNCLEAR else "message_refused"
    return Said(one.pk, what, state, at, why, bool(one.given_up_at and not one.dropped_at and robot.off_at is None))


UNCLEAR = {actions.UNCLEAR, actions.CUT_OFF_TWICE, actions.HELD}
IN_WORDS = {
    "": "",
    actions.OVER: gettext_lazy("The day was over before it could be sent."),
    actions.NOTHING: gettext_lazy("There was nothing to say."),
    actions.NOWHERE: gettext_lazy("Nothing may be sent to this address any more. Paste the robot’s address anew."),
    str(UNREACHED): gettext_lazy("The provider could not be reached."),
    **dict.fromkeys(UNCLEAR, gettext_lazy("It may have arrived: look into the group before you send it once more.")),
}
CODES = (
    (BAD_KEY, gettext_lazy("The provider does not know this robot. Paste its address anew.")),
    (
        BAD_SIGN,
        gettext_lazy(
            "The provider refused the signature. Check the secret, the robot’s keywords and this server’s clock."
        ),
    ),
    (TOO_FAST, gettext_lazy("Too many messages for this robot; it waits and tries again.")),
)


def _why(robot: GroupRobot, error: str) -> str:
    """In plain words what went wrong and what to do; "" where nothing did."""
    if error in IN_WORDS:
        return str(IN_WORDS[error])
    code = int(error) if error.lstrip("-").isdecimal() else 0
    known = (words for codes, words in CODES if code in codes[Kind(robot.kind)])
    return str(next(known, _("The provider refused it (%(code)s).") % {"code": error}))
