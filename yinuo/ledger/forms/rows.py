"""Rows of a spreadsheet judged one by one: what each would become in the ledger, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from yinuo.capture import columns, kinds
from yinuo.capture.columns import Target
from yinuo.ledger.actions import NewLine
from yinuo.ledger.models import Entry, EntryClass, EntryKind, SourceKind, State
from yinuo.projects import queries as projects
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from yinuo.ledger.models import ImportDraft
    from yinuo.people.models import Member, Person
    from yinuo.projects.models import Project

GOOD, BAD, DOUBLE, LEFT_OUT = "good", "bad", "double", "left_out"
LEAVE = "leave"
STATES = {
    "stated": (State.STATED,),
    "clarified": (State.STATED, State.CLARIFIED),
    "withdrawn": (State.STATED, State.WITHDRAWN),
}
LONGEST = 500
LONGEST_CODE = 7
LETTERS = {EntryKind.EXPECTATION: "E", EntryKind.COMMITMENT: "C", EntryKind.DUTY: "C"}


@dataclass(frozen=True, slots=True)
class Flaw:
    """What is wrong with one cell: which, its text, and a sentence that says what to do."""

    target: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One row as understood. `line` stands for good rows only; `why` says in one text why a row stays out."""

    number: int
    status: str
    kind: str
    code: str
    words: str
    holder: str
    due_on: date | None
    due_text: str
    state: str
    line: NewLine | None
    flaws: tuple[Flaw, ...] = ()
    remarks: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """All rows of a draft, and what its maker is asked to settle: names and states with how often they occur."""

    rows: tuple[Judged, ...]
    names: Mapping[str, int]
    states: Mapping[str, int]

    def of(self, status: str) -> list[Judged]:
        return [row for row in self.rows if row.status == status]

    @property
    def lines(self) -> list[NewLine]:
        return [row.line for row in self.rows if row.line]

    @property
    def left_out(self) -> dict[int, str]:
        return {row.number: row.why for row in self.rows if row.line is None}


@dataclass(slots=True)
class _Row:
    """What is gathered while one row is judged."""

    number: int
    texts: dict[str, str]
    flaws: list[Flaw] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)

    def wrong(self, target: str, why: str) -> None:
        self.flaws.append(Flaw(target, self.texts.get(target, ""), why))


def default_state(text: str) -> str:
    """What a state word of a file becomes unless somebody says otherwise. Never agreed: a file proves none."""
    said = columns.state(text)
    return {"ended": LEAVE, "": "stated"}.get(said, said)


class Judge:
    """Knows the project: who sits there, which lines there are. Three queries, however many rows are judged."""

    def __init__(self, project: Project, draft: ImportDraft, today: date) -> None:
        self.project, self.draft, self.today = project, draft, today
        self.workdays = calendar_of(project)
        self.targets = {target: int(at) for at, target in draft.columns.get("targets", {}).items()}
        self.order = draft.columns.get("order", columns.DayOrder.DAY_FIRST)
        self.settled: dict[str, Any] = draft.settled
        self.theirs = [seat.person for seat in projects.client_seats(project)]
        vendor = projects.vendor_seats(project)
        self.ours = [seat.person for seat in vendor]
        self.members: dict[int, Member] = {seat.person_id: seat.person.member for seat in vendor}
        self.people = _by_name([*self.theirs, *self.ours])
        self.sources = _sources()
        known = list(Entry.objects.of(project).values_list("code", "words", "is_undone"))
        self.codes = {code: is_undone for code, _words, is_undone in known}
        self.words = {columns.same_words(words): code for code, words, is_undone in known if not is_undone}
        self.names: dict[str, int] = {}
        self.states: dict[str, int] = {}
        self.seen_words: dict[str, int] = {}
        self.seen_codes: dict[str, int] = {}

    def judge(self) -> Judgement:
        """Every row of the draft, in the order of the file."""
        rows = tuple(self._row(row) for row in self.draft.table["rows"])
        return Judgement(rows, self.names, self.states)

    def _row(self, raw: Mapping[str, Any]) -> Judged:
        cells, number = raw["cells"], raw["number"]
        texts = {target: cells[at] for target, at in self.targets.items() if at < len(cells)}
        texts |= self.settled.get("cells", {}).get(str(number), {})
        row = _Row(number, texts)
        words = self._words(row)
        holder = self._holder(row)
        kind = self._kind(row, holder, words)
        raised_on = self._day(row, Target.RAISED_ON, self.today)
        if raised_on and raised_on > self.today:
            row.wrong(Target.RAISED_ON, _("This day lies in the future. Nothing can have been raised on it yet."))
        due_on = self._day(row, Target.DUE_ON, raised_on or self.today)
        state = self._state(row)
        code = self._code(row, kind)
        line = NewLine(
            number=number,
            kind=kind,
            holder=holder,  # type: ignore[arg-type]  # without one the row has a flaw, and its line is not used
            words=words,
            due_on=due_on,
            towards=self._towards(row),
            owner=self._owner(row),
            code=code,
            need=self._need(row),
            entry_class=self._class(row),
            importance=self._importance(row),
            source_kind=self._source(row),
            states=STATES.get(state, ()),
            raised_on=raised_on,
            why=self._why(row),
        )
        return self._judged(row, line, state)

    def _judged(self, row: _Row, line: NewLine, state: str) -> Judged:
        double = "" if row.number in self.settled.get("anyway", []) else self._double(row, line)
        if state == LEAVE:
            status = LEFT_OUT
            why = _("Left out because of its state “%(state)s”.") % {"state": row.texts.get(Target.STATE, "")}
        elif row.flaws:
            status, why = BAD, " ".join(flaw.why for flaw in row.flaws)
        elif double:
            status, why = DOUBLE, double
        else:
            status, why = GOOD, ""
            self.seen_words.setdefault(columns.same_words(line.words), row.number)
        return Judged(
            number=row.number,
            status=status,
            kind=line.kind,
            code=line.code or row.texts.get(Target.CODE, "")[:20],
            words=line.words,
            holder=line.holder.name if line.holder else row.texts.get(Target.HOLDER, ""),
            due_on=line.due_on,
            due_text=row.texts.get(Target.DUE_ON, ""),
            state=line.states[-1] if line.states else "",
            line=line if status == GOOD else None,
            flaws=tuple(row.flaws),
            remarks=tuple(row.remarks),
            why=why,
        )

    def _double(self, row: _Row, line: NewLine) -> str:
        code, said = row.texts.get(Target.CODE, ""), columns.same_words(line.words)
        if code and self.codes.get(code) is False:
            return _("%(code)s is in the ledger already.") % {"code": code}
        if said and said in self.words:
            return _("%(code)s in the ledger says the same.") % {"code": self.words[said]}
        if said and said in self.seen_words:
            return _("Row %(row)s says the same.") % {"row": self.seen_words[said]}
        return ""

    # --- cells

    def _words(self, row: _Row) -> str:
        words = " ".join(row.texts.get(Target.WORDS, "").split())
        if not words:
            row.wrong(Target.WORDS, _("There are no words in this row. Type them, or leave the row out."))
        elif len(words) > LONGEST:
            row.wrong(
                Target.WORDS,
                _("%(count)s characters are too many for one line; at most %(most)s. Shorten or split it.")
                % {"count": len(words), "most": LONGEST},
            )
        return words

    def _holder(self, row: _Row) -> Person | None:
        text = row.texts.get(Target.HOLDER, "").strip()
        if not text and (usual := self.draft.columns.get("holder")):
            return self._person(f"person:{usual}")
        if not text:
            row.wrong(Target.HOLDER, _("The row names nobody. Choose whose line it is."))
            return None
        found = self._named(text)
        if found is None:
            self.names[text] = self.names.get(text, 0) + 1
            row.wrong(
                Target.HOLDER, _("Nobody on this project is called “%(name)s”. Choose who is meant.") % {"name": text}
            )
        return found

    def _named(self, text: str) -> Person | None:
        return self._person(self.settled.get("names", {}).get(text, "")) or self._person(text)

    def _person(self, text: str) -> Person | None:
        if text.startswith("person:"):
            return next((who for who in (*self.theirs, *self.ours) if f"person:{who.pk}" == text), None)
        return self.people.get(columns.plain(text))

    def _kind(self, row: _Row, holder: Person | None, words: str) -> str:
        text = row.texts.get(Target.KIND, "")
        kind = columns.kind(text)
        if text and not kind:
            row.wrong(
                Target.KIND,
                _("“%(kind)s” is no kind of line. Choose what the client expects, we promise or the client does.")
                % {"kind": text},
            )
        is_ours = holder is not None and holder.pk in self.members
        if not kind:
            return EntryKind.COMMITMENT if is_ours else _hint(words)
        if holder is not None and is_ours and kind != EntryKind.COMMITMENT:
            row.wrong(Target.HOLDER, _("A wish or a duty belongs to somebody of the client."))
        if holder is not None and not is_ours and kind == EntryKind.COMMITMENT:
            row.wrong(Target.HOLDER, _("Our commitment is made by one of us."))
        return kind

    def _day(self, row: _Row, target: Target, said_on: date) -> date | None:
        text = row.texts.get(target, "").strip()
        if not text or columns.plain(text) in {"", "/", "无", "待定", "tbd", "n/a", "na", "none"}:
            return None
        day = columns.day(text, self.order, said_on, self.workdays)
        if day is None:
            row.wrong(
                target, _("“%(text)s” is no day that can be read. Write it like 2026-11-20.") % {"text": text[:60]}
            )
        return day

    def _state(self, row: _Row) -> str:
        text = row.texts.get(Target.STATE, "").strip()
        if not text:
            return "stated"
        self.states[text] = self.states.get(text, 0) + 1
        return str(self.settled.get("states", {}).get(text) or default_state(text))

    def _code(self, row: _Row, kind: str) -> str:
        """The code of the file if it can be one of ours; any other is kept beside the line."""
        code = row.texts.get(Target.CODE, "").strip()
        if not code:
            return ""
        is_ours = code[:1] == LETTERS.get(EntryKind(kind)) and code[1:].isdecimal() and code[1:].isascii()
        if not is_ours or len(code) > LONGEST_CODE or code in self.codes or code in self.seen_codes:
            row.remarks.append(
                _("“%(code)s” cannot be its code here; the line gets the next free one.") % {"code": code}
            )
            row.kept.append(_("code there: %(code)s") % {"code": code})
            return ""
        self.seen_codes[code] = row.number
        return code

    def _towards(self, row: _Row) -> Person | None:
        text = row.texts.get(Target.TOWARDS, "").strip()
        found = self._named(text) if text else None
        if found is None:
            self._unknown(row, Target.TOWARDS, text)
        return found

    def _owner(self, row: _Row) -> Member | None:
        text = row.texts.get(Target.OWNER, "").strip()
        found = self._named(text) if text else None
        member = self.members.get(found.pk) if found else None
        if member is None:
            self._unknown(row, Target.OWNER, text)
        return member

    def _unknown(self, row: _Row, target: Target, text: str) -> None:
        """A cell that fits nothing is kept with the line, never dropped in silence."""
        if text:
            heading = self.draft.table["header"][self.targets[target]]
            row.remarks.append(_("“%(text)s” is kept as a note.") % {"text": text[:60]})
            row.kept.append(f"{heading}: {text}")

    def _need(self, row: _Row) -> str:
        need = " ".join(row.texts.get(Target.NEED, "").split())
        if len(need) > LONGEST:
            row.wrong(Target.NEED, _("At most %(most)s characters; shorten it.") % {"most": LONGEST})
        return need

    def _class(self, row: _Row) -> str:
        text = row.texts.get(Target.CLASS, "")
        found = columns.entry_class(text)
        if not found:
            self._unknown(row, Target.CLASS, text)
        return found or EntryClass.NORMAL

    def _importance(self, row: _Row) -> int | None:
        text = row.texts.get(Target.IMPORTANCE, "")
        found = columns.importance(text)
        if found is None:
            self._unknown(row, Target.IMPORTANCE, text)
        return found

    def _source(self, row: _Row) -> str:
        text = row.texts.get(Target.SOURCE, "")
        found = self.sources.get(columns.plain(text), "")
        if not found:
            self._unknown(row, Target.SOURCE, text)
        return found or SourceKind.TABLE

    def _why(self, row: _Row) -> str:
        """Where the line comes from, with everything of the row that has no place of its own."""
        sheet = self.draft.table["sheet"]
        facts = {"file": self.draft.file_name[:80], "sheet": sheet, "row": row.number}
        parts = [
            _("Row %(row)s of “%(file)s”, worksheet “%(sheet)s”") % facts
            if sheet
            else _("Row %(row)s of “%(file)s”") % facts
        ]
        if state := row.texts.get(Target.STATE, "").strip():
            parts.append(_("state there: %(state)s") % {"state": state})
        parts += row.kept
        if note := " ".join(row.texts.get(Target.NOTE, "").split()):
            parts.append(_("note there: %(note)s") % {"note": note})
        text = " · ".join(parts)
        return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _hint(words: str) -> str:
    return EntryKind.DUTY if kinds.kind_hint(words, "client") is kinds.Kind.DUTY else EntryKind.EXPECTATION


def _by_name(people: Iterable[Person]) -> dict[str, Person]:
    """People by name, form of address and e-mail; whoever shares one of them cannot be found by it."""
    found: dict[str, Person] = {}
    shared: set[str] = set()
    for person in people:
        for name in {columns.plain(each) for each in (person.name, person.address_as, person.email or "") if each}:
            if found.get(name, person) != person:
                shared.add(name)
            found[name] = person
    return {name: person for name, person in found.items() if name not in shared}


def _sources() -> dict[str, str]:
    found: dict[str, str] = {}
    for language in ("en", "zh-hans"):
        with override(language):
            found |= {columns.plain(str(kind.label)): str(kind.value) for kind in SourceKind}
    return found
