"""Where one can go from a page of the desk: the rail and a project's tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy, pgettext_lazy

from yinuo.base.marks import Link

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

RAIL = (
    ("today", pgettext_lazy("rail", "Today"), "sun"),
    ("projects", pgettext_lazy("rail", "Projects"), "books"),
    ("money-everywhere", pgettext_lazy("tab", "Money"), "coin"),
    ("firms", pgettext_lazy("rail", "People and firms"), "users"),
    ("search", pgettext_lazy("rail", "Search"), "search"),
    ("me", pgettext_lazy("rail", "Settings"), "settings"),
)
PLAN = (
    *("plan", "plan-version", "plan-row", "plan-task", "plan-task-new", "plan-describe", "plan-publish"),
    *("plan-ask", "plan-compare"),
)
TABS = (
    ("project", pgettext_lazy("tab", "Cockpit"), ("project", "checks", "check-rule", "check-later", "check-told")),
    ("register", pgettext_lazy("tab", "Ledger"), ("register", "capture", "source", "entry", "imports")),
    ("sheets", gettext_lazy("Sheets"), ("sheets", "sheet", "sheet-new")),
    ("plan", pgettext_lazy("tab", "Plan"), PLAN),
    ("issues", pgettext_lazy("tab", "Issues"), ("issues", "issue", "risks", "risk")),
    ("meetings", pgettext_lazy("tab", "Meetings"), ("meetings", "meeting", "meeting-new", "memo")),
    ("changes", pgettext_lazy("tab", "Changes"), ("changes",)),
    (
        "reports",
        gettext_lazy("Reports"),
        ("reports", "report", "report-edit", "report-publish", "report-correct", "report-reply"),
    ),
    ("money", pgettext_lazy("tab", "Money"), ("money",)),
    ("gaps", pgettext_lazy("tab", "Gaps"), ("gaps",)),
    ("project-people", pgettext_lazy("tab", "People"), ("project-people",)),
    ("contract", pgettext_lazy("tab", "Contract"), ("contract", "project-calendar", "project-robots")),
    ("evidence", pgettext_lazy("tab", "Evidence"), ("evidence", "about")),
)


_asked: dict[str, Callable[[HttpRequest], bool]] = {}


def show_only(name: str, may: Callable[[HttpRequest], bool]) -> None:
    """The rail leads to `name` only whom `may` lets in; said by the room that owns the place, when it starts."""
    _asked[name] = may


def _here(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    return str(match.url_name or "") if match else ""


def rail_of(request: HttpRequest | None) -> tuple[Link, ...]:
    """The places of the desk that the reader may enter; the deepest one that holds the present page is current."""
    links = []
    path = getattr(request, "path", "")
    for name, word, icon in RAIL:
        try:
            href = reverse(name)
        except NoReverseMatch:
            continue
        if request is not None and name in _asked and not _asked[name](request):
            continue
        is_current = path == href or (href != "/" and path.startswith(href))
        links.append(Link(str(word), href, icon, current=is_current))
    if settings.DEMO:
        href = reverse("mailbox")
        links.append(Link(str(pgettext_lazy("rail", "Demo mailbox")), href, "mail", current=path == href))
    return tuple(links)


def tabs_of(request: HttpRequest | None, code: str, tab: str = "") -> tuple[Link, ...]:
    """The tabs of project `code`; `tab` names the current one, else the address does."""
    here = tab or _here(request)
    links = []
    for name, word, pages in TABS:
        try:
            href = reverse(name, args=[code])
        except NoReverseMatch:
            continue
        links.append(Link(str(word), href, current=here in pages))
    return tuple(links)
