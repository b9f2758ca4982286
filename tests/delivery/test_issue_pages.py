"""The issue list at the desk."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.cast import Cast
from tests.delivery.test_issues import NOON, raised
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import Issue, IssueStep
from yinuo.evidence import queries as evidence
from yinuo.ledger import actions as ledger

LIST = "/projects/P1/issues/"
TYPED = {
    "what": "接口文档没写完",
    "side": "",
    "owner": "林知夏",
    "due_on": "2026-11-27",
    "severity": "middle",
    "raised_by": "温宁",
    "raised_on": "2026-11-20",
}


def test_a_row_is_entered_from_the_list_and_takes_the_side_of_its_owner(cast: Cast, as_lin: Client):
    answer = as_lin.post(f"{LIST}new/", TYPED, follow=True)

    assert answer.redirect_chain == [(LIST, 302)]
    assert Issue.objects.values_list("what", "side", "owner", "due_on").get() == (
        "接口文档没写完", "ours", cast.lin.person_id, date(2026, 11, 27),
    )  # fmt: skip
    assert "I1 已列入清单。" in answer.content.decode()


def test_a_stranger_needs_a_side_and_a_known_person_keeps_theirs(cast: Cast, as_lin: Client):
    stranger = as_lin.post(f"{LIST}new/", TYPED | {"owner": "机房供应商"})
    wrong = as_lin.post(f"{LIST}new/", TYPED | {"side": "client"})
    third = as_lin.post(f"{LIST}new/", TYPED | {"owner": "机房供应商", "side": "third"})

    assert (stranger.status_code, wrong.status_code, third.status_code) == (422, 422, 302)
    assert "请选择轮到哪一方；项目里没有这个名字的人。" in stranger.content.decode()
    assert 'value="接口文档没写完"' in stranger.content.decode()
    assert "林知夏属于另一方：我方。" in wrong.content.decode()
    assert Issue.objects.get().owner_name == "机房供应商"


def test_who_and_when_are_those_of_the_writer_unless_said(cast: Cast, as_lin: Client):
    as_lin.post(f"{LIST}new/", {"what": "网线断了", "owner": "林知夏", "severity": "low"})

    issue = Issue.objects.get()
    assert (issue.raised_by, issue.raised_on) == ("林知夏", clock.today("Asia/Shanghai"))


def test_only_the_rows_come_when_a_filter_asks_by_script(cast: Cast, as_lin: Client):
    raised(cast)

    part = as_lin.get(f"{LIST}?words=没有的", headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith('<div id="rows">')
    assert "没有符合这些条件的问题。" in part


def test_an_old_address_with_strange_values_still_opens(cast: Cast, as_lin: Client):
    raised(cast)

    for query in ("?page=0", "?page=x", "?page=99999999999", "?state=none&side=x&order=-nothing"):
        assert as_lin.get(LIST + query).status_code == 200, query


def test_an_issue_is_answered_closed_and_opened_again_on_its_pages(cast: Cast, as_lin: Client):
    raised(cast)

    as_lin.post(f"{LIST}I1/answer/", {"text": "收到两份"})
    as_lin.post(f"{LIST}I1/closing/", {"why": ""})
    silent = as_lin.post(f"{LIST}I1/reopening/", {"why": ""})
    as_lin.post(f"{LIST}I1/reopening/", {"why": "缺夜班的"})

    assert silent.status_code == 422
    assert list(IssueStep.objects.order_by("id").values_list("state", flat=True)) == [
        "open", "answered", "closed", "reopened",
    ]  # fmt: skip
    page = as_lin.get(f"{LIST}I1/").content.decode()
    assert "收到两份" in page
    assert "缺夜班的" in page


def test_what_does_not_fit_the_state_is_said_and_not_done(cast: Cast, as_lin: Client):
    issue = raised(cast)
    delivery.close_issue(issue, by=cast.lin, at=NOON)

    answer = as_lin.post(f"{LIST}I1/answer/", {"text": "晚了"}, follow=True)

    assert "问题处于“已关闭”状态，现在不能这样做。" in answer.content.decode()
    assert not issue.answers.exists()


def test_somebody_who_left_stays_the_owner_until_another_is_named(cast: Cast, as_lin: Client):
    raised(cast, owner=cast.ma.person)

    answer = as_lin.post(f"{LIST}I1/edit/", TYPED | {"owner": "马腾", "side": "client", "what": "改了字"})

    assert answer.status_code == 302
    assert Issue.objects.values_list("owner", "what").get() == (cast.ma.person_id, "改了字")


def test_a_tie_to_the_ledger_is_made_and_undone(cast: Cast, as_lin: Client):
    raised(cast)
    wish = ledger.enter(
        cast.p1, by=cast.lin, at=NOON, kind="expectation", holder=cast.shao.person, words="系统要按我的排产规则"
    )

    as_lin.post(f"{LIST}I1/links/", {"other": wish.code})
    shown = as_lin.get(f"{LIST}I1/").content.decode()
    as_lin.post(f"{LIST}I1/links/{wish.code}/end/")

    assert "系统要按我的排产规则" in shown
    assert "系统要按我的排产规则" not in as_lin.get(f"{LIST}I1/").content.decode()


def test_the_list_asks_the_same_questions_however_long_it_is(cast: Cast, as_lin: Client):
    def asked() -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_lin.get(LIST).status_code == 200
        return len(caught)

    raised(cast)
    asked()
    few = asked()
    for _ in range(30):
        raised(cast)

    assert asked() == few


def test_the_list_is_taken_out_as_it_is_narrowed_and_no_cell_is_a_formula(cast: Cast, as_lin: Client):
    raised(cast, '=HYPERLINK("http://example.com")', origin="MM-108/3")
    over = raised(cast, "过去了")
    delivery.close_issue(over, by=cast.lin, at=NOON)

    answer = as_lin.post(f"{LIST}export/", {"form": "xlsx", "query": "state=live"})

    sheet = load_workbook(BytesIO(answer.getvalue())).active
    head, *rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert head[:3] == ["编号", "事项", "提出人"]
    assert [row[0] for row in rows] == ["I1"]
    assert sheet.cell(2, 2).data_type == "s"
    assert (rows[0][4], rows[0][8], rows[0][13]) == ("甲方", "待处理", "MM-108/3")
    (act,) = evidence.events_of("P1/issues")
    assert (act.verb, act.fact("form"), act.fact("lines")) == ("delivery.export_issues", "xlsx", 1)


def test_the_list_comes_as_text_and_as_a_document_too_and_as_nothing_else(cast: Cast, as_lin: Client):
    raised(cast, "=1+1")

    text = as_lin.post(f"{LIST}export/", {"form": "csv"})
    paper = as_lin.post(f"{LIST}export/", {"form": "docx"})
    other = as_lin.post(f"{LIST}export/", {"form": "exe"})

    assert '"\'=1+1"' in text.getvalue().decode("utf-8-sig")
    assert paper.getvalue().startswith(b"PK")
    assert other.status_code == 404


def test_a_tie_to_a_task_of_the_plan_is_made_and_undone(cast: Cast, as_lin: Client):
    issue = raised(cast)
    task = delivery.add_task(
        cast.p1, by=cast.lin, at=NOON, name="补访生产部", side="ours", owner=cast.lin.person, due_on=date(2026, 12, 4)
    )

    as_lin.post(f"{LIST}I1/links/", {"other": task.code})
    shown = as_lin.get(f"{LIST}I1/").content.decode()
    assert issue.tasks.get().task == task
    as_lin.post(f"{LIST}I1/links/{task.code}/end/")

    assert "补访生产部" in shown
    assert not issue.tasks.exists()
