"""One project's ledger: what was said, a hundred lines, their wordings, sheets, answers and measurements."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from bench.book import Book
from yinuo.base import codes
from yinuo.counsel.models import SearchEntry
from yinuo.ledger import access
from yinuo.ledger.models import (
    Criterion,
    Entry,
    EntryKind,
    Measurement,
    Offer,
    Shape,
    Source,
    SourceKind,
    State,
    Statement,
    Step,
    Wording,
)
from yinuo.ledger.published import Agreement, Answer, AnswerKind, Chip, Reply, Sheet, SheetContact, SheetLine
from yinuo.people.models import Contact, Member
from yinuo.projects.models import Project
from yinuo.signing.models import Means

LINES = 100
SOURCES = 10
SHEETS, ON_A_SHEET = 5, 10
ANSWERED = 4  # sheets of the five; of their ten lines six are confirmed, one declined, one asked about, two silent
MEASURED_LINES, CONFIRMED, DECLINED, QUESTIONED = 2, 6, 7, 8
KINDS = (*[EntryKind.EXPECTATION] * 7, *[EntryKind.COMMITMENT] * 2, EntryKind.DUTY)
STEPS = {
    "free": (State.STATED, *[State.CLARIFIED] * 4),
    "offered": (State.STATED, *[State.CLARIFIED] * 3, State.OFFERED),
    "declined": (State.STATED, *[State.CLARIFIED] * 2, State.OFFERED, State.NOT_ACCEPTED),
    "asked": (State.STATED, *[State.CLARIFIED] * 2, State.OFFERED, State.ASKED),
    "agreed": (State.STATED, State.CLARIFIED, State.OFFERED, State.AGREED, State.IN_DELIVERY),
    "measured": (State.STATED, State.OFFERED, State.AGREED, State.IN_DELIVERY, State.MEASURED),
}
MEASURED = "E101"  # the page that is measured: agreed, five steps, one measurement
TOPICS = (
    "排产规则",
    "库存周转",
    "派工单",
    "报表口径",
    "接口联调",
    "培训场次",
    "权限分级",
    "数据清洗",
    "打印模板",
    "审批流程",
)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who takes part; the first of each acts, the first contact is the window person."""

    project: Project
    members: list[Member]
    contacts: list[Contact]


def write(cast: Cast, book: Book, chance: random.Random, *, now: datetime) -> None:
    """Everything of one project. The first fifty lines are on sheets."""
    statements = _statements(cast, book, now)
    entries = _entries(cast, statements, chance, now)
    wordings = _wordings(cast, entries, now)
    for number in range(1, SHEETS + 1):
        on_it = slice((number - 1) * ON_A_SHEET, number * ON_A_SHEET)
        _sheet(cast, number, entries[on_it], wordings[on_it], book, now)
    _steps(cast, entries, book, now)
    for entry, wording in zip(entries, wordings, strict=False):
        text = f"{entry.code}\n{entry.holder.name}\n{entry.need}\n{wording.text}"
        book.findable.append(_findable(cast, entry.code, "entry", entry.words, text, entry.at))


def _findable(cast: Cast, code: str, kind: str, title: str, text: str, at: datetime) -> SearchEntry:
    return SearchEntry(project=cast.project, subject=code, kind=kind, title=title, text=text, at=at)


def _statements(cast: Cast, book: Book, now: datetime) -> list[Statement]:
    """Ten sources of ten sentences, each sentence marked."""
    found = []
    for number in range(1, SOURCES + 1):
        sentences = [f"第 {n} 条：{TOPICS[(number + n) % 10]}要在上线前定下来，由业务部门确认。" for n in range(10)]
        text = "\n".join(sentences)
        source = Source(
            project=cast.project,
            number=number,
            kind=SourceKind.MINUTES,
            title=f"第 {number} 次例会",
            occurred_on=now.date() - timedelta(days=200 - number),
            text=text,
            sha256=codes.digest(text),
            by=cast.members[0],
            at=now,
        )
        source.save(force_insert=True)
        book.findable.append(_findable(cast, f"T{number}", "source", source.title, text, now))
        for sentence in sentences:
            start = text.index(sentence)
            found.append(
                Statement(
                    source=source, start=start, end=start + len(sentence), words=sentence, by=cast.members[0], at=now
                )
            )
    return Statement.objects.bulk_create(found)


def _entries(cast: Cast, statements: list[Statement], chance: random.Random, now: datetime) -> list[Entry]:
    """Seven wishes, two promises and a duty of every ten; due from ninety days ago to ninety days ahead, some open."""
    found = []
    for place, statement in enumerate(statements):
        kind = KINDS[place % 10]
        side: Sequence[Member | Contact] = cast.members if kind == EntryKind.COMMITMENT else cast.contacts
        holder = chance.choice(side).person
        prefix = "E" if kind == EntryKind.EXPECTATION else "C"
        found.append(
            Entry(
                project=cast.project,
                code=f"{prefix}{101 + place}",
                kind=kind,
                holder=holder,
                words=f"{TOPICS[place % 10]}第 {place} 项按{TOPICS[place * 3 % 10]}的要求完成",
                due_on=now.date() + timedelta(days=chance.randint(-90, 90)) if place % 9 else None,
                need="月底结账不再加班" if place % 2 else "",
                importance=place % 5 + 1,
                source_kind=SourceKind.MINUTES,
                statement=statement,
                owner=cast.members[place % len(cast.members)],
                by=cast.members[0],
                at=now - timedelta(days=199),
            )
        )
    return Entry.objects.bulk_create(found)


def _wordings(cast: Cast, entries: list[Entry], now: datetime) -> list[Wording]:
    wordings = Wording.objects.bulk_create(
        Wording(
            entry=entry,
            version=1,
            text=f"{entry.words}，由 {entry.holder.name} 验收，结果以系统记录为准。",
            language="zh-hans",
            due_on=entry.due_on,
            by=cast.members[0],
            at=now - timedelta(days=60),
        )
        for entry in entries
    )
    Criterion.objects.bulk_create(
        Criterion(
            wording=wording,
            shape=Shape.NUMBER,
            metric="日计划命中率",
            unit="%",
            target=Decimal(90),
            minimum=Decimal(80),
            measurer=cast.contacts[0].person,
        )
        for wording in wordings
    )
    return wordings


def _sheet(cast: Cast, number: int, entries: list[Entry], wordings: list[Wording], book: Book, now: datetime) -> None:
    sheet, lines = _offered(cast, number, entries, now)
    Offer.objects.bulk_create(
        Offer(wording=wording, line=line, by=cast.members[0], at=sheet.offered_at)
        for wording, line in zip(wordings, lines, strict=True)
    )
    text = "\n".join((f"S{number}", sheet.ask, *(line.text for line in lines)))
    book.findable.append(_findable(cast, f"S{number}", "sheet", sheet.title, text, sheet.offered_at))
    if number <= ANSWERED:
        _answered(cast, sheet, lines, now)
        for entry in entries[:MEASURED_LINES]:
            _measure(cast, entry, now)


def _offered(cast: Cast, number: int, entries: list[Entry], now: datetime) -> tuple[Sheet, list[SheetLine]]:
    window = cast.contacts[0]
    sheet = Sheet(
        project=cast.project,
        number=number,
        title=f"第 {number} 批约定",
        ask="请逐项答复下列约定。",
        language="zh-hans",
        from_name=cast.members[0].person.name,
        from_firm="Vendor",
        to_firm=window.firm.name,
        project_name=cast.project.name,
        due_on=now.date() + timedelta(days=7),
        offered_at=now - timedelta(days=50 - number),
    )
    lines = [
        SheetLine(
            sheet=sheet,
            number=place,
            kind=entry.kind,
            text=f"{entry.words}，由 {entry.holder.name} 验收，结果以系统记录为准。",
            who=entry.holder.name,
            due_on=entry.due_on,
            measure="日计划命中率",
            target="≥ 90%，不低于 80%",
            measurer=window.person.name,
            wording_version=1,
            thread=codes.token(),
        )
        for place, entry in enumerate(entries, start=1)
    ]
    sheet.canonical_text = access.canonical_text(sheet, lines, [window.person.name])
    sheet.sha256 = codes.digest(sheet.canonical_text)
    sheet.save(force_insert=True)
    SheetContact.objects.create(
        sheet=sheet, person_id=window.person_id, name=window.person.name, called=window.person.called
    )
    return sheet, SheetLine.objects.bulk_create(lines)


def _answered(cast: Cast, sheet: Sheet, lines: list[SheetLine], now: datetime) -> None:
    name, day = cast.contacts[0].person.name, now.date() - timedelta(days=30)
    code = f"K{sheet.pk:07}"
    reply = Reply.objects.create(
        sheet=sheet,
        means=Means.CODE,
        person_id=cast.contacts[0].person_id,
        by_name=name,
        authority=sheet.authority,
        signed_on=day,
        recorded_at=now - timedelta(days=30),
        document_sha256=sheet.sha256,
        answers_sha256=sheet.sha256,
        short_code=code,
    )
    confirmed = lines[:CONFIRMED]
    answers = [Answer(reply=reply, line=line, kind=AnswerKind.CONFIRM) for line in confirmed]
    answers.append(Answer(reply=reply, line=lines[DECLINED - 1], kind=AnswerKind.NOT_ACCEPT, chip=Chip.TIME))
    answers.append(
        Answer(reply=reply, line=lines[QUESTIONED - 1], kind=AnswerKind.ASK, answer_by=now.date() + timedelta(days=3))
    )
    Answer.objects.bulk_create(answers)
    Agreement.objects.bulk_create(
        Agreement(
            line=line, reply=reply, authority=sheet.authority, is_enough=True, by_name=name, signed_on=day,
            short_code=code,
        )
        for line in confirmed
    )  # fmt: skip


def _measure(cast: Cast, entry: Entry, now: datetime) -> None:
    Measurement.objects.create(
        entry=entry,
        criterion=Criterion.objects.get(wording__entry=entry),
        number=Decimal(84),
        measured_on=now.date() - timedelta(days=5),
        by=cast.members[0],
        at=now,
    )


def _path(place: int) -> tuple[State, ...]:
    """The five states of the line at `place`, as its sheet has them."""
    sheet, line = place // ON_A_SHEET + 1, place % ON_A_SHEET + 1
    if sheet > SHEETS:
        return STEPS["free"]
    if sheet > ANSWERED or line > QUESTIONED:
        return STEPS["offered"]
    if line > CONFIRMED:
        return STEPS["declined"] if line == DECLINED else STEPS["asked"]
    return STEPS["agreed"] if line > MEASURED_LINES else STEPS["measured"]


def _steps(cast: Cast, entries: list[Entry], book: Book, now: datetime) -> None:
    by, found = cast.members[0].person.name, []
    for place, entry in enumerate(entries):
        for after, state in enumerate(_path(place)):
            at = now - timedelta(days=90 - after * 10)
            found.append(Step(entry=entry, state=state, by_name=by, why="例会上说定", at=at))
            book.tell(
                f"{cast.project.code}/vendor",
                verb=f"ledger.{state.value}",
                subject=f"{cast.project.code}/{entry.code}",
                by=by,
                at=at,
                state=state.value,
            )
    Step.objects.bulk_create(found)
