"""The answers board, and one sheet from its first line to its last answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import formats, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yinuo.base import clock, limits, merge, reach
from yinuo.base.paper import pdf
from yinuo.base.paper import word as docx
from yinuo.ledger import access, queries
from yinuo.ledger import actions as ledger
from yinuo.ledger.forms import DeadlineForm, SheetForm, WhyForm, WordForm
from yinuo.ledger.models import Criterion, Entry, State
from yinuo.ledger.published import Reply, Sheet
from yinuo.people.access import member_for
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of, project_for, provisional
from yinuo.signing import actions as signing
from yinuo.signing.queries import due_on as asked_until

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import HttpRequest

    from yinuo.ledger.models import Wording
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

LINK_LASTS = timedelta(days=30)
ANSWER_WORKDAYS = 3
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NEEDS = {
    "criterion": gettext_noop("how it is measured"),
    "metric": gettext_noop("what is measured"),
    "target": gettext_noop("a target"),
    "due_on": gettext_noop("by when"),
    "measurer": gettext_noop("who measures"),
}


def gate(request: HttpRequest, code: str, number: int) -> tuple[Member, Project, Sheet, queries.BoardSheet]:
    member = member_for(request)
    project = project_for(member, code)
    zone = ZoneInfo(project.time_zone)
    row, seen = queries.sheet_on_board(project, number, today=clock.today(zone), zone=zone)
    return member, project, row, seen


@require_GET
def board(request: HttpRequest, code: str) -> HttpResponse:
    """Sheets as rows, lines as dots."""
    project = project_for(member_for(request), code)
    zone = ZoneInfo(project.time_zone)
    today = clock.today(zone)
    shown = queries.board(project, today=today, zone=zone)
    facts = {"project": project, "board": shown, "provisional": provisional(project, today)}
    return render(request, "ledger/board.html", facts)


@require_http_methods(["GET", "POST"])
def new_sheet(request: HttpRequest, code: str) -> HttpResponse:
    """Choose lines, look at their words once more, put them to the client."""
    member = member_for(request)
    project = project_for(member, code)
    chosen = request.POST.getlist("line") or request.GET.getlist("line")
    found = queries.wordings_to_offer(project, chosen[:100])
    if not found:
        return _choose(request, project)
    today = clock.today(project.time_zone)
    head = SheetForm(request.POST or None, project=project, today=today, initial=_head(project))
    lines = [(entry, _line_form(request, entry, wording)) for entry, wording in found]
    if request.method == "POST":
        is_valid = [head.is_valid(), *(form.is_valid() for _entry, form in lines)]
        if all(is_valid):
            try:
                sheet = _put(head, lines, project, by=member, after=dict(found))
            except ledger.Edited:
                return new_sheet(request, code)
            if sheet:
                merge.tell(request, *(form for _entry, form in lines))
                return redirect("sheet", project.code, sheet.number)
    answered = calendar_of(project).add_workdays(clock.today(project.time_zone), ANSWER_WORKDAYS)
    facts = {"project": project, "head": head, "lines": lines, "provisional": provisional(project, answered)}
    return render(request, "ledger/sheet_new.html", facts, status=merge.status(head, *(form for _entry, form in lines)))


def _choose(request: HttpRequest, project: Project) -> HttpResponse:
    rows = (
        Entry.objects.of(project)
        .with_state()
        .standing((State.STATED, State.CLARIFIED, State.ASKED, State.NOT_ACCEPTED))
        .select_related("holder")
        .order_by("-id")[:100]
    )
    return render(request, "ledger/sheet_choose.html", {"project": project, "entries": rows})


def _head(project: Project) -> dict[str, object]:
    window = seats.window_seat(project)
    day = clock.today(project.time_zone)
    with translation.override(project.language):
        return {
            "title": _("What we agreed, %(day)s") % {"day": formats.date_format(day, "DATE_FORMAT")},
            "ask": _("Please answer each line: confirm, do not accept, or ask."),
            "contacts": [window.person_id] if window else [],
            "due_on": calendar_of(project).add_workdays(day, ANSWER_WORKDAYS),
        }


def _line_form(request: HttpRequest, entry: Entry, wording: Wording | None) -> WordForm:
    criterion = Criterion.objects.filter(wording=wording).first() if wording else None
    initial = WordForm.initial_of(entry, wording, criterion)
    return WordForm(request.POST or None, project=entry.project, initial=initial, prefix=entry.code)


def _put(
    head: SheetForm,
    lines: Sequence[tuple[Entry, WordForm]],
    project: Project,
    *,
    by: Member,
    after: Mapping[Entry, Wording | None],
) -> Sheet | None:
    forms = {entry.code: form for entry, form in lines}
    values = head.cleaned_data
    try:
        return ledger.put_to_client(
            project,
            by=by,
            at=clock.now(),
            drafts=[_draft(entry, form, after[entry]) for entry, form in lines],
            language=project.language,
            title=values["title"],
            ask=values["ask"],
            contacts=head.people(),
            due_on=values["due_on"],
            authority=values["authority"],
            tell=values["tell"],
        )
    except ledger.AbsoluteGuarantee as refused:
        forms[refused.code].add_error(
            "text",
            _("“%(words)s” promises what nobody can keep. Say what is measured, by how much.")
            % {"words": refused.words},
        )
    except ledger.NotMeasurable as refused:
        for lack in refused.lacks:
            forms[lack.code].add_error(None, _lacking(lack.needs))
    except ledger.WrongState as refused:
        head.add_error(
            None, _("A line is already “%(state)s” and cannot be offered.") % {"state": State(refused.state).label}
        )
    except ledger.NothingToOffer:
        head.add_error("contacts", _("Choose who is asked."))
    return None


def _draft(entry: Entry, form: WordForm, after: Wording | None) -> ledger.Draft:
    values = form.cleaned_data
    return ledger.Draft(entry, values["text"], values["due_on"], form.criterion(), after.version if after else 0)


def _lacking(needs: Sequence[str]) -> str:
    words = ", ".join(_(NEEDS[need]) for need in needs)
    return _("Before this line can be offered it needs: %(needs)s.") % {"needs": words}


@require_GET
def sheet(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One sheet at the desk: its lines, its answers, and how to bring it to the client."""
    _member, project, row, seen = gate(request, code, number)
    replies = Reply.objects.filter(sheet=row).order_by("id")
    facts = {
        "project": project,
        "sheet": row,
        "seen": seen,
        "replies": replies,
        "code": f"S{row.number}",
        "deadline_form": _deadline_form(row, request),
        "tab": "sheets",
    }
    return render(request, "ledger/sheet.html", facts)


@require_http_methods(["GET", "POST"])
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def sheet_pdf(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The A4 form; posted, it carries a fresh link as QR."""
    member, project, row, _seen = gate(request, code, number)
    link = _fresh_link(row, by=member) if request.method == "POST" else ""
    data = pdf.sheet_pdf(access.paper_of(row, link=link))
    return _file(data, "application/pdf", f"{project.code}-{row.number}.pdf", is_inline=True)


@require_GET
@limits.by_person(limits.EXPORTS, methods=("GET", "POST"))
def sheet_docx(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """The sheet for Word; a changed one comes back as proposed wordings."""
    _member, project, row, _seen = gate(request, code, number)
    data = docx.sheet_docx(access.paper_of(row))
    return _file(data, DOCX, f"{project.code}-{row.number}.docx", is_inline=False)


def _file(data: bytes, media_type: str, name: str, *, is_inline: bool) -> HttpResponse:
    way = "inline" if is_inline else "attachment"
    return HttpResponse(data, content_type=media_type, headers={"Content-Disposition": f'{way}; filename="{name}"'})


def _fresh_link(row: Sheet, *, by: Member) -> str:
    secret = signing.make_link(
        ledger.sheet_subject(row),
        project_id=row.project_id,
        by=by,
        at=clock.now(),
        last_on=row.due_on + LINK_LASTS,
    )
    return f"{settings.URL}/link/{secret}/"


@require_POST
def link_of_sheet(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A fresh link, as WeChat text and as QR; or close all links."""
    member, project, row, seen = gate(request, code, number)
    if "revoke" in request.POST:
        count = signing.revoke_links(ledger.sheet_subject(row), by=member, at=clock.now())
        messages.info(request, _("Links closed: %(count)s.") % {"count": count})
        return redirect("sheet", project.code, row.number)
    link = _fresh_link(row, by=member)
    with translation.override(row.language):
        text = _("%(who)s: please look at confirmation sheet %(number)s “%(title)s”, answers by %(day)s. %(link)s") % {
            "who": _(", ").join(seen.contacts),
            "number": row.number,
            "title": row.title,
            "day": formats.date_format(row.due_on, "DATE_FORMAT"),
            "link": link,
        }
    facts = {
        "project": project,
        "sheet": row,
        "link": link,
        "text": text,
        "last_on": row.due_on + LINK_LASTS,
        "is_near": reach.is_for_this_machine_only() and not settings.DEMO,
        "sends_mail": reach.sends_mail(),
        "tab": "sheets",
    }
    return render(request, "ledger/sheet_link.html", facts)


@require_http_methods(["GET", "POST"])
def recall(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Take a sheet back, with the reason the client reads."""
    member, project, row, seen = gate(request, code, number)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ledger.recall(row, by=member, at=clock.now(), why=form.cleaned_data["why"])
        except ledger.WrongState:
            messages.error(request, _("Every line of this sheet is answered; there is nothing to take back."))
        return redirect("sheet", project.code, row.number)
    facts = {"project": project, "sheet": row, "seen": seen, "form": form, "tab": "sheets"}
    return render(request, "ledger/sheet_recall.html", facts, status=422 if form.errors else 200)


@require_POST
def extend(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Give more time."""
    member, project, row, seen = gate(request, code, number)
    form = _deadline_form(row, request)
    if form.is_valid():
        try:
            signing.extend(
                ledger.sheet_subject(row),
                by=member,
                at=clock.now(),
                due_on=form.cleaned_data["due_on"],
                was=form.initial["due_on"],
            )
        except merge.Edited:
            return extend(request, code, number)
        except signing.NoDeadline:
            messages.error(request, _("Every line of this sheet is answered."))
        else:
            merge.tell(request, form)
    elif form.clashes:
        facts = {"project": project, "sheet": row, "seen": seen, "form": form, "tab": "sheets"}
        facts["provisional"] = provisional(project, form.initial["due_on"])
        return render(request, "ledger/sheet_deadline.html", facts, status=merge.CONFLICT)
    else:
        messages.error(request, _("Give a day to answer by."))
    return redirect("sheet", project.code, row.number)


def _deadline_form(row: Sheet, request: HttpRequest) -> DeadlineForm:
    return DeadlineForm(request.POST or None, initial={"due_on": asked_until(ledger.sheet_subject(row)) or row.due_on})
