"""What the dossiers of the desk are made of: of a sheet, of one line, of everything about a word."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation

from yinuo.base import chips
from yinuo.base.paper.about import Knot
from yinuo.base.paper.story import StoryPaper, story_pdf
from yinuo.desk.queries import about, thread
from yinuo.evidence import access as evidence
from yinuo.evidence.access import Edition, Wanted
from yinuo.ledger import queries as ledger
from yinuo.ledger.actions import line_subject, sheet_subject, subject_of
from yinuo.ledger.for_client import dossiers
from yinuo.ledger.for_client.stories import LANGUAGES
from yinuo.ledger.models import Entry, Offer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from yinuo.base import marks
    from yinuo.ledger.models import Statement
    from yinuo.ledger.published import Sheet
    from yinuo.projects.models import Project


def of_sheet(row: Sheet, edition: Edition) -> Wanted:
    """A sheet; our edition adds our own events on its lines."""
    shared = dossiers.of_sheet(row)
    if edition is Edition.CLIENT:
        return shared
    offers = Offer.objects.filter(line__sheet=row).select_related("wording__entry__project", "line__sheet")
    return replace(shared, edition=edition, subjects=_with(shared.subjects, offers))


def of_entry(project: Project, code: str, edition: Edition, *, from_firm: str) -> Wanted | None:
    """One line; None for the client's edition of a line that was never put to the client. 404 where there is none."""
    offers = list(
        Offer.objects.filter(wording__entry__project=project, wording__entry__code=code)
        .select_related("wording__entry__project", "wording__entry__statement__source", "line__sheet__project")
        .order_by("id")
    )
    if edition is Edition.CLIENT:
        return dossiers.of_thread([offer.line for offer in offers]) if offers else None
    page = ledger.entry_page(project, code, "en")
    tokens = [answer.attachment_token for answer in page.answers]
    tokens += [row.attachment_token for row in page.measurements]
    tokens += [statement.source.original_token] if (statement := page.entry.statement) else []
    return Wanted(
        project_code=project.code,
        made_for=subject_of(page.entry),
        edition=edition,
        subjects=_with((subject_of(page.entry), *_heard(project, statement)), offers),
        documents={offer.line.sheet.sha256: "txt" for offer in offers},
        tokens=tuple(tokens),
        readings={
            **_stories(project, page.entry.words, from_firm, lambda language: _told(project, code, language)),
            **dossiers.papers(list({offer.line.sheet_id: offer.line.sheet for offer in offers}.values())),
        },
    )


def of_about(project: Project, query: str, *, from_firm: str) -> Wanted | None:
    """Everything the page "what was agreed about …" rests on; None if there is nothing."""
    found = about.about(project, query, "en")
    if not found.rows:
        return None
    return Wanted(
        project_code=project.code,
        made_for=f"{project.code}: {query}",
        edition=Edition.VENDOR,
        subjects=found.subjects,
        documents=dict.fromkeys(filter(None, (row.knot.sha256 for row in found.rows)), "txt"),
        tokens=tuple(file.token for file in found.files),
        readings=_stories(
            project,
            query,
            from_firm,
            lambda language: [row.knot for row in about.about(project, query, language).rows],
        ),
    )


def _with(subjects: Sequence[str], offers: Iterable[Offer]) -> tuple[str, ...]:
    more = {subject_of(offer.wording.entry) for offer in offers}
    more |= {sheet_subject(offer.line.sheet) for offer in offers}
    more |= {line_subject(offer.line.sheet, offer.line) for offer in offers}
    return tuple(sorted({*subjects, *more}))


def _heard(project: Project, statement: Statement | None) -> tuple[str, ...]:
    return (f"{project.code}/T{statement.source.number}",) if statement else ()


def _stories(project: Project, title: str, from_firm: str, tell: Callable[[str], Sequence[Knot]]) -> dict[str, bytes]:
    _name, _seq, head = evidence.head(project.code)
    found = {}
    for tongue, language in LANGUAGES.items():
        with translation.override(language):
            story = StoryPaper(
                language=language,
                title=title,
                project_name=f"{project.code} {project.name}",
                from_firm=from_firm,
                to_firm=project.account.firm.name,
                knots=tuple(tell(language)),
                head=head,
            )
            found[f"story-{tongue}.pdf"] = story_pdf(story)
    return found


def _told(project: Project, code: str, language: str) -> list[Knot]:
    """The evidence thread as paper shows it."""
    zone = ZoneInfo(project.time_zone)
    return [_knot(knot, zone) for knot in thread.knots(ledger.entry_page(project, code, language), project)]


def _knot(knot: marks.Knot, zone: ZoneInfo) -> Knot:
    return Knot(
        day=knot.at.astimezone(zone).date() if isinstance(knot.at, datetime) else knot.at,
        code="",
        state=str(chips.chip_of(knot.state).word) if knot.state else "",
        person=knot.title,
        words=knot.words,
        is_sealed=knot.sealed,
    )


def is_offered(entry: Entry) -> bool:
    """Whether the client was ever shown the line: else there is no dossier for the client."""
    return Offer.objects.filter(wording__entry=entry).exists()
