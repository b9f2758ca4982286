"""Each line of the minutes becomes its record once: a next step, an expectation of the ledger."""

from django.test import Client

from tests.cast import Cast
from yinuo.base import clock
from yinuo.changes.models import ChangeRequest
from yinuo.delivery.models import Issue, Risk
from yinuo.evidence.models import Event
from yinuo.ledger.models import Entry
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import Meeting, MemoItem, MinuteChange, MinuteEntry, MinuteIssue, MinuteRisk


def noted(cast: Cast, meeting: Meeting, kind: str, words: str, **more) -> None:
    meetings.note_minute(meeting, by=cast.lin, at=clock.now(), kind=kind, words=words, **more)


def test_a_next_step_waits_for_the_memo_and_stands_there_once(cast: Cast, visit: Meeting):
    noted(cast, visit, "action", "给样本", owner=cast.shao.person)
    assert not MemoItem.objects.exists()

    meetings.write_memo(visit, by=cast.lin, at=clock.now())
    noted(cast, visit, "action", "排一次试产")

    assert list(MemoItem.objects.order_by("number").values_list("words", "side", "minute__number")) == [
        ("给样本", "client", 1),
        ("排一次试产", "ours", 2),
    ]


def test_an_expectation_of_the_client_enters_the_ledger_once(cast: Cast, visit: Meeting):
    noted(cast, visit, "expectation", "手机上批", owner=cast.shao.person)
    noted(cast, visit, "expectation", "没有人说的")
    noted(cast, visit, "expectation", "我们自己的", owner=cast.lin.person)

    assert list(Entry.objects.values_list("kind", "words", "holder__name", "source_kind")) == [
        ("expectation", "手机上批", "邵国梁", "meeting")
    ]
    assert MinuteEntry.objects.get().minute.number == 1
    assert list(Event.objects.filter(stream__name="P1/vendor").order_by("seq").values_list("verb", flat=True))[-4:] == [
        "meetings.note",
        "ledger.enter",
        "meetings.note",
        "meetings.note",
    ]


def test_a_question_becomes_an_issue_and_a_risk_a_risk_once(cast: Cast, visit: Meeting):
    noted(cast, visit, "question", "派工单归谁管", owner=cast.shao.person)
    noted(cast, visit, "risk", "规则只在一人手里")

    assert list(Issue.objects.values_list("what", "side", "owner__name", "origin")) == [
        ("派工单归谁管", "client", "邵国梁", "M1/1")
    ]
    assert list(Risk.objects.values_list("what", "side", "owner__name", "origin")) == [
        ("规则只在一人手里", "ours", "林知夏", "M1/2")
    ]
    assert (MinuteIssue.objects.get().minute.number, MinuteRisk.objects.get().minute.number) == (1, 2)


def test_a_change_becomes_a_change_request_of_whoever_asks_for_it_once(cast: Cast, visit: Meeting):
    noted(cast, visit, "change", "报工改成按工序", owner=cast.shao.person)
    noted(cast, visit, "change", "没有人说的")
    noted(cast, visit, "change", "我们自己的", owner=cast.lin.person)

    change = ChangeRequest.objects.get()
    assert (change.words, change.kind, change.asked_by, change.origin, change.window_on) == (
        "报工改成按工序",
        "requirement",
        cast.shao.person,
        "M1/1",
        None,
    )
    assert list(MinuteChange.objects.values_list("minute__number", "change")) == [(1, change.pk)]
    assert list(Event.objects.filter(stream__name="P1/vendor").order_by("seq").values_list("verb", flat=True))[-4:] == [
        "meetings.note",
        "changes.ask",
        "meetings.note",
        "meetings.note",
    ]


def test_a_change_that_the_window_person_asks_for_came_through_that_person(cast: Cast, visit: Meeting):
    noted(cast, visit, "change", "报工改成按工序", owner=cast.wen.person)

    change = ChangeRequest.objects.get()
    assert (change.window_by, change.window_on) == (cast.wen.person, change.asked_on)


def test_a_change_and_its_line_of_the_minutes_lead_to_each_other(cast: Cast, as_lin: Client, visit: Meeting):
    as_lin.post("/projects/P1/meetings/M1/minutes/", {"line": "变 邵国梁 报工改成按工序"})
    code = ChangeRequest.objects.get().code

    assert f'href="/projects/P1/changes/{code}/"' in as_lin.get("/projects/P1/meetings/M1/").content.decode()
    assert 'href="/projects/P1/meetings/M1/#minute-1"' in as_lin.get(f"/projects/P1/changes/{code}/").content.decode()


def test_a_question_and_a_risk_lead_back_to_their_line(cast: Cast, as_lin: Client, visit: Meeting):
    noted(cast, visit, "question", "派工单归谁管")
    noted(cast, visit, "risk", "规则只在一人手里")

    for path, number in (("issues/I1", 1), ("risks/K1", 2)):
        shown = as_lin.get(f"/projects/P1/{path}/").content.decode()
        assert f'href="/projects/P1/meetings/M1/#minute-{number}"' in shown


def test_notes_and_decisions_stay_lines(cast: Cast, visit: Meeting):
    for kind in ("decision", "note"):
        noted(cast, visit, kind, "一行", owner=cast.shao.person)

    assert visit.minutes.count() == 2
    assert [model.objects.count() for model in (Entry, Issue, Risk, ChangeRequest)] == [0, 0, 0, 0]
