"""One line with everything that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from yinuo.base import clock
from yinuo.counsel.forms import NoteForm
from yinuo.desk.queries.entry import entry_facts
from yinuo.ledger.models import State
from yinuo.people.access import member_for
from yinuo.projects.access import project_for, provisional

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.desk.queries.entry import EntryFacts

BEFORE = (State.STATED, State.CLARIFIED, State.OFFERED, State.ASKED, State.NOT_ACCEPTED)
MEASURABLE = (State.AGREED, State.IN_DELIVERY, State.MEASURED, State.MISSED, State.NOT_KEPT, State.MOVED)
WAIVABLE = (State.AGREED, State.IN_DELIVERY, State.MEASURED, State.MISSED)
CLOSED = (State.REFUSED, State.WITHDRAWN, State.WAIVED)


@dataclass(frozen=True, slots=True)
class Act:
    """A button: `is_post` acts at once, the others lead to a form."""

    words: str
    href: str
    icon: str
    key: str = ""
    is_post: bool = False
    is_primary: bool = False


@require_GET
def expectation(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """A wish of the client."""
    return _page(request, code, entry_code, is_wish=True)


@require_GET
def commitment(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Our promise, or a duty of the client."""
    return _page(request, code, entry_code, is_wish=False)


def _page(request: HttpRequest, code: str, entry_code: str, *, is_wish: bool) -> HttpResponse:
    member = member_for(request)
    project = project_for(member, code)
    today = clock.today(project.time_zone)
    facts = entry_facts(project, entry_code, get_language() or "en", today=today)
    if facts.page.entry.is_wish != is_wish:
        return redirect("entry" if facts.page.entry.is_wish else "commitment", project.code, entry_code)
    part = "#drawer" if getattr(request, "htmx", False) else ""
    known = {
        "project": project,
        "tab": "register",
        "entry": facts.page.entry,
        "facts": facts,
        "provisional": provisional(project, today),
        "acts": _acts(facts, code),
        "ends": _ends(facts, code),
        "note_form": NoteForm(initial={"about": entry_code}, auto_id="note-%s"),
    }
    return render(request, f"desk/entry.html{part}", known)


def _acts(facts: EntryFacts, code: str) -> list[Act]:
    """What can be done where the line stands, the likeliest first."""
    entry, state = facts.page.entry, facts.page.state
    dossier = Act(_("Dossier"), reverse("dossier", args=[code, entry.code]), "shield-check")
    if state in CLOSED:
        return [dossier]

    def to(name: str) -> str:
        return reverse(name, args=[code, entry.code])

    reword = Act(pgettext("act", "Reword"), to("entry-word"), "pencil", is_primary=facts.is_declined)
    found = [reword] if facts.is_declined else []
    is_offerable = state in BEFORE or facts.newer is not None
    if is_offerable:
        href = f"{reverse('sheet-new', args=[code])}?line={entry.code}"
        is_next = state != State.OFFERED and not facts.is_declined
        found.append(Act(_("Offer to the client"), href, "send", "o", is_primary=is_next))
    if state == State.AGREED:
        found.append(Act(_("Work has begun"), to("entry-begin"), "player-play", is_post=True))
    if facts.agreed and state in MEASURABLE:
        found.append(Act(_("Measure"), to("entry-measure"), "ruler-measure", "m", is_primary=not is_offerable))
    if facts.agreed and state in (*MEASURABLE, State.MET, State.KEPT):
        found.append(Act(pgettext("act", "Say how it ended"), to("entry-conclude"), "flag-3"))
    if not facts.is_declined:
        found.append(reword)
    found.append(Act(_("Edit"), to("entry-edit"), "adjustments", "e"))
    found.append(Act(pgettext("act", "Link"), to("entry-link"), "link"))
    found.append(dossier)
    return found


def _ends(facts: EntryFacts, code: str) -> list[Act]:
    """The ways a line leaves the ledger's care, kept apart from the others."""
    entry, state = facts.page.entry, facts.page.state
    offered = []
    if entry.is_wish and state in BEFORE:
        offered.append((_("Decline"), "refusal", "hand-stop"))
    if state in BEFORE:
        offered.append((_("Withdraw"), "withdrawal", "arrow-back-up"))
    if state in WAIVABLE:
        offered.append((_("Waive"), "waiver", "feather"))
    return [Act(words, reverse("entry-end", args=[code, entry.code, act]), icon) for words, act, icon in offered]
