"""Take the rows of a spreadsheet in, all in one act (decision 23: it is silent)."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import Max

from yinuo.base import once
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.ledger.actions.entries import LETTER, NotYours, personal, subject_of
from yinuo.ledger.actions.sources import hear
from yinuo.ledger.models import (
    Entry,
    EntryKind,
    Import,
    ImportDraft,
    ImportRow,
    SourceKind,
    Statement,
    Step,
)
from yinuo.projects.models import Project

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from yinuo.capture.tables import Table
    from yinuo.ledger.models import Source
    from yinuo.people.models import Member, Person

BATCH = 500
LONGEST_WHY = 500


class DraftGone(Exception):
    """The draft was taken in or dropped meanwhile."""


class NothingToTake(ValueError):
    """No row of the file is good."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """One good row. `code` is empty for the next free one; `why` says where it came from; `steps` where it stands."""

    number: int
    kind: str
    holder: Person
    words: str
    due_on: date | None
    towards: Person | None
    owner: Member | None
    code: str
    need: str
    entry_class: str
    importance: int | None
    source_kind: str
    states: tuple[str, ...]
    raised_on: date | None
    why: str


@transaction.atomic
def begin_import(
    project: Project, *, by: Member, at: datetime, file_name: str, data: bytes, table: Table
) -> ImportDraft:
    """Keep a file and what was read of it while `by` looks at it. Nothing of the ledger changes: no event."""
    Project.objects.select_for_update().get(pk=project.pk)
    taken = Import.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    once.spend()
    drafted = ImportDraft.objects.filter(project=project).aggregate(last=Max("number"))["last"] or 0
    return ImportDraft.objects.create(
        project=project,
        number=max(taken, drafted) + 1,
        member=by,
        file_name=file_name,
        original=data,
        table=asdict(table),
        at=at,
    )


@transaction.atomic
def settle(draft: ImportDraft, *, table: Table | None = None, **given: Mapping[str, object]) -> None:
    """Keep the maker's choices: `columns`, or `settled` for names, states and cells. No event, as `begin_import`."""
    if unknown := given.keys() - {"columns", "settled"}:
        raise TypeError(unknown)
    if table is not None:
        draft.table = asdict(table)
    for name, value in given.items():
        setattr(draft, name, value)
    once.spend()
    draft.save(update_fields=["table", *given])


@transaction.atomic
def drop_draft(draft: ImportDraft) -> None:
    """Forget a draft and its file. No event: it never was in the ledger."""
    once.spend()
    draft.delete()


def drop_old_drafts(before: datetime) -> int:
    """Forget drafts begun before a moment; how many."""
    gone, _of_tables = ImportDraft.objects.filter(at__lt=before).delete()
    return gone


@transaction.atomic
def take_in(
    draft: ImportDraft, *, by: Member, at: datetime, lines: Sequence[NewLine], left_out: Mapping[int, str]
) -> Import:
    """Enter `lines` as one import, and keep of every other row why it was left out.

    Nobody is written to; every clock starts at `at`, and only the event of a line tells the earlier day on which it
    was raised (decision 12). A state that rests on an agreement cannot be given: the file proves none. All or nothing.

    Raises:
        DraftGone: somebody took it in a moment ago.
        NothingToTake: `lines` is empty.
        NotYours: a line is held by the wrong side.
        TooLarge, NotAllowed: the file cannot be kept.

    """
    project = Project.objects.select_for_update().get(pk=draft.project_id)
    if not ImportDraft.objects.filter(pk=draft.pk).exists():
        raise DraftGone
    if not lines:
        raise NothingToTake
    _check_sides(lines)
    text, spans = _rendered(draft)
    source = _kept(draft, project, text=text, by=by, at=at)
    entries = _entries(project, lines, _statements(source, lines, spans, by=by, at=at), by=by, at=at)
    taken_in = _import(project, draft, source, by=by, at=at)
    rows = _rows(taken_in, draft, {line.number: entry for line, entry in zip(lines, entries, strict=True)}, left_out)
    _record_lines(project, lines, entries, rows, by=by, at=at)
    _record_import(taken_in, draft, len(lines), len(left_out), at=at)
    draft.delete()
    return taken_in


def _import(project: Project, draft: ImportDraft, source: Source, *, by: Member, at: datetime) -> Import:
    return Import.objects.create(
        project=project,
        number=draft.number,
        source=source,
        file_name=draft.file_name,
        sheet=draft.table["sheet"][:60],
        header=draft.table["header"],
        columns=draft.columns,
        by=by,
        at=at,
    )


def _record_import(taken_in: Import, draft: ImportDraft, lines: int, left_out: int, *, at: datetime) -> None:
    evidence.record(
        verb="ledger.import",
        subject=f"{taken_in.project.code}/IM{taken_in.number}",
        by=taken_in.by.person.name,
        project=taken_in.project.code,
        happened_at=at,
        facts={
            "file": draft.file_name,
            "sha256": hashlib.sha256(bytes(draft.original)).hexdigest(),
            "lines": lines,
            "left_out": left_out,
        },
        rows=[taken_in],
    )


def _check_sides(lines: Sequence[NewLine]) -> None:
    ours = {line.holder.pk: hasattr(line.holder, "member") for line in {one.holder.pk: one for one in lines}.values()}
    if any(ours[line.holder.pk] != (line.kind == EntryKind.COMMITMENT) for line in lines):
        raise NotYours


def _rendered(draft: ImportDraft) -> tuple[str, dict[int, tuple[int, int]]]:
    """The sheet as text, a row a line with its number in front, and where the words of each row stand in it."""
    words_at = next((int(at) for at, target in draft.columns.get("targets", {}).items() if target == "words"), -1)
    lines = ["\t".join(["", *map(_flat, draft.table["header"])])]
    spans: dict[int, tuple[int, int]] = {}
    offset = len(lines[0]) + 1
    for row in draft.table["rows"]:
        cells = [str(row["number"]), *map(_flat, row["cells"])]
        if 0 <= words_at < len(row["cells"]) and cells[words_at + 1]:
            start = offset + sum(len(cell) + 1 for cell in cells[: words_at + 1])
            spans[row["number"]] = (start, start + len(cells[words_at + 1]))
        lines.append("\t".join(cells))
        offset += len(lines[-1]) + 1
    return "\n".join(lines), spans


def _flat(cell: str) -> str:
    return " ".join(cell.split())


def _kept(draft: ImportDraft, project: Project, *, text: str, by: Member, at: datetime) -> Source:
    kept = evidence.attach(
        bytes(draft.original),
        project_code=project.code,
        side=Side.VENDOR,
        file_name=draft.file_name,
        media_type="",
        subject=f"{project.code}/IM{draft.number}",
        by=by.person.name,
        at=at,
    )
    sheet = draft.table["sheet"]
    title = f"{draft.file_name} · {sheet}" if sheet else draft.file_name
    return hear(
        project,
        by=by,
        at=at,
        kind=SourceKind.TABLE,
        title=title[:160],
        occurred_on=at.astimezone(ZoneInfo(project.time_zone)).date(),
        text=text,
        original_token=kept.token,
    )


def _statements(
    source: Source, lines: Sequence[NewLine], spans: Mapping[int, tuple[int, int]], *, by: Member, at: datetime
) -> dict[int, Statement]:
    """The words of each row as the file has them; none where they were only typed in while looking."""
    made = {
        line.number: Statement(
            source=source,
            start=spans[line.number][0],
            end=spans[line.number][1],
            words=source.text[slice(*spans[line.number])],
            speaker=line.holder.name,
            by=by,
            at=at,
        )
        for line in lines
        if line.number in spans
    }
    Statement.objects.bulk_create(made.values(), batch_size=BATCH)
    return made


def _entries(
    project: Project, lines: Sequence[NewLine], said: Mapping[int, Statement], *, by: Member, at: datetime
) -> list[Entry]:
    codes = _codes(project, lines)
    return Entry.objects.bulk_create(
        [
            Entry(
                project=project,
                code=code,
                kind=line.kind,
                holder=line.holder,
                towards=line.towards,
                words=line.words,
                due_on=line.due_on,
                need=line.need,
                entry_class=line.entry_class,
                importance=line.importance,
                source_kind=line.source_kind,
                statement=said.get(line.number),
                owner=line.owner or by,
                by=by,
                at=at,
            )
            for line, code in zip(lines, codes, strict=True)
        ],
        batch_size=BATCH,
    )


def _codes(project: Project, lines: Sequence[NewLine]) -> list[str]:
    """The code of the file where it is free, else the next one of its letter; one query."""
    taken = set(Entry.objects.filter(project=project).values_list("code", flat=True))
    wanted = [line.code if line.code and line.code not in taken else "" for line in lines]
    taken |= set(wanted)
    last = {
        letter: max((int(code[1:]) for code in taken if code[:1] == letter and code[1:].isdecimal()), default=100)
        for letter in set(LETTER.values())
    }
    codes = []
    for line, code in zip(lines, wanted, strict=True):
        if not code:
            letter = LETTER[EntryKind(line.kind)]
            last[letter] += 1
            code = f"{letter}{last[letter]}"  # noqa: PLW2901  # the free one in its place
        codes.append(code)
    return codes


def _rows(
    taken_in: Import, draft: ImportDraft, entries: Mapping[int, Entry], left_out: Mapping[int, str]
) -> dict[int, ImportRow]:
    rows = {
        row["number"]: ImportRow(
            taken_in=taken_in,
            number=row["number"],
            cells=row["cells"],
            entry=entries.get(row["number"]),
            why=left_out.get(row["number"], "")[:LONGEST_WHY],
        )
        for row in draft.table["rows"]
    }
    ImportRow.objects.bulk_create(rows.values(), batch_size=BATCH)
    return rows


def _record_lines(
    project: Project,
    lines: Sequence[NewLine],
    entries: Sequence[Entry],
    rows: Mapping[int, ImportRow],
    *,
    by: Member,
    at: datetime,
) -> None:
    """An event a line, and the steps that rest on it."""
    for entry in entries:
        entry.project = project
    told = [
        evidence.Act(
            "ledger.enter",
            subject_of(entry),
            {
                "kind": line.kind,
                "holder": personal(line.holder),
                "words": line.words,
                "due_on": line.due_on,
                "row": line.number,
            },
            [rows[line.number], *([entry.statement] if entry.statement else [])],
            _moment(line.raised_on, project, at),
        )
        for line, entry in zip(lines, entries, strict=True)
    ]
    events = evidence.record_all(told, by=by.person.name, project=project.code)
    Step.objects.bulk_create(
        [
            Step(entry=entry, state=state, by_name=by.person.name, why=line.why, at=at, event_id=event.pk)
            for line, entry, event in zip(lines, entries, events, strict=True)
            for state in line.states
        ],
        batch_size=BATCH,
    )


def _moment(day: date | None, project: Project, at: datetime) -> datetime:
    """Noon of the day on which a line was raised, where the project is; never after `at`."""
    return min(at, datetime.combine(day, time(12), ZoneInfo(project.time_zone))) if day else at
