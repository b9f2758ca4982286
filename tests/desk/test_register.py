"""The register: narrowed, sorted, paged, and as fast with thirty lines as with one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.ledger.conftest import DUE, offered, worded
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, MeansGiven
from yinuo.ledger.models import EntryKind
from yinuo.signing.models import Means

ADDRESS = "/projects/P1/register/"
BY_MESSAGE = {"means": Means.MESSAGE, "by_name": "温宁", "recorded_by": "林知夏", "message_text": "可以"}


def page(client, query="", **headers):
    answer = client.get(f"{ADDRESS}{query}", headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def enter(cast, words, **known):
    return ledger.enter(
        cast.p1,
        **{"by": cast.lin, "at": clock.now(), "kind": EntryKind.EXPECTATION, "holder": cast.shao.person} | known,
        words=words,
    )


def queries(client, query=""):
    with CaptureQueriesContext(connection) as caught:
        page(client, query)
    return len(caught)


def test_an_empty_register_leads_to_taking_in_words(as_lin):
    assert 'href="/projects/P1/capture/"' in page(as_lin)
    assert "<table" not in page(as_lin)


def test_thirty_lines_cost_as_many_queries_as_one(cast, as_lin):
    page(as_lin)
    offered(cast, worded(cast, enter(cast, "第一条", due_on=DUE)))
    one = queries(as_lin)
    for number in range(29):
        offered(cast, worded(cast, enter(cast, f"第 {number} 条", due_on=DUE)))

    assert queries(as_lin) == one


def test_filters_narrow_and_their_number_is_told(as_lin, lines):
    shown = page(as_lin, "?kind=duty")

    assert (lines.duty.code in shown, lines.wish.words in shown) == (True, False)
    assert lines.wish.words in page(as_lin, "?words=排产规则")
    assert lines.promise.words not in page(as_lin, "?words=规则")
    assert lines.wish.words in page(as_lin, "?state=open&mine=on")
    assert lines.wish.words not in page(as_lin, "?state=agreed")


def test_a_filter_that_is_not_on_offer_is_left_out(as_lin, lines):
    assert lines.wish.words in page(as_lin, "?kind=rumour&holder=abc&after=x&order=-nothing")


def test_late_lines_say_how_late(cast, as_lin):
    enter(cast, "早该做了", due_on=clock.today("Asia/Shanghai") - timedelta(days=14))

    assert "days-missed" in page(as_lin, "?due=late")
    assert "days-missed" not in page(as_lin, "?due=soon")


def test_a_script_gets_the_rows_alone(as_lin, lines):
    part = page(as_lin, hx_request="true")

    assert part.strip().startswith('<div id="rows">')
    assert part.strip() in page(as_lin)


def test_every_row_opens_by_a_plain_link_too(as_lin, lines):
    shown = page(as_lin)

    for name, entry in (("expectations", lines.wish), ("commitments", lines.duty)):
        href = f"/projects/P1/{name}/{entry.code}/"
        assert f'href="{href}" hx-get="{href}" hx-target="#drawer"' in shown


def test_a_newer_version_that_is_not_confirmed_is_marked(cast, as_lin, lines):
    sheet = offered(cast, worded(cast, lines.wish))
    given = [AnswerGiven(sheet.lines.get().token, "confirm")]
    ledger.reply(sheet, means=MeansGiven(signed_on=DUE, **BY_MESSAGE), answers=given, at=clock.now())
    assert 'class="small versions"' not in page(as_lin)

    offered(cast, worded(cast, lines.wish, "第二版"))

    assert 'class="small versions"' in page(as_lin)


def test_pages_follow_one_another_by_key(cast, as_lin):
    for number in range(52):
        enter(cast, f"愿望 {number:02}", due_on=DUE)
    first = page(as_lin)
    following = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    second = page(as_lin, following)

    assert ("愿望 49" in first, "愿望 50" in first) == (True, False)
    assert ("愿望 49" in second, "愿望 50" in second, "愿望 51" in second) == (False, True, True)


@pytest.mark.parametrize("key", ["x|9" + "9" * 30, "x|²", "|", "9" * 5000])
def test_a_page_after_no_row_of_ours_is_a_page(as_lin, lines, key):
    assert as_lin.get("/projects/P1/register/", {"after": key}).status_code == 200


def test_a_saved_view_stands_above_the_list(cast, as_lin, as_admin, lines):
    as_lin.post("/projects/P1/views/", {"name": "我的未完", "query": "mine=on&state=open"})

    assert "我的未完" in page(as_lin)
    assert "我的未完" not in page(as_admin)
