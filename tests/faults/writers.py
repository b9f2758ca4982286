"""Several people write at once; each keeps a record of what they sent and of what was acknowledged."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.faults.installation import Installation
from tests.faults.visitor import NoAnswer, Visitor

PEOPLE = ("linzhixia@chengchuan.example", "shenmu@chengchuan.example")
CODE = re.compile(r"\b(E\d{3,})\b")
SHEET = re.compile(r"/projects/P1/sheets/\d+/")


@dataclass
class Record:
    """Words sent and words acknowledged by kind of act; acknowledged ones also stand in a file, line by line."""

    file: Path
    sent: dict[str, set[str]] = field(default_factory=dict)
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, kind: str, words: str) -> None:
        with self.lock:
            self.sent.setdefault(kind, set()).add(words)

    def acknowledge(self, kind: str, words: str) -> None:
        with self.lock:
            self.acknowledged.setdefault(kind, set()).add(words)
            with self.file.open("a") as lines:
                lines.write(f"{kind} {words}\n")

    @property
    def count(self) -> int:
        return sum(map(len, self.acknowledged.values()))


class Writer(threading.Thread):
    """Takes line after line from the quick row to the recorded answer, each act with words of its own."""

    def __init__(self, number: int, installation: Installation, record: Record, holder: int, signer: int) -> None:
        super().__init__(daemon=True)
        self.number, self.installation, self.record = number, installation, record
        self.visitor = Visitor(installation.port)
        self.holder, self.signer = str(holder), str(signer)
        self.over, self.turn = threading.Event(), 0
        self.trouble: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.over.is_set():
                self.turn += 1
                try:
                    self.one_line()
                except NoAnswer:
                    self.over.wait(0.1)
        except BaseException as error:  # noqa: BLE001 - shown by the test
            self.trouble = error

    def one_line(self) -> None:
        """Six acts; one without an answer ends the line, which is then half told but never half written."""
        due = (date.today() + timedelta(days=40)).isoformat()
        words = {"kind": "expectation", "holder": self.holder, "due_on": due}
        self.act("entry", "words", "/projects/P1/lines/new/", words)
        found = CODE.search(re.sub(r"<[^>]+>", " ", self.visitor.get("/projects/P1/lines/new/").text))
        if found is None:
            return
        code = found[1]
        home, line = f"/projects/P1/expectations/{code}/", f"/projects/P1/lines/{code}"
        self.act("need", "need", f"{line}/edit/", {})
        self.act("note", "text", home, {"about": code}, action="/projects/P1/notes/")
        self.act("wording", "text", f"{line}/wording/", {"target_on": due})
        sheet = self.act("sheet", "title", f"/projects/P1/sheets/new/?line={code}", {"tell": "on"})
        if self.turn % 2:  # a sheet without an answer is still told of by letter
            return
        if not SHEET.fullmatch(sheet):  # its first answer was lost with the server: "it stands", and we are led back
            return
        means = {"means": "message", "signer": self.signer, "line1-kind": "confirm"}
        self.act("reply", "message_text", f"{sheet}answers/", means)

    def act(self, kind: str, name: str, path: str, fields: dict[str, str], *, action: str = "") -> str:
        """Send one form with unique words under `name`; where it leads."""
        words = f"{kind}-{self.number}-{self.turn}-x"
        self.record.send(kind, words)
        page = self.visitor.submit(path, {**fields, name: words}, action=action)
        self.record.acknowledge(kind, words)
        return page.place


def writers(installation: Installation, record: Record, count: int) -> list[Writer]:
    """`count` writers, signed in by the real door, running."""
    who = installation.ask(
        "from yinuo.people.models import Person\n"
        "print(json.dumps(dict(Person.objects.values_list('name', 'pk')), ensure_ascii=True))"
    )
    assert isinstance(who, dict)
    all_of_them = [Writer(number, installation, record, who["邵国梁"], who["温宁"]) for number in range(count)]
    for writer in all_of_them:
        writer.visitor.sign_in(PEOPLE[writer.number % len(PEOPLE)])
    for writer in all_of_them:
        writer.start()
    return all_of_them


def end(all_of_them: list[Writer]) -> None:
    """Let everybody finish; raises what went wrong with anybody."""
    for writer in all_of_them:
        writer.over.set()
    for writer in all_of_them:
        writer.join(timeout=90)
        assert not writer.is_alive()
        if writer.trouble:
            raise writer.trouble


LOOK = """
from collections import Counter
from yinuo.counsel.models import PrivateNote
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event, Fact
from yinuo.ledger.models import Entry, Step, Wording, Offer
from yinuo.ledger.published import Reply, Sheet, SheetLine, Answer, Agreement
from yinuo.notices.models import Notice

def listed(model, name):
    return list(model.objects.order_by("pk").values_list(name, flat=True))

def told(verb):
    return Counter(Event.objects.filter(verb=verb).values_list("subject", flat=True))

def same(what, rows, events):
    rows = Counter(rows)
    return [f"{what} {name}: {rows[name]} rows, {events[name]} events" for name in {*rows, *events}
            if rows[name] != events[name]]

codes = {pk: f"P1/{code}" for pk, code in Entry.objects.values_list("pk", "code")}
half = same("entry", codes.values(), told("ledger.enter"))
half += same("note", [f"P1/N{pk}" for pk in listed(PrivateNote, "pk")], told("counsel.note"))
half += same("need", [codes[pk] for pk in Entry.objects.exclude(need="").values_list("pk", flat=True)],
             told("ledger.clarify"))
half += same("wording", [codes[pk] for pk in listed(Wording, "entry_id")], told("ledger.word"))
half += same("sheet", [f"P1/S{number}" for number in listed(Sheet, "number")], told("ledger.offer_sheet"))
half += same("reply", [f"P1/S{number}" for number in listed(Reply, "sheet__number")], told("ledger.reply"))
half += same("step", [str(pk) for pk in listed(Step, "event_id")],
             Counter(map(str, Event.objects.filter(pk__in=listed(Step, "event_id")).values_list("pk", flat=True))))
half += [f"entry {code} without a step" for code in
         Entry.objects.filter(steps=None).values_list("code", flat=True)]
witnessed = set(Fact.objects.filter(name__startswith="row:").values_list("name", flat=True))
half += same("offer", [codes[pk] for pk in listed(Offer, "wording__entry_id")], told("ledger.offer"))
for model in (Wording, Sheet, SheetLine, Reply, Answer, Agreement):
    half += [f"{model._meta.db_table} {pk} is witnessed by no event" for pk in listed(model, "pk")
             if f"row:{model._meta.db_table}:{pk}" not in witnessed]
notices = list(Notice.objects.values_list("message_id", "sent_at", "attempts", "cut_offs", "given_up_at", "last_error"))
print(json.dumps({
    "entry": listed(Entry, "words"),
    "need": [text for text in listed(Entry, "need") if text],
    "note": listed(PrivateNote, "text"),
    "wording": [text for text in listed(Wording, "text")],
    "sheet": listed(Sheet, "title"),
    "reply": listed(Reply, "message_text"),
    "half": half,
    "flaws": [str(flaw) for flaw in evidence.verify(documents=True)],
    "events": Event.objects.count(),
    "notices": [[row[0], bool(row[1]), *row[2:4], bool(row[4]), row[5]] for row in notices],
}, default=str))
"""


@dataclass(frozen=True)
class Judgement:
    """What stands in the database in the end, beside what was sent and acknowledged."""

    lost: list[str]
    doubled: list[str]
    phantom: list[str]
    half: list[str]
    flaws: list[str]
    notices: list[list[Any]]

    def nothing_wrong(self) -> bool:
        return not (self.lost or self.doubled or self.phantom or self.half or self.flaws)


def judge(installation: Installation, record: Record) -> Judgement:
    seen: Any = installation.ask(LOOK)
    lost, doubled, phantom = [], [], []
    for kind, sent in record.sent.items():
        found = Counter(seen[kind])
        lost += [words for words in record.acknowledged.get(kind, ()) if not found[words]]
        doubled += [words for words in sent if found[words] > 1]
        # The wording of a sheet is the newest one again where nothing of it was changed.
        phantom += [words for words in found if words not in sent]
    return Judgement(lost, doubled, phantom, seen["half"], seen["flaws"], seen["notices"])
