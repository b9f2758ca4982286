"""Issues and risks in the portal: what stands in the way, whose turn it is; raise one, answer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.delivery import for_client as delivery
from yinuo.portal.door import Act, Answer, placed
from yinuo.portal.show import show

if TYPE_CHECKING:
    from yinuo.people.access import Place, Visitor

WEIGHTS = (
    ("high", pgettext_lazy("severity", "high")),
    ("middle", pgettext_lazy("severity", "middle")),
    ("low", pgettext_lazy("severity", "low")),
)


class RaiseForm(forms.Form):
    """What stands in the way, in the visitor's words."""

    what = forms.CharField(
        label=gettext_lazy("What stands in the way"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    severity = forms.ChoiceField(
        label=gettext_lazy("How much it weighs"), choices=WEIGHTS, initial="middle", widget=forms.RadioSelect
    )


class AnswerForm(forms.Form):
    """The visitor's answer to one issue."""

    text = forms.CharField(label=gettext_lazy("Your answer"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


@require_http_methods(["GET", "POST"])
@placed
def issues(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """The list, and a form to raise one more."""
    form = RaiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        return Act(
            lambda: delivery.raise_issue(visitor, place, what=values["what"], severity=values["severity"]),
            lambda _done: redirect("portal-issues", place.project_token),
        )
    rows = delivery.issues(visitor, place)
    return show(
        request,
        "portal/issues.html",
        status=422 if form.errors else 200,
        visitor=visitor,
        place=place,
        rows=rows,
        yours=sum(row.is_your_turn for row in rows),
        live=sum(row.is_live for row in rows),
        form=form,
    )


@require_http_methods(["GET", "POST"])
@placed
def issue(request: HttpRequest, visitor: Visitor, place: Place, issue: str) -> Answer:
    """One issue, and a form to answer it while it is not over."""
    return _issue(request, visitor, place, issue)


def _issue(request: HttpRequest, visitor: Visitor, place: Place, token: str, *, is_late: bool = False) -> Answer:
    row = next((row for row in delivery.issues(visitor, place) if row.token == token), None)
    if row is None:
        raise Http404
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and not is_late and form.is_valid():
        text = form.cleaned_data["text"]
        return Act(
            lambda: _said(visitor, place, token, text),
            lambda done: _after(request, visitor, place, token, done=done),
        )
    if is_late:
        form.add_error(None, _("This issue is over. Raise a new one if it is not settled."))
    return show(
        request,
        "portal/issue.html",
        status=422 if form.errors else 200,
        visitor=visitor,
        place=place,
        row=row,
        form=form,
    )


def _said(visitor: Visitor, place: Place, token: str, text: str) -> bool:
    try:
        delivery.answer_issue(visitor, place, token, text=text)
    except delivery.NotLive:
        return False
    return True


def _after(request: HttpRequest, visitor: Visitor, place: Place, token: str, *, done: bool) -> Answer:
    if done:
        return redirect("portal-issues", place.project_token)
    return _issue(request, visitor, place, token, is_late=True)


@require_GET
@placed
def risks(request: HttpRequest, visitor: Visitor, place: Place) -> Answer:
    """What may happen, what is done about it, and what was acknowledged."""
    rows = delivery.risks(visitor, place)
    return show(request, "portal/risks.html", visitor=visitor, place=place, rows=rows)
