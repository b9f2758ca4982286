"""A token for a program: made after a question, shown once, kept as a hash, ended by its member only."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import PASSWORD, sign_in
from yinuo.base import clock, codes
from yinuo.evidence.models import Event, Fact
from yinuo.people import actions, queries
from yinuo.people.models import ApiToken

NEW = "/account/tokens/new/"
GIVEN = {"name": "每周报表", "days": "90"}


@pytest.fixture
def lin(cast):
    """林知夏 just signed in by password and said it once more."""
    browser = Client()
    browser.post("/account/login/", {"login": "linzhixia@chengchuan.example", "password": PASSWORD})
    assert browser.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
    return browser


def make(member, days=90):
    now = clock.now()
    return actions.make_token(member, name="每周报表", expires_on=now.date() + timedelta(days=days), at=now)


def test_a_token_is_made_shown_once_and_kept_as_a_hash(cast, lin):
    page = lin.post(NEW, GIVEN)
    secret = re.search(r"<pre[^>]*>(yinuo_[\w-]{43})</pre>", page.text)[1]
    row = ApiToken.objects.get()

    assert (row.member, row.name, row.secret_digest) == (cast.lin, "每周报表", codes.digest(secret))
    assert row.expires_on == clock.today("UTC") + timedelta(days=90)
    assert "每周报表" in lin.get("/account/").text
    assert secret not in lin.get("/account/").text + lin.get(NEW).text
    event = Event.objects.get(verb="people.make_token")
    told = dict(Fact.objects.filter(event=event).values_list("name", "value"))
    assert event.subject == f"person/{cast.lin.person_id}"
    assert told["expires_on"] == f'"{row.expires_on}"'
    assert secret not in str(told)


def test_whoever_found_an_open_browser_makes_and_ends_none(cast, as_lin):
    make(cast.lin)
    row = ApiToken.objects.get()

    for path in (NEW, f"/account/tokens/{row.pk}/end/"):
        assert as_lin.post(path, GIVEN).url.startswith("/account/confirm/")
    assert ApiToken.objects.get().ended_at is None


def test_a_token_is_ended_by_its_member_once(cast, lin):
    make(cast.lin)
    path = f"/account/tokens/{ApiToken.objects.get().pk}/end/"

    assert "每周报表" in lin.get(path).text
    assert lin.post(path).url == "/account/"
    assert ApiToken.objects.get().ended_at is not None
    assert Event.objects.filter(verb="people.end_token").count() == 1
    assert lin.post(path).status_code == 404
    assert "每周报表" not in lin.get("/account/").text


def test_nobody_ends_the_token_of_somebody_else(cast, lin):
    make(cast.zhou)
    row = ApiToken.objects.get()

    assert lin.post(f"/account/tokens/{row.pk}/end/").status_code == 404
    with pytest.raises(actions.NoSuchToken):
        actions.end_token(cast.lin, token=row.pk, at=clock.now())
    assert ApiToken.objects.get().ended_at is None


@pytest.mark.parametrize("days", [-1, 366])
def test_no_token_lasts_more_than_a_year_or_ends_before_it_begins(cast, days):
    with pytest.raises(actions.TooLong):
        make(cast.lin, days)
    assert not ApiToken.objects.exists()


def test_the_page_offers_no_other_time(lin):
    assert "form-narrow" in lin.post(NEW, GIVEN | {"days": "3650"}).text
    assert not ApiToken.objects.exists()


def test_twenty_tokens_are_enough(cast, lin):
    for _ in range(20):
        make(cast.lin)
    with pytest.raises(actions.TooManyTokens):
        make(cast.lin)

    assert "form-narrow" in lin.post(NEW, GIVEN).text
    actions.end_token(cast.lin, token=queries.tokens_of(cast.lin)[0].pk, at=clock.now())
    make(cast.lin)
    assert len(queries.tokens_of(cast.lin)) == 20


@pytest.mark.parametrize("who", ["wen", "he"])
def test_a_contact_has_no_token(cast, who):
    browser = sign_in(getattr(cast, who).person)

    assert (browser.get(NEW).status_code, browser.post(NEW, GIVEN).status_code) == (404, 404)
    assert not ApiToken.objects.exists()
