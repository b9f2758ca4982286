"""Each line of the minutes becomes its record once: a next step, an expectation of the ledger."""

from tests.cast import Cast
from yinuo.base import clock
from yinuo.delivery.models import Issue, Risk
from yinuo.evidence.models import Event
from yinuo.ledger.models import Entry
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import Meeting, MemoItem, MinuteEntry, MinuteIssue, MinuteRisk


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


def test_notes_decisions_and_changes_stay_lines(cast: Cast, visit: Meeting):
    for kind in ("change", "decision", "note"):
        noted(cast, visit, kind, "一行", owner=cast.shao.person)

    assert visit.minutes.count() == 3
    assert [model.objects.count() for model in (Entry, Issue, Risk)] == [0, 0, 0]
