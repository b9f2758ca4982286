"""The way through the pages: from a meeting over its minutes to the memo, its sending and its steps."""

import re

from django.test import Client

from tests.cast import Cast
from tests.meetings.conftest import answered, planned, sent
from yinuo.base import clock
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import Meeting, Memo, Minute
from yinuo.meetings.published import PublishedMemo

P1 = "/projects/P1"


def test_five_minutes_from_the_meeting_to_the_memo(cast: Cast, as_lin: Client):
    made = as_lin.post(
        f"{P1}/meetings/new/",
        {
            "kind": "site_visit",
            "title": "现场两天",
            "on": "2026-11-05",
            "begins": "09:00",
            "ends": "17:00",
            "until": "2026-11-06",
            "people": [cast.shao.person_id, cast.lin.person_id],
        },
    )
    there = made.headers["Location"]
    for line in ("演示了收货。", "办 林知夏 11月13日 排产复核会", "险 规则只在一人手里"):
        as_lin.post(f"{there}minutes/", {"line": line})
    assert list(Minute.objects.order_by("number").values_list("kind", "words", "side", "owner__name")) == [
        ("note", "演示了收货。", "", None),
        ("action", "排产复核会", "", "林知夏"),
        ("risk", "规则只在一人手里", "", None),
    ]

    draft = as_lin.post(f"{there}memo/").headers["Location"]
    page = as_lin.get(draft).content.decode()
    assert "排产复核会" in page
    assert "演示了收货。" in page
    went = as_lin.post(
        f"{draft}sending/", {"contacts": cast.wen.person_id, "due_on": "2099-12-31", "authority": "window"}
    )

    assert went.headers["Location"] == f"{P1}/sheets/1/"
    memo = Memo.objects.get()
    assert (memo.code, memo.on.isoformat(), memo.meeting.kind) == ("MM-1", "2026-11-06", "site_visit")
    assert as_lin.get(f"{P1}/memos/MM-1/").status_code == as_lin.get(draft).status_code == 200


def test_a_key_without_words_is_asked_again(cast: Cast, as_lin: Client, visit: Meeting):
    answer = as_lin.post(f"{P1}/meetings/{visit.code}/minutes/", {"line": "   "})

    assert answer.status_code == 422
    assert not Minute.objects.exists()


def test_the_agenda_begins_with_the_open_steps_and_keeps_what_was_said(cast: Cast, as_lin: Client, memo: Memo):
    sent(cast, memo)
    nxt = planned(cast, days=1)
    there = f"{P1}/meetings/{nxt.code}/"

    assert "MM-1/1" in as_lin.get(there).content.decode()
    back = as_lin.post(f"{P1}/memos/MM-1/steps/1/outcome/?meeting={nxt.code}", {"meeting": nxt.code, "fate": "done"})

    assert back.headers["Location"] == there
    assert "MM-1/1" in as_lin.get(there).content.decode()
    later = planned(cast, days=5)
    assert "MM-1/1" not in as_lin.get(f"{P1}/meetings/{later.code}/").content.decode()


def test_a_step_is_dropped_only_with_a_name_and_a_reason(cast: Cast, as_lin: Client, memo: Memo):
    sent(cast, memo)
    there = f"{P1}/memos/MM-1/steps/1/outcome/"

    assert as_lin.post(there, {"fate": "dropped"}).status_code == 422
    ours = as_lin.post(there, {"fate": "dropped", "why": "不用了", "agreed_by": cast.lin.person_id})
    assert ours.status_code == 422
    done = as_lin.post(there, {"fate": "dropped", "why": "不用了", "agreed_by": cast.wen.person_id})

    assert done.status_code == 302
    assert memo.items.get().drop.agreed_by == cast.wen.person


def test_what_cannot_be_done_is_said(cast: Cast, as_lin: Client, memo: Memo):
    sent(cast, memo)

    def told(path: str) -> str:
        return as_lin.post(f"{P1}/memos/MM-1/{path}", follow=True).content.decode()

    assert "客户还没有逐项确认完" in told("closing/")
    assert "客户已看过这一项" in told("steps/1/end/")
    answered(cast, memo.versions.get())
    assert "MM-1/1 既不在已发布的计划中" in told("closing/")
    assert "放入计划草稿" in told("steps/1/plan/")


def test_an_absolute_guarantee_is_not_sent_and_what_was_typed_stays(cast: Cast, as_lin: Client, memo: Memo):
    meetings.add_step(memo, by=cast.lin, at=clock.now(), given=meetings.StepGiven("保证上线零问题", "ours"))

    answer = as_lin.post(
        f"{P1}/memos/{memo.meeting.code}/sending/",
        {"contacts": cast.wen.person_id, "due_on": "2099-12-30", "authority": "window"},
    )

    assert answer.status_code == 422
    assert 'value="2099-12-30"' in answer.content.decode()


def test_the_client_reads_the_memo_as_it_was_sent(cast: Cast, as_lin: Client, as_wen: Client, memo: Memo):
    first = sent(cast, memo)
    answered(cast, first, cause="not_accept")
    here = f"/portal/{cast.p1.token}/memos/"
    token = PublishedMemo.objects.get().token
    meetings.change_memo(memo, by=cast.lin, at=clock.now(), version=1, work_done="只有我们看的话")

    page = as_wen.get(f"{here}{token}/").content.decode()
    assert "收货演示；排产访谈。" in page
    for heading in ("工作内容：", "达到的目的：", "延误原因（", "约定事项："):
        assert heading not in page
    assert "<strong>乙方</strong> 派工单样本迟收" in page
    assert "<strong>甲方</strong> 数据迟交" in page
    assert "不是这样" in page
    assert "只有我们看的话" not in page
    sent(cast, memo)
    newest = PublishedMemo.objects.latest("pk").token
    assert f"{here}{newest}/" in as_wen.get(f"{here}{token}/").content.decode()
    listed = as_wen.get(here).content.decode()
    assert re.findall(rf"{here}([\w-]+)/", listed) == [newest]


def test_a_draft_is_no_secret_kept_badly(cast: Cast, as_wen: Client, memo: Memo):
    here = f"/portal/{cast.p1.token}/"

    assert "车间走访" not in as_wen.get(f"{here}memos/").content.decode()
    assert "车间走访" not in as_wen.get(here).content.decode()


def test_private_notes_stand_on_a_page_of_their_own_and_in_no_memo(
    cast: Cast, as_lin: Client, as_wen: Client, visit: Meeting
):
    there = f"{P1}/meetings/{visit.code}/"
    as_lin.post(f"{there}notes/", {"about": visit.code, "text": "邵部长其实没被说服"})
    draft = as_lin.post(f"{there}memo/").headers["Location"]
    sent(cast, Memo.objects.get())

    token = PublishedMemo.objects.get().token
    assert "邵部长其实没被说服" in as_lin.get(f"{there}notes/").content.decode()
    for browser, path in ((as_lin, there), (as_lin, draft), (as_wen, f"/portal/{cast.p1.token}/memos/{token}/")):
        assert "没被说服" not in browser.get(path).content.decode()
