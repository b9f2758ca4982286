"""Two projects of which half was put to the client; every word and figure of the other half is a canary."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tests.leaks import meetings, plans, scene_changes, scene_issues, scene_money, scene_reports, scene_robots
from tests.leaks.canaries import Canaries
from tests.ledger import tables
from yinuo.base import clock
from yinuo.capture.tables import read
from yinuo.counsel import actions as counsel
from yinuo.counsel.models import Finding
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger import forms
from yinuo.ledger.models import Entry, EntryKind, Shape
from yinuo.projects import actions as projects
from yinuo.signing import actions as signing

if TYPE_CHECKING:
    from tests.cast import Cast
    from yinuo.ledger.models import ImportDraft, Measurement, Statement, Wording
    from yinuo.ledger.published import Sheet
    from yinuo.people.models import Contact, Member

HIDDEN = 113
"""Entries never offered: an odd number that stands nowhere else."""
IMPORTED = 1
"""Of these, how many a spreadsheet brought."""
AGREED_ON = date(2026, 11, 18)
DUE = date(2026, 12, 18)


@dataclass(slots=True)
class Scene:
    """`private` is ours alone; `of_p1` and `of_p2` may be read by whoever sits there; `of_sheet` by its link too."""

    cast: Cast
    private: Canaries = field(default_factory=lambda: Canaries("QX"))
    of_p1: Canaries = field(default_factory=lambda: Canaries("QY"))
    of_p2: Canaries = field(default_factory=lambda: Canaries("QZ"))
    link: str = ""
    tokens: list[str] = field(default_factory=list)
    """Public names of things that no visitor of P1 may open."""


def build(cast: Cast) -> Scene:
    """Everything comes in through the real verbs."""
    scene = Scene(cast)
    _numbers(scene)
    statement = _words_as_said(scene)
    _contract(scene)
    lines = [
        _entry(scene, EntryKind.EXPECTATION, cast.shao, "wish", statement),
        _entry(scene, EntryKind.COMMITMENT, cast.lin, "promise", None),
        _entry(scene, EntryKind.DUTY, cast.wen, "duty", None),
    ]
    for entry in lines:
        _clarified(scene, entry)
    first = _sheet(scene, "first", [_worded(scene, entry, f"约定 {n}") for n, entry in enumerate(lines, 1)])
    _agreed(scene, first)
    _measured(scene, lines[0], lines[1])
    second = _sheet(scene, "second", [_worded(scene, lines[2], "约定 3 改")])
    ledger.recall(second, by=cast.lin, at=clock.now(), why="改了日期")
    _sheet(scene, "third", [_worded(scene, lines[2], "约定 3 再改"), _worded(scene, lines[0], "约定 1 改")])
    _never_offered(scene, lines)
    _imported(scene)
    _files_and_notes(scene, lines[0])
    scene_money.plant(scene, lines[0])
    scene_changes.plant(scene)
    meetings.plant(scene)
    scene_issues.plant(scene)
    _foreign(scene)
    plans.build(scene)
    scene_reports.plant(scene)
    scene_robots.plant(scene)
    scene.link = signing.make_link(
        ledger.sheet_subject(first), project_id=cast.p1.pk, by=cast.lin, at=clock.now(), last_on=date(2027, 3, 1)
    )
    counsel.catch_up(at_most=10_000)
    return scene


def _numbers(scene: Scene) -> None:
    """Figures of ours; the first is a count."""
    for name, figure in (
        ("how many were never offered", str(HIDDEN)),
        ("contract amount", "7331137.19"),
        ("baseline", "41.937"),
        ("baseline never offered", "43.919"),
        ("target never offered", "83.713"),
        ("minimum never offered", "67.391"),
        ("value not told", "61.379"),
    ):
        scene.private.figure(name, figure)


def _words_as_said(scene: Scene) -> Statement:
    said, word = scene.cast.lin, scene.private.word
    words = f"排产要准 {word('statement.words')}"
    source = ledger.hear(
        scene.cast.p1, by=said, at=clock.now(), kind="meeting", title=f"例会 {word('source.title')}",
        occurred_on=date(2026, 9, 2), text=f"{words}\n{word('source.text')}",
    )  # fmt: skip
    return ledger.quote(source, by=said, at=clock.now(), start=0, end=len(words), speaker="邵国梁")


def _contract(scene: Scene) -> None:
    word = scene.private.word
    projects.record_contract(
        scene.cast.p1, by=scene.cast.lin, number=f"HT-{word('contract.number')}", title=word("contract.title"),
        amount_cents=733113719, currency="CNY", signed_on=date(2026, 3, 1),
        clauses=[(word("clause.number"), word("clause.text"))],
    )  # fmt: skip


def _entry(scene: Scene, kind: str, holder: Contact | Member, name: str, statement: Statement | None) -> Entry:
    word = scene.private.word
    entry = ledger.enter(
        scene.cast.p1, by=scene.cast.lin, at=clock.now(), kind=kind, holder=holder.person,
        words=f"{name} {word(f'{name}.words')}", due_on=DUE, statement=statement, need=word(f"{name}.need"),
        why=word(f"{name}.why"),
    )  # fmt: skip
    scene.private.figure(f"code {entry.code}", entry.code)
    return entry


def _clarified(scene: Scene, entry: Entry) -> None:
    need = scene.private.word(f"{entry.code}.need again")
    ledger.clarify(entry, by=scene.cast.lin, at=clock.now(), version=entry.version, need=need)


def _worded(scene: Scene, entry: Entry, text: str) -> Wording:
    """A wording fit to be offered: its text is the client's, its baseline is ours."""
    criterion = ledger.CriterionGiven(
        shape=Shape.NUMBER, metric="命中率", unit="%", target=Decimal(90), minimum=Decimal(80),
        baseline=Decimal("41.937"), measurer=scene.cast.wen.person,
    )  # fmt: skip
    return ledger.word(
        entry, by=scene.cast.lin, at=clock.now(), text=text, language="zh-hans", due_on=DUE, criterion=criterion
    )


def _sheet(scene: Scene, name: str, wordings: list[Wording]) -> Sheet:
    title = f"确认 {scene.of_p1.word(f'{name} title')}"
    return ledger.offer(
        scene.cast.p1, by=scene.cast.lin, at=clock.now(), wordings=wordings, title=title,
        ask="请逐条确认", contacts=[scene.cast.wen, scene.cast.lu], due_on=clock.today("Asia/Shanghai") + timedelta(5),
        tell=True,
    )  # fmt: skip


def _agreed(scene: Scene, sheet: Sheet) -> None:
    """Two of three lines confirmed by message; the picture of it is shared, its name was ours."""
    picture = _file(scene, "shared", "reply.name", scene.of_p1.word("reply picture"))
    said = ledger.MeansGiven(
        means="message", by_name="温宁", person_id=scene.cast.wen.person_id, signed_on=AGREED_ON,
        message_text="好的", attachment_token=picture,
    )  # fmt: skip
    lines = sheet.lines.order_by("number")[:2]
    ledger.reply(
        sheet, means=said, answers=[ledger.AnswerGiven(line.token, "confirm") for line in lines], at=clock.now()
    )


def _measured(scene: Scene, told: Entry, untold: Entry) -> None:
    """One value told to the client with its file, one kept; our notes on both stay ours."""
    note = scene.private.word
    file = _file(scene, "vendor", "told.name", scene.of_p1.word("told file"))
    shown = _measure(scene, told, "85.5", note("told.note"), file)
    ledger.publish_measurement(shown, by=scene.cast.lin, at=clock.now(), note="复测过")
    hidden = _file(scene, "vendor", "untold.name", note("untold file"))
    _measure(scene, untold, "61.379", note("untold.note"), hidden)
    ledger.conclude(untold, by=scene.cast.lin, at=clock.now(), state="not_kept", why=note("conclude.why"))


def _measure(scene: Scene, entry: Entry, number: str, note: str, file: str) -> Measurement:
    return ledger.measure(
        entry, by=scene.cast.lin, at=clock.now(), measured_on=date(2026, 11, 20), number=Decimal(number), note=note,
        attachment_token=file,
    )  # fmt: skip


def _file(scene: Scene, side: str, name: str, text: str) -> str:
    """A file whose name is ours in every case."""
    token = evidence.attach(
        text.encode(), project_code="P1", side=side, file_name=f"{scene.private.word(name)}.txt",
        media_type="text/plain", subject="P1/E101", by="林知夏", at=clock.now(),
    ).token  # fmt: skip
    if side == "vendor":
        scene.tokens.append(token)
    return token


def _never_offered(scene: Scene, lines: list[Entry]) -> None:
    """Lines we refused, withdrew or never showed, wordings nobody saw, and how many there are."""
    cast, word = scene.cast, scene.private.word
    criterion = ledger.CriterionGiven(
        shape=Shape.NUMBER, metric=word("criterion.metric"), unit=word("criterion.unit"), target=Decimal("83.713"),
        minimum=Decimal("67.391"), baseline=Decimal("43.919"), measurer=cast.wen.person,
    )  # fmt: skip
    ends = {0: ledger.refuse, 1: ledger.withdraw}
    for number in range(HIDDEN - IMPORTED):
        entry = ledger.enter(
            cast.p1, by=cast.lin, at=clock.now(), kind=EntryKind.EXPECTATION, holder=cast.shao.person,
            words=f"未提交 {word(f'hidden {number}')}", due_on=DUE if number % 2 else None,
        )  # fmt: skip
        scene.private.figure(f"code {entry.code}", entry.code)
        if end := ends.get(number):
            end(entry, by=cast.lin, at=clock.now(), why=word(f"hidden {number}.why"))
        if number == 2:
            ledger.word(
                entry, by=cast.lin, at=clock.now(), text=word("wording.text"), language="zh-hans", due_on=DUE,
                criterion=criterion,
            )  # fmt: skip
    ledger.word(
        lines[1], by=cast.lin, at=clock.now(), text=word("wording.text of an offered line"), language="zh-hans",
        due_on=DUE, criterion=None,
    )  # fmt: skip


def _imported(scene: Scene) -> None:
    """Three spreadsheets: one taken in, one taken back, one still looked at; their rows, names and reasons are ours."""
    lin, word = scene.cast.lin, scene.private.word
    for name in ("import", "undone"):
        draft = _drafted(scene, name)
        lines = forms.Judge(scene.cast.p1, draft, clock.today("Asia/Shanghai")).judge().lines
        left_out = {row["number"]: word(f"{name}.why left out") for row in draft.table["rows"][len(lines) :]}
        taken_in = ledger.take_in(draft, by=lin, at=clock.now(), lines=lines, left_out=left_out)
        for entry in Entry.objects.filter(import_row__taken_in=taken_in):
            scene.private.figure(f"code {entry.code}", entry.code)
    ledger.undo_import(taken_in, by=lin, at=clock.now(), why=word("undone.why"))
    _drafted(scene, "draft")


def _drafted(scene: Scene, name: str) -> ImportDraft:
    """A workbook with one good row and one without words; every name and cell of it is a canary."""
    word = scene.private.word
    rows = [
        ("内容", "提出人", word(f"{name}.heading")),
        (f"导入 {word(f'{name}.words')}", "邵国梁", word(f"{name}.cell")),
        ("", word(f"{name}.name left out"), ""),
    ]
    data = tables.as_xlsx(rows, sheet=word(f"{name}.sheet"))
    file_name = f"{word(f'{name}.file')}.xlsx"
    draft = ledger.begin_import(
        scene.cast.p1, by=scene.cast.lin, at=clock.now(), file_name=file_name, data=data, table=read(file_name, data)
    )
    ledger.settle(draft, columns={"targets": {"0": "words", "1": "holder"}, "order": "dmy", "holder": None})
    return draft


def _files_and_notes(scene: Scene, entry: Entry) -> None:
    word, lin = scene.private.word, scene.cast.lin
    _file(scene, "vendor", "loose.name", word("loose file"))
    counsel.note(scene.cast.p1, by=lin, at=clock.now(), subject=entry.code, text=word("note.text"))
    counsel.tell(scene.cast.p1, by=lin, at=clock.now(), subject=entry.code, told_on=date(2026, 11, 20))
    _checked(scene)
    days = [projects.Day(date(2026, 12, 31), works=False, name=word("day.name"))]
    projects.take_days(days, by=scene.cast.admin, at=clock.now(), title=word("days.title"), text=word("days.text"))
    ledger.save_view(scene.cast.p1, by=lin, name=word("view.name"), query=f"q={word('view.query')}", is_shared=True)


def _checked(scene: Scene) -> None:
    """A wish that a check fires about, and one that was put off."""
    cast, word = scene.cast, scene.private.word
    for number in range(2):
        entry = ledger.enter(
            cast.p1, by=cast.lin, at=clock.now(), kind=EntryKind.EXPECTATION, holder=cast.lu.person,
            words=f"保证零问题 {word(f'absolute {number}')}", due_on=DUE,
        )  # fmt: skip
        scene.private.figure(f"code {entry.code}", entry.code)
    counsel.check(cast.p1, at=clock.now())
    subject = Finding.objects.filter(project=cast.p1, rule="R45", gone_at=None).order_by("subject")[0].subject
    until = clock.today("Asia/Shanghai") + timedelta(7)
    counsel.put_off(
        cast.p1, by=cast.lin, at=clock.now(), rule="R45", subject=subject, until=until, why=word("snooze.why")
    )
    counsel.set_rule(cast.p1, by=cast.lin, at=clock.now(), rule="R19", is_on=True, values={"days": 7})


def _foreign(scene: Scene) -> None:
    """P2 of another firm: a sheet that its own people may read and nobody of P1."""
    cast = scene.cast
    entry = ledger.enter(
        cast.p2, by=cast.zhou, at=clock.now(), kind=EntryKind.EXPECTATION, holder=cast.he.person, words="MES 看板",
        due_on=DUE,
    )  # fmt: skip
    criterion = ledger.CriterionGiven(shape=Shape.YES_NO, metric="看板上线", measurer=cast.he.person)
    wording = ledger.word(
        entry, by=cast.zhou, at=clock.now(), text=scene.of_p2.word("P2 line"), language="zh-hans", due_on=DUE,
        criterion=criterion,
    )  # fmt: skip
    sheet = ledger.offer(
        cast.p2, by=cast.zhou, at=clock.now(), wordings=[wording], title=scene.of_p2.word("P2 title"), ask="请确认",
        contacts=[cast.he], due_on=clock.today("Asia/Shanghai") + timedelta(5), tell=True,
    )  # fmt: skip
    scene.tokens += [cast.p2.token, sheet.token, sheet.lines.get().token]
