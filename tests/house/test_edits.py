"""Two people edit the same thing: nothing is overwritten unseen, whatever form it is (decision 39)."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.test import Client
from lxml import html

from tests.cast import Cast, sign_in
from tests.delivery.test_issues import raised
from tests.figures import many
from tests.house import scene_changes, scene_money, scene_robots
from tests.ledger.conftest import number_of_hits, offered, worded
from tests.meetings.conftest import planned, written
from yinuo.base import clock
from yinuo.base.merge import MARK, Edited
from yinuo.ledger import actions as ledger
from yinuo.projects import actions as projects

TRIALS = many(full=100, few=5)
TICKS = ("radio", "checkbox")
DAYS = ["2027-01-04", "2027-01-05", "2027-01-06", "2027-01-07"]
WORDS = ["按工序报工", "按班次报工\n每日一次", "按工单报工；含返工", "<b>报工</b> & 入库"]


@dataclass(frozen=True)
class Edit:
    """One form: where the page lies, where it is sent, and what may be typed. `before` is what the first one edits."""

    path: str
    typed: dict[str, list[str]]
    page: str = ""
    prefix: str = ""
    before: str = ""
    also: dict[str, str] = field(default_factory=dict)
    """What every saving needs beside what is edited, such as a reason."""


def line_of(cast: Cast) -> ledger.CriterionGiven:
    return ledger.enter(
        cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words="按工序报工"
    )


def clarifying(cast: Cast) -> Edit:
    line = line_of(cast)
    people = [str(who.person_id) for who in (cast.shao, cast.wen, cast.lu)]
    typed = {"words": WORDS, "due_on": ["", *DAYS], "need": ["", *WORDS], "importance": ["", "1", "3", "5"]}
    return Edit(f"/projects/P1/lines/{line.code}/edit/", typed | {"holder": people, "source_kind": ["mail", "chat"]})


WORDING = {
    "text": WORDS,
    "due_on": DAYS,
    "metric": WORDS[:3],
    "unit": ["%", "s"],
    "target": ["90", "95", "98.5"],
    "minimum": ["", "70", "80"],
    "lower_is_better": ["", "on"],
}


def wording(cast: Cast) -> Edit:
    line = line_of(cast)
    worded(cast, line, "按工序报工", number_of_hits(cast))
    return Edit(f"/projects/P1/lines/{line.code}/wording/", WORDING)


def composing(cast: Cast) -> Edit:
    line = line_of(cast)
    worded(cast, line, "按工序报工", number_of_hits(cast))
    typed = {name: values for name, values in WORDING.items() if name != "lower_is_better"}
    there = "/projects/P1/sheets/new/"
    return Edit(there, typed, f"{there}?line={line.code}", f"{line.code}-", f"/projects/P1/lines/{line.code}/wording/")


def signing(cast: Cast) -> Edit:
    seat = cast.seat(cast.lu)
    return Edit(f"/projects/P1/people/{seat.pk}/signing/", {"limit": ["", "1000.00", "2500.50", "90000.00"]})


def settings(cast: Cast) -> Edit:
    typed = {
        "name": ["林知夏", "林 知夏", "林知遥"],
        "address_as": ["", "林工", "林经理"],
        "theme": ["", "light", "dark"],
    }
    return Edit("/account/me/", typed)


def deadline(cast: Cast) -> Edit:
    sheet = offered(cast, worded(cast, line_of(cast)))
    there = f"/projects/P1/sheets/{sheet.number}/"
    return Edit(f"{there}deadline/", {"due_on": DAYS}, there)


def rule(cast: Cast) -> Edit:
    return Edit("/projects/P1/checks/rules/R19/", {"days": ["3", "7", "20", "60"]})


def changing(cast: Cast) -> Edit:
    slots = scene_changes.slots(cast)
    people = [str(who.person_id) for who in (cast.shao, cast.wen, cast.lu)]
    typed = {
        "words": WORDS,
        "asked_by": people,
        "asked_on": ["2026-09-09", "2026-09-10", "2026-09-11"],
        "is_agreed_inside": ["", "yes", "no"],
        "effort_days": ["", "22", "38.5"],
        "schedule_days": ["", "0", "14"],
        "cost": ["", "1200.00", "50.50"],
        "alternative": ["", *WORDS],
    }
    return Edit(f"/projects/P1/changes/{slots['change']}/edit/", typed)


def paying(cast: Cast) -> Edit:
    slots = scene_money.slots(cast, line_of(cast))
    typed = {
        "name": ["上线款", "上线 70%", "上线"],
        "amount": ["50.00", "150.50", "400.00"],
        "trigger_name": ["上线确认单", "上线报告", "上线签字单"],
        "due_on": DAYS,
        "days_after": ["", "7", "30"],
    }
    return Edit(f"/projects/P1/money/{slots['spare_payment']}/edit/", typed, also={"why": "补充协议"})


def issue(cast: Cast) -> Edit:
    raised(cast)
    typed = {"what": ["按工序报工", "<b>报工</b> & 入库"], "due_on": ["", *DAYS], "severity": ["low", "middle", "high"]}
    return Edit("/projects/P1/issues/I1/edit/", typed | {"owner": ["温宁", "邵国梁"], "raised_by": ["苏白", "温宁"]})


def meeting(cast: Cast) -> Edit:
    row = planned(cast, days=4)
    typed = {
        "kind": ["routine", "review", "steering"],
        "title": ["走访", "例会", "<b>报工</b> & 入库"],
        "on": DAYS,
        "begins": ["08:00", "08:30", "09:15"],
        "ends": ["10:30", "11:45", "12:00"],
        "place": ["", "三楼", "总装车间二"],
        "agenda": ["", *WORDS],
        "needs_rehearsal": ["", "on"],
        "has_fallback": ["", "on"],
    }
    return Edit(f"/projects/P1/meetings/{row.code}/edit/", typed)


def memo(cast: Cast) -> Edit:
    row = written(cast, planned(cast))
    typed = {"on": DAYS, "occasion": ["走访", "例会"], "work_done": ["", *WORDS], "purpose": ["", *WORDS]}
    return Edit(f"/projects/P1/memos/{row.meeting.code}/edit/", typed)


def step(cast: Cast) -> Edit:
    row = written(cast, planned(cast))
    people = ["", str(cast.shao.person_id), str(cast.wen.person_id)]
    typed = {"words": WORDS, "side": ["ours", "client", "third"], "due_on": ["", *DAYS], "owner": people}
    return Edit(f"/projects/P1/memos/{row.meeting.code}/steps/1/edit/", typed)


def robot(cast: Cast) -> Edit:
    slots = scene_robots.slots(cast)
    typed = {"name": ["项目群", "交付群"], "client_reads": ["", "on"], "digest_at": ["", "08:05", "09:05", "17:10"]}
    return Edit(f"/robots/{slots['robot']}/edit/", typed)


KINDS: dict[str, Callable[[Cast], Edit]] = {
    one.__name__: one
    for one in (
        clarifying,
        wording,
        composing,
        signing,
        settings,
        deadline,
        rule,
        paying,
        changing,
        issue,
        meeting,
        memo,
        step,
        robot,
    )
}


def typed_in(page: bytes, prefix: str = "") -> dict[str, str]:
    """What the edit form on a page holds, as a browser would send it."""
    for form in html.fromstring(page.decode()).forms:
        values = {one.name: _value(one) for one in form.inputs if one.name and one.get("type") not in TICKS}
        values |= {one.name: one.get("value", "on") for one in form.inputs if one.get("type") in TICKS and one.checked}
        if f"{prefix}{MARK}" in values:
            return values
    pytest.fail("no edit form on this page")


def _value(control) -> str:
    return (control.value or "").lstrip("\n") if control.tag == "textarea" else control.value or ""


def shown(client: Client, edit: Edit, *, first: bool = False) -> dict[str, str]:
    if first and edit.before:
        return typed_in(client.get(edit.before).content)
    return typed_in(client.get(edit.page or edit.path).content, edit.prefix) | edit.also


def differently(edit: Edit, form: dict[str, str], chance: random.Random, prefix: str) -> dict[str, str]:
    """One to all fields of the form, each with another value than it shows."""
    names = chance.sample(sorted(edit.typed), chance.randint(1, len(edit.typed)))
    return {
        name: chance.choice([value for value in edit.typed[name] if value != form.get(f"{prefix}{name}", "")])
        for name in names
    }


def sent(client: Client, path: str, form: dict[str, str], typed: dict[str, str], prefix: str = ""):
    body = {name: value for name, value in (form | {f"{prefix}{k}": v for k, v in typed.items()}).items() if value}
    return client.post(path, body)


def trial(edit: Edit, first: Client, second: Client, chance: random.Random) -> tuple[int, list[str]]:
    """Two people open a form, both save; how many fields clashed, and what went lost."""
    theirs_form, my_form = shown(first, edit, first=True), shown(second, edit)
    theirs = differently(edit, theirs_form, chance, "" if edit.before else edit.prefix)
    mine = differently(edit, my_form, chance, edit.prefix)
    saved = sent(first, edit.before or edit.path, theirs_form, theirs, "" if edit.before else edit.prefix)
    assert saved.status_code == 302, theirs
    between = shown(second, edit)
    answer = sent(second, edit.path, my_form, mine, edit.prefix)
    clashing = [name for name in mine if name in theirs and mine[name] != theirs[name]]
    chosen = {name: chance.choice(["mine", "now"]) for name in clashing}
    if clashing:
        assert answer.status_code == 409, (theirs, mine)
        assert values(edit, shown(second, edit)) == values(edit, between)
        again = typed_in(answer.content, edit.prefix)
        assert all(again.get(f"{edit.prefix}{name}", "") == value for name, value in mine.items()), (again, mine)
        assert sent(second, edit.path, again, {}, edit.prefix).status_code == 409
        answer = sent(second, edit.path, again, {f"{k}-choice": v for k, v in chosen.items()}, edit.prefix)
    assert answer.status_code == 302, (mine, chosen)
    wanted = theirs | {name: value for name, value in mine.items() if chosen.get(name) != "now"}
    stands = values(edit, shown(second, edit))
    return len(clashing), [name for name, value in wanted.items() if stands[name] != value]


def values(edit: Edit, form: dict[str, str]) -> dict[str, str]:
    return {name: form.get(f"{edit.prefix}{name}", "") for name in edit.typed}


@pytest.mark.parametrize("kind", KINDS)
def test_no_edit_is_overwritten_unseen(cast: Cast, kind: str, figure):
    person = cast.lin.person
    first, second = sign_in(person), sign_in(person if kind == "settings" else cast.admin.person)
    edit, chance = KINDS[kind](cast), random.Random(f"edits of {kind}")  # noqa: S311  # a seed, no secret

    told = [trial(edit, first, second, chance) for _ in range(TRIALS)]

    figure("Edits", f"two people at one form: {kind}", len(told), wanted=f"≥ {TRIALS}")
    figure("Edits", f"silent overwrites: {kind}", sum(len(lost) for _count, lost in told), wanted="0")
    assert [lost for _count, lost in told if lost] == []
    assert sum(count for count, _lost in told) > 0


def test_a_form_without_its_mark_is_taken_as_it_is(cast: Cast, as_lin: Client):
    edit = deadline(cast)

    assert as_lin.post(edit.path, {"due_on": "2027-01-05"}).status_code == 302
    assert shown(as_lin, edit)["due_on"] == "2027-01-05"


def test_a_change_that_slips_in_after_the_form_was_judged_is_seen_by_the_verb(cast: Cast):
    line = line_of(cast)
    first = worded(cast, line)
    worded(cast, line, "按班次报工")
    with pytest.raises(ledger.Edited):
        ledger.word(
            line,
            by=cast.lin,
            at=clock.now(),
            text="按工单报工",
            language="zh-hans",
            due_on=None,
            criterion=None,
            after=first.version,
        )
    seat = cast.seat(cast.lu)
    projects.set_signing(seat, by=cast.lin, may_sign=True, limit_cents=100)
    with pytest.raises(Edited):
        projects.set_signing(seat, by=cast.lin, may_sign=True, limit_cents=200, was={"limit_cents": 50_000_000})
