"""The client's side of issues and risks: shown, raised, answered."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from tests.cast import Cast, sign_in
from tests.delivery.test_issues import NOON, raised
from tests.delivery.test_risks import asked, confirmed, noted
from yinuo.delivery import actions as delivery
from yinuo.delivery import jobs
from yinuo.delivery.models import Issue, IssueAnswer, IssueState
from yinuo.delivery.published import ClientAnswer, PublishedIssue
from yinuo.delivery.queries import issues as queries
from yinuo.evidence import queries as evidence
from yinuo.notices.actions import Told
from yinuo.notices.models import Notice


def at(cast: Cast, page: str = "issues/") -> str:
    return f"/portal/{cast.p1.token}/{page}"


def test_the_client_reads_what_was_shown_and_nothing_else(cast: Cast, as_wen: Client):
    shown = raised(cast, "派工单样本没有收到")
    raised(cast, "内部：报价算错了")
    delivery.publish_issue(shown, by=cast.lin, at=NOON, what="派工单样本请补", answer="在等夜班的")

    page = as_wen.get(at(cast)).content.decode()

    assert "派工单样本请补" in page
    assert "在等夜班的" in page
    assert "没有收到" not in page
    assert "报价" not in page
    assert "I1" not in html.fromstring(page).text_content()  # keys of forms are random


def test_an_edit_of_ours_does_not_change_what_was_shown(cast: Cast, as_wen: Client):
    issue = raised(cast)
    delivery.publish_issue(issue, by=cast.lin, at=NOON)
    before = as_wen.get(at(cast)).content.decode()

    delivery.edit_issue(issue, by=cast.lin, at=NOON, version=1, what="改得面目全非", due_on=date(2027, 3, 1))
    delivery.answer_issue(issue, by=cast.lin, at=NOON, text="还没定")

    assert "面目全非" not in as_wen.get(at(cast)).content.decode()
    assert "派工单样本没有收到" in before


def test_a_contact_raises_an_issue_and_our_manager_hears_of_it(cast: Cast, as_wen: Client):
    answer = as_wen.post(at(cast), {"what": "打印机连不上", "severity": "high"})

    assert answer.headers["Location"] == at(cast)
    issue = Issue.objects.get()
    assert (issue.code, issue.raised_by, issue.side, issue.owner, issue.severity) == (
        "I1", "温宁", "ours", cast.lin.person, "high",
    )  # fmt: skip
    assert "打印机连不上" in as_wen.get(at(cast)).content.decode()
    assert [act.verb for act in evidence.events_of("P1/Q1", stream="P1/shared")] == ["delivery.client_raises"]
    notice = Notice.objects.get()
    assert (notice.kind, notice.subject, notice.person_id) == ("delivery.client_said", "P1/I1", cast.lin.person_id)


def test_an_empty_issue_is_refused_with_what_to_do(cast: Cast, as_wen: Client):
    answer = as_wen.post(at(cast), {"what": "", "severity": "low"})

    assert answer.status_code == 422
    assert not Issue.objects.exists()


def test_a_contact_answers_and_both_sides_see_it(cast: Cast, as_wen: Client):
    issue = raised(cast, owner=cast.shen.person, side="ours")
    delivery.publish_issue(issue, by=cast.lin, at=NOON, what="请补样本")

    as_wen.post(at(cast, f"issues/{issue.thread}/"), {"text": "明天送到"})

    assert (delivery.issue_state(issue), IssueAnswer.objects.get().is_client) == (IssueState.ANSWERED, True)
    assert ClientAnswer.objects.get().text == "明天送到"
    newest = PublishedIssue.objects.order_by("-id").first()
    assert (newest.number, newest.version, newest.what, newest.state, newest.answer) == (
        1, 2, "请补样本", "answered", "明天送到",
    )  # fmt: skip
    assert set(Notice.objects.values_list("person_id", flat=True)) == {cast.lin.person_id, cast.shen.person_id}
    assert "明天送到" in as_wen.get(at(cast, f"issues/{issue.thread}/")).content.decode()
    (act,) = evidence.events_of("P1/Q1", stream="P1/shared")[1:]
    assert act.verb == "delivery.client_answers"


def test_what_is_over_takes_no_answer_and_says_so(cast: Cast, as_wen: Client):
    issue = raised(cast)
    delivery.publish_issue(issue, by=cast.lin, at=NOON)
    delivery.close_issue(issue, by=cast.lin, at=NOON)  # not told yet

    answer = as_wen.post(at(cast, f"issues/{issue.thread}/"), {"text": "晚了"})

    assert answer.status_code == 422
    assert "这个问题已经结束。" in answer.content.decode()
    assert not ClientAnswer.objects.exists()


def test_what_was_not_shown_or_is_of_another_project_is_not_there(cast: Cast, as_wen: Client, as_he: Client):
    hidden, shown = raised(cast), raised(cast)
    delivery.publish_issue(shown, by=cast.lin, at=NOON)
    elsewhere = f"/portal/{cast.p2.token}/issues/{shown.thread}/"

    assert as_wen.get(at(cast, f"issues/{hidden.thread}/")).status_code == 404
    assert as_wen.post(at(cast, f"issues/{hidden.thread}/"), {"text": "试试"}).status_code == 404
    assert as_he.get(elsewhere).status_code == 404
    assert as_he.post(elsewhere, {"text": "试试"}).status_code == 404
    assert not ClientAnswer.objects.exists()


def test_the_verb_itself_refuses_a_foreign_thread(cast: Cast):
    shown = raised(cast)
    delivery.publish_issue(shown, by=cast.lin, at=NOON)
    speaker = delivery.Speaker(cast.he.person_id, "何蔓", cast.p2.pk)

    with pytest.raises(delivery.NotLive):
        delivery.client_answers(speaker, shown.thread, at=NOON, text="试试")
    assert not IssueAnswer.objects.exists()


def test_the_client_is_shown_risks_with_a_way_to_acknowledge_them(cast: Cast, as_wen: Client):
    risk = noted(cast)
    noted(cast, "内部：新经理经验不足", probability=1, impact=2)
    sheet = asked(cast, risk)
    before = as_wen.get(at(cast, "risks/")).content.decode()
    confirmed(cast, sheet)
    after = as_wen.get(at(cast, "risks/")).content.decode()

    assert "21 台设备没有数据接口" in before
    assert "新经理" not in before
    assert f"/sheets/{sheet.token}/" in before
    assert f"/sheets/{sheet.token}/" not in after
    assert "温宁" in after


def test_the_letter_goes_only_to_whoever_may_still_enter(cast: Cast):
    speaker = delivery.Speaker(cast.wen.person_id, "温宁", cast.p1.pk)
    delivery.client_raises(speaker, at=NOON, today=date(2026, 11, 20), what="打印机连不上")
    told = Told(delivery.SAID, "P1/I1", "", "mail", NOON)

    letter = jobs.said_letter(told, cast.lin.person)

    assert letter is not None
    assert "打印机连不上" in letter.text
    assert jobs.said_letter(told, cast.zhou.person) is None
    assert jobs.said_letter(told, cast.wen.person) is None


def test_high_issues_are_untold_until_the_client_knows(cast: Cast):
    today = date(2026, 11, 20)
    hidden = raised(cast)
    raised(cast, "他们提的", raised_by="温宁")
    raised(cast, "备忘录里的", origin="MM-108/2")
    raised(cast, "不重", severity="middle")

    assert [row.code for row in queries.untold(cast.p1, today)] == ["I1"]
    assert queries.untold(cast.p1, date(2026, 11, 10)) == ()
    delivery.publish_issue(hidden, by=cast.lin, at=NOON)
    assert queries.untold(cast.p1, today) == ()


def test_the_lists_ask_the_same_questions_however_long_they_are(cast: Cast, as_wen: Client):
    def costs() -> tuple[int, int]:
        found = []
        for page in ("issues/", "risks/"):
            with CaptureQueriesContext(connection) as caught:
                assert as_wen.get(at(cast, page)).status_code == 200
            found.append(len(caught))
        return found[0], found[1]

    def one_more() -> None:
        delivery.publish_issue(raised(cast), by=cast.lin, at=NOON)
        asked(cast, noted(cast))

    one_more()
    costs()
    few = costs()
    for _ in range(8):
        one_more()

    assert costs() == few


def test_a_contact_off_the_project_sees_no_list(cast: Cast):
    client = sign_in(cast.dong.person)

    assert {client.get(at(cast, page)).status_code for page in ("issues/", "risks/")} == {404}
