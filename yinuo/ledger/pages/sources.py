"""Paste the week's chat, take line by line from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yinuo.base import clock
from yinuo.capture import chat, dates, kinds
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import actions as ledger
from yinuo.ledger import queries
from yinuo.ledger.forms import CaptureForm, RowForm
from yinuo.ledger.models import EntryKind
from yinuo.people.access import member_for
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of, project_for, runs

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.ledger.models import Source
    from yinuo.people.models import Member, Person
    from yinuo.projects.models import Project


@require_GET
def sources(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that was said or written, newest first."""
    project = project_for(member_for(request), code)
    return render(request, "ledger/sources.html", {"project": project, "sources": queries.sources(project)})


@require_http_methods(["GET", "POST"])
def capture(request: HttpRequest, code: str) -> HttpResponse:
    """Paste or drop a source."""
    member = member_for(request)
    project = project_for(member, code)
    today = clock.today(project.time_zone)
    form = CaptureForm(request.POST or None, request.FILES or None, today=today)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                source = _hear(form, project, by=member)
        except (evidence.TooLarge, evidence.NotAllowed) as refused:
            form.add_error("file", str(refused))
        else:
            return redirect("source", project.code, source.number)
    status = 422 if form.errors else 200
    return render(request, "ledger/capture.html", {"project": project, "form": form}, status=status)


def _hear(form: CaptureForm, project: Project, *, by: Member) -> Source:
    values = form.cleaned_data
    now = clock.now()
    token = ""
    if values["file"]:
        kept = evidence.attach(
            form.data_of_file,
            project_code=project.code,
            side=Side.VENDOR,
            file_name=values["file"].name,
            media_type=values["file"].content_type or "",
            subject=f"{project.code}/sources",
            by=by.person.name,
            at=now,
        )
        token = kept.token
    return ledger.hear(
        project,
        by=by,
        at=now,
        kind=values["kind"],
        title=values["title"],
        occurred_on=values["occurred_on"],
        text=values["text"],
        original_token=token,
    )


@require_http_methods(["GET", "POST"])
def source(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A source with its words marked, and the quick row beside it."""
    member = member_for(request)
    project = project_for(member, code)
    if (taken_in := queries.import_of_source(project, number)) and request.method == "GET" and runs(member, project):
        return redirect("import", project.code, taken_in)
    page = queries.source_page(project, number)
    said = chat.utterances(page.source.text, page.source.occurred_on, _names(project))
    if request.method == "POST":
        form = RowForm(request.POST, project=project)
        if form.is_valid():
            try:
                with transaction.atomic():
                    return _entered(request, form, page.source, by=member, said=said)
            except ledger.BadSpan:
                form.add_error(None, _("Select the words in the text first, or choose a line."))
    else:
        form = RowForm(initial=_hint(request, page.source, said, project), project=project)
    facts = {
        "project": project,
        "page": page,
        "form": form,
        "lines": _lines(page.source.text, said),
        "following": _following(page, said, after=_number(request, "end")),
        "picked": page.source.text[_number(request, "start") : _number(request, "end")],
    }
    part = "#row" if getattr(request, "htmx", False) and request.method == "GET" else ""
    return render(request, f"ledger/source.html{part}", facts, status=422 if form.errors else 200)


def _names(project: Project) -> frozenset[str]:
    people = [seat.person for seat in (*seats.client_seats(project), *seats.vendor_seats(project))]
    return frozenset(name for person in people for name in (person.name, person.address_as) if name)


def _number(request: HttpRequest, name: str) -> int:
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else 0  # noqa: PLR2004  # longer than any text


def _entered(
    request: HttpRequest, form: RowForm, source: Source, *, by: Member, said: list[chat.Utterance]
) -> HttpResponse:
    values = form.cleaned_data
    now = clock.now()
    start, end = values["start"], values["end"]
    statement = None
    if start is not None and end is not None:
        statement = ledger.quote(source, by=by, at=now, start=start, end=end, speaker=_speaker(said, start))
    entry = ledger.enter(
        source.project,
        by=by,
        at=now,
        kind=values["kind"],
        holder=values["holder"],
        words=values["words"],
        due_on=values["due_on"],
        statement=statement,
        source_kind=source.kind,
    )
    messages.info(request, _("%(code)s is in the ledger.") % {"code": entry.code})
    address = reverse("source", args=[source.project.code, source.number])
    page = queries.source_page(source.project, source.number)
    following = _following(page, said, after=end or 0)
    return redirect(f"{address}{following}#row" if following else f"{address}#row")


def _speaker(said: list[chat.Utterance], start: int) -> str:
    return next((spoken.speaker for spoken in said if spoken.start <= start < spoken.end), "")


def _following(page: queries.SourcePage, said: list[chat.Utterance], *, after: int) -> str:
    """The query of the next utterance that nothing was taken from yet; empty when there is none."""
    taken = [(span.start, span.end) for span in page.spans if span.is_statement]
    for spoken in said:
        if spoken.start < after or any(spoken.start < end and start < spoken.end for start, end in taken):
            continue
        return "?" + urlencode({"start": spoken.start, "end": spoken.end})
    return ""


def _lines(text: str, said: list[chat.Utterance]) -> list[tuple[int, int, str]]:
    """What can be taken without a script: utterances, or the lines of a text that has none."""
    if said:
        return [(spoken.start, spoken.end, text[spoken.start : spoken.end]) for spoken in said]
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((start, start + len(line), line.strip()))
        start += len(line) + 1
    return found


def _hint(request: HttpRequest, source: Source, said: list[chat.Utterance], project: Project) -> dict[str, Any]:
    """The quick row filled from the chosen words: who spoke, by when, which kind. Only a proposal."""
    start, end = _number(request, "start"), _number(request, "end")
    words = source.text[start:end].strip()
    if not words:
        return {"kind": EntryKind.EXPECTATION}
    spoken = next((one for one in said if one.start <= start < one.end), None)
    day = (spoken.when if spoken else None) or source.occurred_on
    due = dates.due(words, day, calendar_of(project))
    who = _who(spoken.speaker if spoken else "", project)
    return {
        "start": start,
        "end": end,
        "words": " ".join(words.split())[:500],
        "holder": who.pk if who else None,
        "kind": _kind(words, who),
        "due_on": due.day if due else None,
    }


def _who(speaker: str, project: Project) -> Person | None:
    if not speaker:
        return None
    for seat in (*seats.client_seats(project), *seats.vendor_seats(project)):
        person = seat.person
        if speaker in (person.name, person.address_as) or person.name in speaker:
            return person
        if person.email and person.email.lower() in speaker.lower():
            return person
    return None


def _kind(words: str, who: Person | None) -> str:
    if who is not None and hasattr(who, "member"):
        return EntryKind.COMMITMENT
    hint = kinds.kind_hint(words, "client")
    return EntryKind.DUTY if hint is kinds.Kind.DUTY else EntryKind.EXPECTATION


@require_http_methods(["GET", "POST"])
def new_line(request: HttpRequest, code: str) -> HttpResponse:
    """A line without a source: something said at the door."""
    member = member_for(request)
    project = project_for(member, code)
    form = RowForm(request.POST or None, project=project, initial={"kind": EntryKind.EXPECTATION})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        entry = ledger.enter(
            project,
            by=member,
            at=clock.now(),
            kind=values["kind"],
            holder=values["holder"],
            words=values["words"],
            due_on=values["due_on"],
        )
        messages.info(request, _("%(code)s is in the ledger.") % {"code": entry.code})
        return redirect("register", project.code)
    return render(
        request, "ledger/line_new.html", {"project": project, "form": form}, status=422 if form.errors else 200
    )
