"""What happens to one entry: clearer, worded, measured, concluded, ended, tied to others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yinuo.base import clock, merge
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import access, queries
from yinuo.ledger import actions as ledger
from yinuo.ledger.forms import ClarifyForm, ConcludeForm, EntryLinkForm, MeasureForm, TellForm, WhyForm, WordForm
from yinuo.ledger.models import Criterion, Entry, EntryKind, Measurement, State, Wording
from yinuo.people.access import member_for
from yinuo.projects.access import calendar_of, project_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yinuo.people.models import Member

ENDS = {"refusal": ledger.refuse, "withdrawal": ledger.withdraw, "waiver": ledger.waive}


def _gate(request: HttpRequest, code: str, entry_code: str) -> tuple[Member, Entry]:
    member = member_for(request)
    project = project_for(member, code)
    rows = Entry.objects.of(project).with_state().select_related("project__account__firm", "holder", "towards", "owner")
    return member, get_object_or_404(rows, code=entry_code)


def _home(entry: Entry) -> HttpResponse:
    return redirect("entry" if entry.kind == EntryKind.EXPECTATION else "commitment", entry.project.code, entry.code)


def _page(request: HttpRequest, name: str, entry: Entry, form: Any, **facts: Any) -> HttpResponse:
    known = {"project": entry.project, "entry": entry, "form": form, "tab": "register", **facts}
    return render(request, f"ledger/{name}.html", known, status=merge.status(form))


def _not_now(request: HttpRequest, refused: ledger.WrongState) -> None:
    messages.error(
        request,
        _("This cannot be done while the line is “%(state)s”.") % {"state": State(refused.state).label},
    )


@require_http_methods(["GET", "POST"])
def clarify(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Fill in what is known; an edit that came first is shown, never overwritten."""
    member, entry = _gate(request, code, entry_code)
    is_frozen = ledger.is_agreed(entry)
    initial = ClarifyForm.initial_of(entry)
    form = ClarifyForm(request.POST or None, entry=entry, is_frozen=is_frozen, initial=initial)
    if form.is_valid():
        try:
            ledger.clarify(entry, by=member, at=clock.now(), version=entry.version, **form.cleaned_data)
        except ledger.Edited:
            return clarify(request, code, entry_code)
        except ledger.NotYours:
            form.add_error("holder", _("This person stands on the other side of such a line."))
        except ledger.WrongState as refused:
            _not_now(request, refused)
            return _home(entry)
        else:
            merge.tell(request, form)
            return _home(entry)
    return _page(request, "entry_edit", entry, form, is_frozen=is_frozen)


@require_http_methods(["GET", "POST"])
def word(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Write the next version of the exact wording."""
    member, entry = _gate(request, code, entry_code)
    newest = Wording.objects.filter(entry=entry).order_by("-version").first()
    criterion = Criterion.objects.filter(wording=newest).first() if newest else None
    initial = WordForm.initial_of(entry, newest, criterion)
    form = WordForm(request.POST or None, project=entry.project, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            ledger.word(
                entry,
                by=member,
                at=clock.now(),
                text=form.cleaned_data["text"],
                language=entry.project.language,
                due_on=form.cleaned_data["due_on"],
                criterion=form.criterion(),
                after=newest.version if newest else 0,
            )
        except ledger.Edited:
            return word(request, code, entry_code)
        except ledger.WrongState as refused:
            _not_now(request, refused)
        else:
            merge.tell(request, form)
        return redirect(request.GET.get("next") or "") if _is_local(request) else _home(entry)
    return _page(request, "entry_word", entry, form, newest=newest)


def _is_local(request: HttpRequest) -> bool:
    following = request.GET.get("next", "")
    return following.startswith("/projects/") and "//" not in following


@require_POST
def begin(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Work on it has begun."""
    member, entry = _gate(request, code, entry_code)
    try:
        ledger.begin(entry, by=member, at=clock.now())
    except ledger.WrongState as refused:
        _not_now(request, refused)
    return _home(entry)


@require_http_methods(["GET", "POST"])
def measure(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Keep one measured value, and show it to the client if so chosen."""
    member, entry = _gate(request, code, entry_code)
    try:
        criterion = ledger.agreed_criterion(entry)
    except ledger.WrongState as refused:
        _not_now(request, refused)
        return _home(entry)
    form = MeasureForm(
        request.POST or None,
        request.FILES or None,
        shape=criterion.shape,
        initial={"measured_on": clock.today(entry.project.time_zone)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a refused value leaves no file behind, and spends no key
                _measure(entry, form, by=member)
        except (evidence.TooLarge, evidence.NotAllowed) as refused_file:
            form.add_error("file", str(refused_file))
        except ledger.WrongState as refused:
            _not_now(request, refused)
            return _home(entry)
        else:
            return _home(entry)
    target = access.target_text(criterion, get_language() or "en")
    return _page(request, "entry_measure", entry, form, criterion=criterion, target=target)


def _measure(entry: Entry, form: MeasureForm, *, by: Member) -> None:
    values = form.cleaned_data
    now = clock.now()
    is_told = bool(values["tell"])
    token = ""
    if values["file"]:
        kept = evidence.attach(
            values["file"].read(),
            project_code=entry.project.code,
            side=Side.SHARED if is_told else Side.VENDOR,
            file_name=values["file"].name,
            media_type=values["file"].content_type or "",
            subject=ledger.subject_of(entry),
            by=by.person.name,
            at=now,
        )
        token = kept.token
    is_open = form.wanted == "reached_on" and values.get("reached_on") is None
    row = ledger.measure(
        entry,
        by=by,
        at=now,
        measured_on=values["measured_on"],
        number=values.get("number"),
        reached_on=values.get("reached_on"),
        is_met=False if is_open else values.get("is_met"),
        note=values["note"],
        attachment_token=token,
    )
    if is_told:
        ledger.publish_measurement(row, by=by, at=now)


@require_http_methods(["GET", "POST"])
def tell(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show one measurement to the client, in words the client reads."""
    member = member_for(request)
    project = project_for(member, code)
    rows = Measurement.objects.select_related("entry__project__account__firm", "entry__holder", "criterion__wording")
    row = get_object_or_404(rows, pk=pk, entry__project=project)
    form = TellForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ledger.publish_measurement(row, by=member, at=clock.now(), note=form.cleaned_data["note"])
        messages.info(request, _("The client sees this measurement now."))
        return _home(row.entry)
    seen = access.measured(row, project.language, calendar_of(project))
    return _page(request, "measurement_tell", row.entry, form, measurement=row, seen=seen)


@require_http_methods(["GET", "POST"])
def conclude(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Say how it ended."""
    member, entry = _gate(request, code, entry_code)
    newest = queries.gaps_of(entry.project, [entry.pk], get_language() or "en").get(entry.pk)
    form = ConcludeForm(request.POST or None, kind=entry.kind)
    if request.method == "POST" and form.is_valid():
        try:
            ledger.conclude(entry, by=member, at=clock.now(), **form.cleaned_data)
        except ledger.WrongState as refused:
            _not_now(request, refused)
        return _home(entry)
    return _page(request, "entry_conclude", entry, form, newest=newest)


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, code: str, entry_code: str, act: str) -> HttpResponse:
    """Decline, withdraw or waive a line, with the reason."""
    member, entry = _gate(request, code, entry_code)
    verb = ENDS.get(act)
    if verb is None:
        raise Http404
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(entry, by=member, at=clock.now(), why=form.cleaned_data["why"])
        except ledger.WrongState as refused:
            _not_now(request, refused)
        return _home(entry)
    return _page(request, "entry_end", entry, form, act=act)


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest, code: str, entry_code: str) -> HttpResponse:
    """Tie a promise or a duty to the wish it serves."""
    member, entry = _gate(request, code, entry_code)
    form = EntryLinkForm(request.POST or None, entry=entry)
    if request.method == "POST" and form.is_valid():
        other = get_object_or_404(Entry.objects.of(entry.project), code=form.cleaned_data["other"])
        wish, promise = (entry, other) if entry.is_wish else (other, entry)
        ledger.link(wish, promise, by=member, at=clock.now())
        return _home(entry)
    return _page(request, "entry_link", entry, form)


@require_POST
def unlink(request: HttpRequest, code: str, entry_code: str, other: str) -> HttpResponse:
    """Undo a tie."""
    member, entry = _gate(request, code, entry_code)
    found = get_object_or_404(Entry.objects.of(entry.project), code=other)
    wish, promise = (entry, found) if entry.is_wish else (found, entry)
    ledger.unlink(wish, promise, by=member, at=clock.now())
    return _home(entry)
