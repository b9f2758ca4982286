"""A memo writes itself, is sent as a sheet, confirmed line by line; an objection leads to its next version."""

from datetime import timedelta

import pytest

from tests.cast import Cast
from tests.meetings.conftest import answered, planned, sent, step, written
from yinuo.base import clock
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Agreement, Sheet
from yinuo.meetings import actions as meetings
from yinuo.meetings import queries
from yinuo.meetings.models import Fate, Meeting, Memo, MemoItem, MemoItemDrop
from yinuo.meetings.published import PublishedMemo
from yinuo.meetings.queries import memos


def test_a_memo_writes_itself_from_the_minutes(cast: Cast, visit: Meeting):
    due_on = clock.today("Asia/Shanghai") + timedelta(days=6)
    for kind, words, more in (
        ("note", "看了派工。", {}),
        ("decision", "先排瓶颈工序。", {}),
        ("risk", "规则只在一人手里。", {}),
        ("action", "给派工单样本", {"owner": cast.shao.person, "due_on": due_on}),
        ("action", "整理规则", {}),
    ):
        meetings.note_minute(visit, by=cast.lin, at=clock.now(), kind=kind, words=words, **more)

    memo = meetings.write_memo(visit, by=cast.lin, at=clock.now())

    assert memo.work_done == "看了派工。\n先排瓶颈工序。"
    assert list(memo.items.order_by("number").values_list("words", "side", "owner__name", "due_on")) == [
        ("给派工单样本", "client", "邵国梁", due_on),
        ("整理规则", "ours", None, None),
    ]
    assert Event.objects.filter(verb="meetings.write_memo").get().subject == "P1/M1"
    with pytest.raises(meetings.MemoWritten):
        meetings.write_memo(visit, by=cast.lin, at=clock.now())


def test_the_next_memo_goes_on_with_what_was_carried(cast: Cast, memo: Memo):
    sent(cast, memo)
    nxt = planned(cast, days=-1)
    item = memo.items.get()
    meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.CARRIED, meeting=nxt)

    newer = meetings.write_memo(nxt, by=cast.lin, at=clock.now())

    assert newer.previous == memo
    assert list(newer.items.values_list("words", "carried_from", "carries")) == [("召开排产复核会", item.pk, 1)]
    sent(cast, newer)
    assert [row.code for row in queries.open_steps(cast.p1, clock.today("Asia/Shanghai"))] == ["MM-2/1"]


def test_sending_gives_the_code_and_the_sheet_says_every_part(cast: Cast, memo: Memo):
    assert memo.code == ""

    version = sent(cast, memo, code="MM-108")

    memo.refresh_from_db()
    assert (memo.code, version.number, version.published.code) == ("MM-108", 1, "MM-108")
    assert list(version.sheet.lines.order_by("number").values_list("kind", "who")) == [
        ("record", ""),
        ("record", ""),
        ("record", ""),
        ("record", ""),
        ("record", ""),
        ("plan", "林知夏 · 项目经理"),
    ]
    parts = version.published.lines.order_by("line__number").values_list("part", "side")
    assert list(parts) == [
        ("head", ""),
        ("work", ""),
        ("purpose", ""),
        ("cause", "ours"),
        ("cause", "client"),
        ("step", "ours"),
    ]
    assert version.sheet.lines.get(number=4).text == "延误原因（乙方）：派工单样本迟收"
    shared = Event.objects.filter(stream__name="P1/shared").order_by("seq").values_list("verb", "subject")
    assert list(shared) == [("ledger.offer_sheet", "P1/S1"), ("meetings.send_memo", "P1/MM-108")]
    assert evidence.verify() == []


def test_a_memo_is_draft_sent_confirmed(cast: Cast, memo: Memo):
    states = [queries.standing_of(memo).state]
    version = sent(cast, memo)
    memo.refresh_from_db()
    states.append(queries.standing_of(memo).state)
    answered(cast, version)
    states.append(queries.standing_of(memo).state)

    assert states == ["draft", "sent", "confirmed"]
    assert Agreement.objects.count() == 6


def test_a_sheet_taken_back_leaves_a_draft_that_keeps_its_code(cast: Cast, memo: Memo):
    version = sent(cast, memo)

    ledger.recall(version.sheet, by=cast.lin, at=clock.now(), why="写错了")

    memo.refresh_from_db()
    assert (queries.standing_of(memo).state, memo.code) == ("draft", "MM-1")
    assert sent(cast, memo).number == 2


def test_an_objection_leads_to_version_two_in_the_same_threads(cast: Cast, memo: Memo):
    first = sent(cast, memo)
    answered(cast, first, cause="not_accept")
    memo.refresh_from_db()
    assert queries.standing_of(memo).state == "objected"
    theirs = memo.causes.get(side="client")
    meetings.remove_cause(theirs, by=cast.lin, at=clock.now())
    meetings.add_cause(memo, by=cast.lin, at=clock.now(), given=meetings.CauseGiven("client", "停线盘点"))

    second = sent(cast, memo)

    threads = [list(one.sheet.lines.order_by("number").values_list("thread", flat=True)) for one in (first, second)]
    assert threads[1][:4] == threads[0][:4]
    assert threads[1][5] == threads[0][5]
    assert threads[1][4] not in threads[0]
    assert second.sheet.title == "备忘录 MM-1（第 2 版）：车间走访"
    assert second.sheet.lines.get(number=2).agreed_before == "工作内容：收货演示；排产访谈。"
    answered(cast, second)
    assert queries.standing_of(memo).state == "confirmed"
    assert list(PublishedMemo.objects.order_by("version").values_list("code", "version")) == [("MM-1", 1), ("MM-1", 2)]


def test_what_was_sent_stays_as_it_was_sent(cast: Cast, memo: Memo):
    version = sent(cast, memo)
    before = version.sheet.canonical_text, version.sheet.lines.get(number=6).text

    meetings.change_step(memo.items.get(), by=cast.lin, at=clock.now(), was={}, words="别的")
    meetings.change_memo(memo, by=cast.lin, at=clock.now(), version=1, work_done="别的")

    sheet = Sheet.objects.get()
    assert (sheet.canonical_text, sheet.lines.get(number=6).text) == before


def test_nothing_seen_is_overwritten(cast: Cast, memo: Memo):
    meetings.change_memo(memo, by=cast.lin, at=clock.now(), version=1, purpose="甲")

    with pytest.raises(meetings.Edited):
        meetings.change_memo(memo, by=cast.lin, at=clock.now(), version=1, purpose="乙")
    with pytest.raises(meetings.Edited):
        meetings.change_step(memo.items.get(), by=cast.lin, at=clock.now(), was={"words": "旧的"}, words="新的")


def test_a_step_is_taken_out_only_before_the_client_read_it(cast: Cast, memo: Memo):
    extra = meetings.add_step(memo, by=cast.lin, at=clock.now(), given=step(cast, "多余"))
    meetings.remove_step(extra, by=cast.lin, at=clock.now())
    sent(cast, memo)

    with pytest.raises(meetings.AlreadySent):
        meetings.remove_step(memo.items.get(is_gone=False), by=cast.lin, at=clock.now())

    assert list(MemoItem.objects.order_by("number").values_list("number", "is_gone")) == [(1, False), (2, True)]


def test_a_step_is_dropped_by_both_sides_only(cast: Cast, memo: Memo):
    item = memo.items.get()

    for nobody in (None, cast.lin.person):
        with pytest.raises(meetings.NotTheirs):
            meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.DROPPED, agreed_by=nobody, why="不用了")
    meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.DROPPED, agreed_by=cast.wen.person, why="不用了")

    assert MemoItemDrop.objects.get().agreed_by == cast.wen.person


def test_saying_the_same_twice_is_said_once(cast: Cast, memo: Memo, visit: Meeting):
    item = memo.items.get()
    for _twice in range(2):
        meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.CARRIED, meeting=visit)

    assert item.steps.count() == 1


def test_open_steps_turn_amber_and_go_up(cast: Cast, memo: Memo):
    sent(cast, memo)
    item, today, chips = memo.items.get(), clock.today("Asia/Shanghai"), []
    for days in (-1, 0, 1):
        meeting = planned(cast, days=days)
        meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.CARRIED, meeting=meeting)
        chips.append(queries.open_steps(cast.p1, today)[0].chip)
    meetings.settle_step(item, by=cast.lin, at=clock.now(), fate=Fate.ESCALATED)
    chips.append(queries.open_steps(cast.p1, today)[0].chip)

    assert chips == ["step_carried", "step_worn", "step_escalate", "step_escalated"]


def test_a_memo_without_an_answer_waits_and_a_refusal_is_an_answer(cast: Cast, memo: Memo):
    other = written(cast, planned(cast, days=-1))
    sent(cast, memo)
    refused = sent(cast, other)
    answered(cast, refused, cause="not_accept")
    today = clock.today("Asia/Shanghai")

    waiting = memos.unconfirmed(cast.p1, today + timedelta(days=30))

    assert [(row.code, row.sent_on, row.working_days > 15) for row in waiting] == [("MM-1", today, True)]


def test_only_open_steps_of_sent_memos_are_owed_to_the_plan(cast: Cast, memo: Memo):
    meetings.add_step(memo, by=cast.lin, at=clock.now(), given=step(cast, "完成了的"))
    draft = written(cast, planned(cast, days=-1))
    sent(cast, memo)
    done = memo.items.get(number=2)
    meetings.settle_step(done, by=cast.lin, at=clock.now(), fate=Fate.DONE)

    assert [row.code for row in memos.unplanned(cast.p1)] == ["MM-1/1"]
    assert draft.code == ""


def test_memos_that_name_no_cause_are_told(cast: Cast, memo: Memo):
    bare = meetings.write_memo(planned(cast, days=-1), by=cast.lin, at=clock.now())

    assert [(row.handle, row.since) for row in memos.without_causes(cast.p1)] == [(bare.meeting.code, None)]


def test_a_promise_that_nobody_can_keep_is_not_sent(cast: Cast, visit: Meeting):
    memo = written(cast, visit, step(cast, "保证上线零问题"))

    with pytest.raises(meetings.AbsoluteGuarantee):
        sent(cast, memo)

    assert Memo.objects.get().code == ""
