"""Rows of the ledger as the interface tells them; `openapi` describes every one of these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from yinuo.ledger.published import Sheet
    from yinuo.ledger.queries import (
        BoardLine,
        BoardSheet,
        EntryPage,
        GapRow,
        ListedLine,
        ListedSheet,
        MeasurementRow,
        OfferRow,
        WordingRow,
    )

    Facts = dict[str, Any]


def day(value: date | None) -> str | None:
    """A day or a moment as ISO 8601; null for none."""
    return value.isoformat() if value else None


def project(row: Sequence[Any]) -> Facts:
    """One project a member may enter."""
    code, name, client, started_on, closed_on, zone = row
    return {
        "code": code,
        "name": name,
        "client": client,
        "started_on": day(started_on),
        "closed_on": day(closed_on),
        "time_zone": zone,
        "href": f"/api/projects/{code}/",
    }


def line(row: ListedLine, gap: GapRow | None) -> Facts:
    """One line of the register."""
    return {
        "code": row.code,
        "kind": row.kind,
        "words": row.words,
        "holder": row.holder,
        "owner": row.owner,
        "due_on": day(row.due_on),
        "state": row.state,
        "since": row.since.isoformat(),
        "gap": _gap(gap) if gap else None,
    }


def _gap(row: GapRow) -> Facts:
    return {
        "words": row.gap,
        "value": row.value,
        "target": row.target,
        "outcome": row.outcome,
        "performance": row.p,
        "measured_on": day(row.measured_on),
    }


def entry(page: EntryPage) -> Facts:
    """One line with everything that happened to it: newest version and measurement first, steps oldest first."""
    row = page.entry
    return {
        "code": row.code,
        "kind": row.kind,
        "words": row.words,
        "need": row.need,
        "class": row.entry_class,
        "importance": row.importance,
        "holder": row.holder.name,
        "towards": row.towards.name if row.towards else None,
        "owner": row.owner.person.name,
        "due_on": day(row.due_on),
        "source": row.source_kind,
        "state": page.state,
        "wordings": [_wording(each) for each in page.wordings],
        "steps": [
            {"state": step.state, "by": step.by_name, "why": step.why, "at": day(step.at)} for step in page.steps
        ],
        "measurements": [_measurement(each) for each in page.measurements],
        "links": [{"code": link.code, "kind": link.kind, "state": link.state} for link in page.links],
    }


def _wording(row: WordingRow) -> Facts:
    criterion = {"shape": row.shape, "metric": row.metric, "target": row.target, "measurer": row.measurer or None}
    return {
        "version": row.version,
        "text": row.text,
        "due_on": day(row.due_on),
        "origin": row.origin,
        "by": row.by,
        "at": day(row.at),
        "is_agreed": row.agreement is not None,
        "criterion": criterion if row.shape else None,
        "offers": [_offer(each) for each in row.offers],
    }


def _offer(row: OfferRow) -> Facts:
    return {
        "sheet": row.sheet_number,
        "line": row.line_number,
        "offered_at": day(row.offered_at),
        "answer": row.answer or None,
        "reason": row.chip or None,
        "words": row.words,
        "by": row.by_name or None,
        "means": row.means or None,
        "signed_on": day(row.signed_on),
        "is_agreed": row.is_agreed,
        "has_authority": row.is_enough,
    }


def _measurement(row: MeasurementRow) -> Facts:
    return {
        "value": row.value,
        "gap": row.gap,
        "outcome": row.outcome,
        "performance": row.p,
        "measured_on": day(row.measured_on),
        "note": row.note,
        "by": row.by,
        "is_told": row.is_told,
    }


def listed_sheet(code: str, row: ListedSheet) -> Facts:
    """One sheet of the list."""
    return {
        "number": row.number,
        "title": row.title,
        "authority": row.authority,
        "due_on": day(row.due_on),
        "offered_at": day(row.offered_at),
        "is_recalled": row.is_recalled,
        "lines": row.lines,
        "href": f"/api/projects/{code}/sheets/{row.number}/",
    }


def sheet(known: Sheet, board: BoardSheet) -> Facts:
    """One sheet with its lines and where the answer to each stands."""
    return {
        "number": known.number,
        "title": known.title,
        "ask": known.ask,
        "language": known.language,
        "authority": known.authority,
        "due_on": day(known.due_on),
        "offered_at": day(known.offered_at),
        "sha256": known.sha256,
        "asked": list(board.contacts),
        "is_recalled": board.is_recalled,
        "lines": [_sheet_line(each) for each in board.lines],
    }


def _sheet_line(row: BoardLine) -> Facts:
    return {
        "number": row.number,
        "kind": row.kind,
        "text": row.text,
        "entry": row.entry_code or None,
        "status": row.status,
        "has_authority": row.is_enough,
        "by": row.by_name or None,
        "means": row.means or None,
        "on": day(row.on),
        "reason": row.chip or None,
        "words": row.words,
        "until": day(row.until),
        "newer": {"sheet": row.newer_sheet, "line": row.newer_line} if row.newer_sheet else None,
    }
