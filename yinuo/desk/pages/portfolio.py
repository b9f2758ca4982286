"""All running projects side by side, for whoever looks after several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_GET

from yinuo.desk.queries.portfolio import portfolio as rows_of
from yinuo.people.access import member_for
from yinuo.projects.access import open_to

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_GET
def portfolio(request: HttpRequest) -> HttpResponse:
    """The running projects I may enter, those with most to look at first."""
    projects = open_to(member_for(request)).filter(closed_on=None).select_related("account__firm").order_by("code")
    return render(request, "desk/portfolio.html", {"rows": rows_of(list(projects))})
