"""Whoever shows a member's token reads what the member may read; everybody else, signed in or not, is nobody."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.api.conftest import program, token_for
from tests.cast import sign_in
from yinuo.api import door, problems
from yinuo.base import clock, limits
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.people import actions as people
from yinuo.people.models import ApiToken
from yinuo.projects import actions as projects

REGISTER = "/api/projects/P1/register/"
NOWHERE = "/api/projects/P9/register/"


def said(answer):
    """Status, media type and the code that a program reads."""
    return answer.status_code, answer.headers["Content-Type"], json.loads(answer.content)["code"]


def problem(status, code):
    return status, "application/problem+json", code


def test_a_member_on_the_project_and_an_administrator_read_it_a_member_off_it_does_not(lin, zhou, admin):
    assert [client.get(REGISTER).status_code for client in (lin, admin, zhou)] == [200, 200, 404]


def test_a_foreign_project_is_answered_like_one_that_never_was_to_the_last_byte(zhou):
    paths = ("register/", "sheets/", "sheets/1/", "entries/E1/", "")
    answers = [zhou.get(f"/api/projects/{code}/{path}") for code in ("P1", "P9") for path in paths]

    assert {(answer.status_code, answer.content, str(answer.headers)) for answer in answers} == {
        (404, answers[0].content, str(zhou.get("/api/never/was/").headers))
    }
    assert said(answers[0]) == problem(404, "not-found")


@pytest.mark.parametrize("who", ["lin", "admin", "wen", "he"])
def test_a_session_counts_for_nothing_here_and_is_not_touched(cast, who):
    browser = sign_in(getattr(cast, who).person)
    answer = browser.get(REGISTER)

    assert said(answer) == problem(401, "no-token")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="yinuo"'
    assert answer.content == Client().get(NOWHERE).content
    assert not answer.cookies


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Bearer yinuo_nobody-made-this", "Basic bGluOnh4", "bearer a b", "Bearer 令牌"]
)
def test_whatever_is_no_token_is_refused_alike(cast, header):
    answer = Client().get("/api/", HTTP_AUTHORIZATION=header)

    assert said(answer) == problem(401, "no-token")


def test_a_token_counts_in_the_header_only(cast):
    secret = token_for(cast.lin)

    assert Client().get(REGISTER, {"access_token": secret, "token": secret}).status_code == 401
    assert program(secret).get(REGISTER).status_code == 200


def test_a_token_that_was_ended_is_refused_at_once(cast, lin):
    assert lin.get("/api/").status_code == 200

    people.end_token(cast.lin, token=ApiToken.objects.get().pk, at=clock.now())

    assert said(lin.get("/api/")) == problem(401, "no-token")


def test_a_token_is_good_through_its_last_day_and_no_longer(cast, lin):
    last = ApiToken.objects.get().expires_on
    with time_machine.travel(f"{last}T23:59:00Z", tick=False):
        assert lin.get("/api/").status_code == 200
    with time_machine.travel(f"{last + timedelta(days=1)}T00:00:00Z", tick=False):
        assert lin.get("/api/").status_code == 401


def test_whoever_is_shut_out_has_no_token_left(cast, lin):
    people.shut_out(cast.lin.person, by=cast.admin, at=clock.now())

    assert said(lin.get("/api/")) == problem(401, "no-token")
    assert ApiToken.objects.filter(ended_at=None).count() == 0


def test_whoever_leaves_the_project_reads_it_no_more(cast, lin):

    assert lin.get(REGISTER).status_code == 200
    projects.end_seat(cast.seat(cast.lin), by=cast.admin, until=clock.today("UTC"))

    assert said(lin.get(REGISTER)) == problem(404, "not-found")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_nothing_can_be_written(lin, method):
    answer = lin.generic(method, REGISTER)

    assert said(answer) == problem(405, "wrong-method")
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_head_and_options_are_answered(lin):
    head, options = lin.head(REGISTER), lin.options(REGISTER)

    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["ETag"] == lin.get(REGISTER).headers["ETag"]
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")


def test_no_answer_is_kept_on_the_way_and_none_sets_a_cookie(lin, zhou):
    answers = [lin.get("/api/"), zhou.get(REGISTER), Client().get("/api/"), lin.post("/api/"), lin.options("/api/")]
    unchanged = lin.get("/api/", headers={"If-None-Match": answers[0].headers["ETag"]})

    assert {answer.headers["Cache-Control"] for answer in (*answers, unchanged)} == {"no-store"}
    assert [answer.cookies for answer in answers if answer.cookies] == []


def test_what_has_not_changed_is_not_sent_again(cast, lin, lines):
    first = lin.get(REGISTER)
    again = lin.get(REGISTER, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    ledger.enter(cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.wen.person, words="新的愿望")
    changed = lin.get(REGISTER, headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
    assert changed.headers["ETag"] != first.headers["ETag"]


def test_the_same_list_has_another_tag_for_another_member(lin, admin):
    mine, hers = lin.get(REGISTER), admin.get(REGISTER)

    assert mine.content == hers.content
    assert mine.headers["ETag"] != hers.headers["ETag"]
    assert admin.get(REGISTER, headers={"If-None-Match": mine.headers["ETag"]}).status_code == 200


def test_one_token_that_asks_too_often_waits_and_another_does_not(cast, lin, monkeypatch):
    monkeypatch.setattr(door, "REQUESTS", limits.Limit("api", most=3, seconds=300))

    assert [lin.get("/api/").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = lin.get("/api/")
    assert said(answer) == problem(429, "too-many")
    assert answer.headers["Retry-After"] == "300"
    assert program(token_for(cast.lin)).get("/api/").status_code == 200


def test_what_the_house_refuses_before_a_page_is_asked_is_a_problem_too(lin):
    answer = lin.get("/api/", CONTENT_TYPE="text/plain; charset=utf-7")

    assert said(answer) == problem(400, "bad-request")


def test_the_day_of_the_last_use_is_kept_and_nothing_else_is_written(lin):
    events = Event.objects.count()
    lin.get("/api/")

    assert ApiToken.objects.get().last_used_on == clock.today("UTC")
    assert Event.objects.count() == events


def test_every_problem_leads_to_its_place_in_the_description(lin):
    known = lin.get("/api/openapi.json").json()["x-problems"]

    for kind in problems.ALL:
        assert known[kind.code] == json.loads(problems.answer(kind).content)
