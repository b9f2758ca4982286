"""Two versions of the plan side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from yinuo.delivery.pages.plan import gate
from yinuo.delivery.queries import compare as comparing
from yinuo.delivery.queries import plan as plans

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.delivery.models import PlanVersion


@require_GET
def compare(request: HttpRequest, code: str) -> HttpResponse:
    """What moved, came and went between two versions, and why; at first from the signed one to the newest."""
    _member, project = gate(request, code)
    versions = plans.versions(project)
    if not versions:
        return redirect("plan", code)
    by_number = {str(one.number): one for one in versions}
    new = by_number.get(request.GET.get("to", ""), versions[0])
    old = by_number.get(request.GET.get("from", "")) or _first(versions, new, plans.signed_baseline(project))
    if old.number > new.number:
        old, new = new, old
    facts = {
        "project": project,
        "versions": versions,
        "old": old,
        "new": new,
        "found": comparing.compare(old, new),
        "tab": "plan",
    }
    return render(request, "delivery/plan_compare.html", facts)


def _first(versions: list[PlanVersion], new: PlanVersion, signed: PlanVersion | None) -> PlanVersion:
    """What `new` is held against unless somebody says otherwise: the signed version, else the one before."""
    if signed is not None and signed.number < new.number:
        return signed
    return next((one for one in versions if one.number < new.number), new)
