"""What came back outside the portal: paper, a message, a spoken word, a changed Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yinuo.base import clock
from yinuo.base.paper import word as docx
from yinuo.evidence import access as documents
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger import actions as ledger
from yinuo.ledger.forms import DocxForm, MeansForm, line_forms
from yinuo.ledger.models import Criterion, Offer
from yinuo.ledger.pages.sheets import gate
from yinuo.ledger.published import AnswerKind, Authority
from yinuo.projects import queries as seats
from yinuo.projects.access import calendar_of, provisional
from yinuo.signing.models import Means, Stamp

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse

    from yinuo.ledger.actions import AnswerGiven
    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

SIGN_WORKDAYS = 5
BINDING_STAMPS = (Stamp.COMPANY, Stamp.CONTRACT)


@require_http_methods(["GET", "POST"])
def record_answers(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Record what was signed on paper, written in a message, or said."""
    member, project, row, seen = gate(request, code, number)
    today = clock.today(project.time_zone)
    open_lines = [line for line in seen.lines if line.status != "confirmed"]
    form = MeansForm(
        request.POST or None,
        request.FILES or None,
        project=project,
        today=today,
        sign_by=calendar_of(project).add_workdays(today, SIGN_WORKDAYS),
        initial={"means": request.GET.get("means", Means.PAPER)},
    )
    lines = line_forms(open_lines, request.POST or None, kind=_before(request))
    if request.method == "POST" and all([form.is_valid(), *(line.is_valid() for line in lines)]):
        answers = [given for line in lines if (given := line.given())]
        if not answers:
            form.add_error(None, _("Choose an answer for at least one line."))
        elif _record(form, row, answers, by=member, project=project):
            return redirect("sheet", project.code, row.number)
    has_errors = bool(form.errors or any(line.errors for line in lines))
    facts = {"project": project, "sheet": row, "seen": seen, "form": form, "lines": lines, "tab": "sheets"}
    facts["provisional"] = provisional(project, calendar_of(project).add_workdays(today, SIGN_WORKDAYS))
    return render(request, "ledger/sheet_answers.html", facts, status=422 if has_errors else 200)


def _before(request: HttpRequest) -> str:
    """What is chosen for every line at first: to confirm, if all of them came back so, else nothing."""
    return AnswerKind.CONFIRM if request.GET.get("all") == AnswerKind.CONFIRM else ""


def _record(form: MeansForm, row: Sheet, answers: Sequence[AnswerGiven], *, by: Member, project: Project) -> bool:
    try:
        with transaction.atomic():  # a refused answer leaves no file behind, and spends no key
            ledger.reply(row, means=_means(form, row, by=by, project=project), answers=answers, at=clock.now())
    except (evidence.TooLarge, evidence.NotAllowed) as refused:
        form.add_error("file", str(refused))
    except ledger.SheetClosed:
        form.add_error(None, _("This sheet was taken back."))
    except ledger.AlreadyAgreed:
        form.add_error(None, _("A line was agreed meanwhile. Load the page again."))
    else:
        return True
    return False


def _means(form: MeansForm, row: Sheet, *, by: Member, project: Project) -> ledger.MeansGiven:
    values = form.cleaned_data
    signer, means = values["signer"], values["means"]
    seat = next((seat for seat in seats.client_seats(project) if seat.person_id == signer.pk), None)
    may_sign = bool(seat and seat.may_sign) or values["stamp"] in BINDING_STAMPS
    return ledger.MeansGiven(
        means=means,
        by_name=signer.name,
        by_title=signer.contact.title,
        person_id=signer.pk,
        signed_on=values["signed_on"],
        authority=Authority.SIGNATORY if may_sign else Authority.WINDOW,
        recorded_by=by.person.name,
        stamp=values["stamp"] if means == Means.PAPER else "",
        sign_by=values["sign_by"] if means == Means.ORAL else None,
        attachment_token=_proof(values["file"], row, by=by, project=project) if values["file"] else "",
        message_text=values["message_text"] if means == Means.MESSAGE else "",
    )


def _proof(upload: UploadedFile[bytes], row: Sheet, *, by: Member, project: Project) -> str:
    """Keep the photo or message; both sides may look at it."""
    return evidence.attach(
        upload.read(),
        project_code=project.code,
        side=Side.SHARED,
        file_name=upload.name or "",
        media_type=upload.content_type or "",
        subject=ledger.sheet_subject(row),
        by=by.person.name,
        at=clock.now(),
    ).token


@require_http_methods(["GET", "POST"])
def returned(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A sheet edited in Word: see what the client changed, take it as the next wording."""
    member, project, row, seen = gate(request, code, number)
    token = request.POST.get("token", "")
    form = DocxForm(request.POST or None, request.FILES or None, is_kept=bool(token))
    changes: list[tuple[str, int, str, str]] = []
    if request.method == "POST" and form.is_valid():
        data = _kept(form, token, project) if token else form.cleaned_data["file"].read()
        changes = _changes(form, row, data)
        if not token and not form.errors:
            token = _keep(form, row, data, by=member, project=project)
        chosen = request.POST.getlist("take")
        if chosen:
            _take(row, [change for change in changes if str(change[1]) in chosen], by=member)
            messages.info(request, _("The client's words are the newest version now. Offer them when they fit."))
            return redirect("sheet", project.code, row.number)
    facts = {
        "project": project,
        "sheet": row,
        "seen": seen,
        "form": form,
        "token": token,
        "changes": changes,
        "tab": "sheets",
    }
    return render(request, "ledger/sheet_returned.html", facts, status=422 if form.errors else 200)


def _keep(form: DocxForm, row: Sheet, data: bytes, *, by: Member, project: Project) -> str:
    upload = form.cleaned_data["file"]
    try:
        return evidence.attach(
            data,
            project_code=project.code,
            side=Side.VENDOR,
            file_name=upload.name,
            media_type=upload.content_type or "",
            subject=ledger.sheet_subject(row),
            by=by.person.name,
            at=clock.now(),
        ).token
    except (evidence.TooLarge, evidence.NotAllowed) as refused:
        form.add_error("file", str(refused))
        return ""


def _kept(form: DocxForm, token: str, project: Project) -> bytes:
    """The file as it came at the step before."""
    kept = documents.attachment(token, project_code=project.code)
    if kept is None:
        form.add_error("file", _("The file is not there. Choose it again."))
    return documents.document_bytes(kept.sha256) if kept else b""


def _changes(form: DocxForm, row: Sheet, data: bytes) -> list[tuple[str, int, str, str]]:
    """(entry code, line number, our words, their words) of every line that came back changed."""
    if form.errors:
        return []
    try:
        back = docx.read_sheet_docx(data)
    except docx.NotOurSheet:
        form.add_error("file", _("This is not one of our sheets, or its marks were lost. Word the lines by hand."))
        return []
    except docx.DamagedFile:
        form.add_error("file", _("The file is damaged. Open and save it anew."))
        return []
    if back.sha256 != row.sha256:
        form.add_error("file", _("This file belongs to another sheet. Open that sheet and bring it there."))
        return []
    theirs = {line.number: line.text for line in back.lines}
    codes = {
        offer.line.number: offer.wording.entry.code
        for offer in Offer.objects.filter(line__sheet=row).select_related("line", "wording__entry")
    }
    return [
        (codes[line.number], line.number, line.text, theirs[line.number])
        for line in row.lines.order_by("number")
        if line.number in theirs and "".join(theirs[line.number].split()) != "".join(line.text.split())
    ]


def _take(row: Sheet, changes: Sequence[tuple[str, int, str, str]], *, by: Member) -> None:
    words = {number: text for _code, number, _ours, text in changes}
    offers = Offer.objects.filter(line__sheet=row, line__number__in=words).select_related(
        "line", "wording__entry__project"
    )
    for offer in offers:
        kept = Criterion.objects.filter(wording=offer.wording).first()
        ledger.word(
            offer.wording.entry,
            by=by,
            at=clock.now(),
            text=words[offer.line.number],
            language=offer.wording.language,
            due_on=offer.wording.due_on,
            criterion=ledger.criterion_of(kept) if kept else None,
            origin="client",
        )
