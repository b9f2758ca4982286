"""What was agreed about X: who, when, exact words, where they were said, what was delivered since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.base import chips, files
from yinuo.base.paper.about import AboutPaper, Knot
from yinuo.counsel import queries as counsel
from yinuo.desk.queries.said import Said, said
from yinuo.evidence.models import Attachment, Stream
from yinuo.ledger import access
from yinuo.ledger.models import Entry, EntryKind, Measurement, Offer
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.ledger.published import Agreement
    from yinuo.projects.models import Project

MOST = 200


@dataclass(frozen=True, slots=True)
class File:
    """A kept file an agreement or a measurement rests on."""

    token: str
    name: str
    sha256: str
    is_picture: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the knot as paper shows it, and where its parts can be opened."""

    knot: Knot
    href: str
    state: str
    said: Said | None
    source_href: str
    files: tuple[File, ...]
    sheet: int
    is_enough: bool
    short_code: str


@dataclass(frozen=True, slots=True)
class About:
    """Everything found about `query`, in order of date; `subjects` are those whose events prove it."""

    query: str
    rows: tuple[Row, ...]
    subjects: tuple[str, ...]
    heads: tuple[tuple[str, int, str], ...]

    @property
    def files(self) -> tuple[File, ...]:
        return tuple({file.token: file for row in self.rows for file in row.files}.values())


def about(project: Project, query: str, language: str) -> About:
    """What the ledger of `project` holds about `query`, in a fixed number of queries; nothing for an empty one."""
    heads = Stream.objects.filter(name__startswith=f"{project.code}/").order_by("name")
    found = About(query, (), (), tuple(heads.values_list("name", "seq", "link")))
    if not query.strip():
        return found
    codes = [hit.subject for hit in counsel.search([project], query, MOST) if hit.kind == "entry"]
    entries = list(
        Entry.objects.of(project)
        .with_state()
        .filter(code__in=codes)
        .select_related("holder", "statement__source", "project")
    )
    offers = list(
        Offer.objects.filter(wording__entry__in=entries)
        .select_related("wording", "line__sheet", "line__agreement__reply")
        .order_by("id")
    )
    delivered = _delivered(project, entries, language)
    kept = _files(project, offers, delivered)
    rows = [row for entry in entries for row in _rows(entry, offers, delivered.get(entry.pk, []), kept)]
    return About(
        query,
        tuple(sorted(rows, key=lambda row: (row.knot.day, row.knot.code))),
        tuple(_subjects(project, entries, offers)),
        found.heads,
    )


def paper(found: About, project: Project, *, from_firm: str, language: str, today: date) -> AboutPaper:
    """The same as paper sees it."""
    return AboutPaper(
        language=language,
        query=found.query,
        project_name=f"{project.code} {project.name}",
        from_firm=from_firm,
        to_firm=project.account.firm.name,
        printed_on=today,
        knots=tuple(row.knot for row in found.rows),
        head=next((link for name, _seq, link in found.heads if name.endswith("/shared")), ""),
    )


def _subjects(project: Project, entries: Sequence[Entry], offers: Sequence[Offer]) -> list[str]:
    sources = {entry.statement.source.number for entry in entries if entry.statement}
    names = [f"T{number}" for number in sorted(sources)]
    names += sorted(entry.code for entry in entries)
    for offer in offers:
        names += [f"S{offer.line.sheet.number}", f"S{offer.line.sheet.number}.{offer.line.number}"]
    return [f"{project.code}/{name}" for name in dict.fromkeys(names)]


def _delivered(project: Project, entries: Sequence[Entry], language: str) -> dict[int, list[tuple[date, str, str]]]:
    """Day, words and file of every measurement, by entry."""
    found: dict[int, list[tuple[date, str, str]]] = {}
    rows = Measurement.objects.filter(entry__in=entries).select_related("criterion").order_by("measured_on", "id")
    days = calendar_of(project)
    for row in rows:
        seen = access.measured(row, language, days)
        words = " · ".join(part for part in (seen.value, seen.gap if seen.gap != seen.value else "", row.note) if part)
        found.setdefault(row.entry_id, []).append((row.measured_on, words, row.attachment_token))
    return found


def _files(
    project: Project, offers: Sequence[Offer], delivered: dict[int, list[tuple[date, str, str]]]
) -> dict[str, File]:
    tokens = {token for rows in delivered.values() for _day, _words, token in rows}
    tokens |= {seal.reply.attachment_token for offer in offers if (seal := _seal(offer))}
    found = Attachment.objects.filter(project_code=project.code, token__in=tokens - {""})
    return {
        row.token: File(
            row.token,
            row.file_name,
            row.document_id,
            files.kind_by_name(row.file_name) in files.INLINE - {"application/pdf"},
        )
        for row in found
    }


def _seal(offer: Offer) -> Agreement | None:
    seal: Agreement | None = getattr(offer.line, "agreement", None)
    return seal


def _rows(
    entry: Entry, offers: Sequence[Offer], delivered: Sequence[tuple[date, str, str]], kept: dict[str, File]
) -> list[Row]:
    sealed = [(offer, seal) for offer in offers if offer.wording.entry_id == entry.pk and (seal := _seal(offer))]
    if not sealed:
        return [_unsealed(entry)]
    found = []
    for place, (offer, seal) in enumerate(sealed):
        until = sealed[place + 1][1].signed_on if place + 1 < len(sealed) else None
        since = [row for row in delivered if until is None or row[0] < until]
        found.append(_sealed(entry, offer, seal, since, kept))
        delivered = [row for row in delivered if row not in since]
    return found


def _sealed(
    entry: Entry, offer: Offer, seal: Agreement, delivered: Sequence[tuple[date, str, str]], kept: dict[str, File]
) -> Row:
    line = offer.line
    tokens = [seal.reply.attachment_token, *(token for _day, _words, token in delivered)]
    version = _("version %(version)s") % {"version": line.wording_version}
    knot = Knot(
        day=seal.signed_on,
        code=f"{entry.code} · {version} · S{line.sheet.number}.{line.number}",
        state=str(chips.chip_of("agreed").word) if seal.is_enough else _("agreed by the window person only"),
        person=f"{seal.by_name} · {chips.chip_of(seal.reply.means).word}",
        words=line.text,
        source=_source(entry),
        delivered=tuple(f"{access.day_text(day)} · {words}" for day, words, _token in delivered),
        sha256=line.sheet.sha256,
        is_sealed=True,
    )
    return _row(
        entry,
        knot,
        files=tuple(kept[token] for token in tokens if token in kept),
        sheet=line.sheet.number,
        is_enough=seal.is_enough,
        short_code=seal.short_code,
        state="agreed",
    )


def _unsealed(entry: Entry) -> Row:
    """Words nobody has signed: they stand here too, so that nobody takes them for agreed."""
    state = vars(entry)["state"]  # annotated by `with_state`
    day = entry.statement.source.occurred_on if entry.statement else entry.at.date()
    knot = Knot(
        day=day,
        code=entry.code,
        state=str(chips.chip_of(state).word),
        person=entry.holder.name,
        words=entry.words,
        source=_source(entry),
    )
    return _row(entry, knot, state=state)


def _row(
    entry: Entry,
    knot: Knot,
    *,
    state: str,
    files: tuple[File, ...] = (),
    sheet: int = 0,
    is_enough: bool = False,
    short_code: str = "",
) -> Row:
    statement = entry.statement
    code = entry.project.code
    name = "entry" if entry.kind == EntryKind.EXPECTATION else "commitment"
    return Row(
        knot=knot,
        href=reverse(name, args=[code, entry.code]),
        state=state,
        said=said(statement),
        source_href=f"{reverse('source', args=[code, statement.source.number])}#s{statement.start}"
        if statement
        else "",
        files=files,
        sheet=sheet,
        is_enough=is_enough,
        short_code=short_code,
    )


def _source(entry: Entry) -> str:
    if entry.statement is None:
        return ""
    source = entry.statement.source
    facts = {"title": source.title, "day": access.day_text(source.occurred_on), "words": entry.statement.words}
    return _("%(title)s, %(day)s: “%(words)s”") % facts
