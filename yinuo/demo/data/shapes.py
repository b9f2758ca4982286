"""The shapes of the story's tables: rows of plain values, words in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

AS_OF = date(2026, 11, 20)
"""The Friday on which the tables were frozen."""


@dataclass(frozen=True, slots=True)
class Two:
    """Words in Chinese and in English.

    Days of the story stand as `[2026-10-12]` (ISO), `[2026-10-12:day]` (10 月 12 日, 12 October) or
    `[2026-10-12:month]`, so that they move with the story.
    """

    zh: str
    en: str

    def __call__(self, language: str) -> str:
        return self.en if language == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Firm:
    code: str
    kind: str
    name: Two
    domain: str


@dataclass(frozen=True, slots=True)
class Human:
    """A member (`firm` V) or a contact. `mail` is the part before the @."""

    code: str
    firm: str
    name: Two
    called: Two
    title: Two
    mail: str
    role: str = "member"


@dataclass(frozen=True, slots=True)
class SeatRow:
    """Who sits where, from when. `limit` is what the person signs up to, in yuan; None means without limit."""

    person: str
    role: str
    since: date
    until: date | None = None
    may_sign: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    number: str | Two
    text: Two


@dataclass(frozen=True, slots=True)
class ContractRow:
    number: str
    title: Two
    yuan: int
    signed_on: date
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class ProjectRow:
    code: str
    firm: str
    name: Two
    manager: str
    started_on: date
    contract: ContractRow
    seats: tuple[SeatRow, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """How both will know (decision 21). Numbers as text so that they stay exact."""

    shape: str
    metric: Two
    unit: Two = Two("", "")
    target: str | None = None
    minimum: str | None = None
    baseline: str | None = None
    lower: bool = False
    target_on: date | None = None
    minimum_on: date | None = None


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One line of the ledger as the tables have it. `heard_on` is the day it was entered; `state` where it ends up."""

    code: str
    kind: str
    holder: str
    towards: str
    words: Two
    due_on: date
    source: str
    heard_on: date
    state: str
    need: Two = Two("", "")
    measure: Measure | None = None
    is_vision: bool = False
    clause: str = ""
    serves: str = ""

    @property
    def project(self) -> str:
        return f"P{self.code[1]}"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet. Without `text` the line says the entry's own words; `measure` replaces the entry's."""

    entry: str
    text: Two | None = None
    due_on: date | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """What a reply says to one line."""

    entry: str
    kind: str = "confirm"
    chip: str = ""
    words: Two = Two("", "")
    answer_by: date | None = None


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One binding act. `recorded_on` is when it reached us; by a member unless the means is a code."""

    by: str
    means: str
    signed_on: date
    says: tuple[Say, ...]
    authority: str = "window"
    recorded_on: date | None = None
    recorded_by: str = ""
    stamp: str = ""
    sign_by: date | None = None
    message: Two = Two("", "")
    picture: bool = False


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A confirmation sheet as it was put to the client, and every answer to it."""

    key: str
    by: str
    offered_on: date
    due_on: date
    contacts: tuple[str, ...]
    authority: str
    title: Two
    ask: Two
    lines: tuple[Line, ...]
    replies: tuple[ReplyRow, ...] = ()

    @property
    def project(self) -> str:
        return self.key[:2]


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where words were said. `quotes` maps an entry to its speaker and exact words within `text`."""

    project: str
    by: str
    on: date
    kind: str
    title: Two
    text: Two
    quotes: tuple[tuple[str, str, Two], ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measured value; `outcome` is the state concluded from it, if any."""

    entry: str
    by: str
    on: date
    note: Two
    number: str | None = None
    reached_on: date | None = None
    is_met: bool | None = None
    outcome: str = ""
    tell: bool = True
    performance: int | None = None


@dataclass(frozen=True, slots=True)
class NextStepRow:
    """A next step: whose side, who, by when; `done_on` when it was done, `carried` at which meetings it went on, `task` in the plan."""

    words: Two
    side: str
    owner: str
    due_on: date
    done_on: date | None = None
    carried: tuple[str, ...] = ()
    task: str = ""


@dataclass(frozen=True, slots=True)
class SignedRow:
    """How the client answered a memo: by whom, by which means, when; `refused` with the words of the line refused."""

    by: str
    means: str
    on: date
    message: Two = Two("", "")
    refused: Two = Two("", "")


@dataclass(frozen=True, slots=True)
class TopicRow:
    """A contact proposes a topic for an announced meeting, and it is put on the agenda the same day."""

    project: str
    meeting: str
    by: str
    on: date
    words: Two
    why: Two


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting; `hour` as 14.5. A memo's row has a `memo` code and everything in it."""

    code: str
    project: str
    on: date
    kind: str
    title: Two
    by: str
    people: tuple[str, ...]
    place: Two = Two("", "")
    memo: str = ""
    work: Two = Two("", "")
    purpose: Two = Two("", "")
    ours: tuple[Two, ...] = ()
    theirs: tuple[Two, ...] = ()
    steps: tuple[NextStepRow, ...] = ()
    signed: SignedRow | None = None
    hour: float = 9
    hours: float = 2
    since: date | None = None
    rehearses: str = ""
    is_report: bool = False
    """To be rehearsed, with a fallback and a version of fifteen minutes."""
