"""Language, theme, the keys and the error pages."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import Client, RequestFactory

from tests.cast import sign_in
from yinuo.base import frame, pages, preferences
from yinuo.base.marks import Link

ROOT = Path(settings.PACKAGE)


def test_a_stranger_switches_the_language_and_returns_to_where_he_was(client: Client):
    response = client.post("/language/", {"language": "en", "next": "/account/login/"})

    assert (response.status_code, response["Location"]) == (302, "/account/login/")
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_way_back_never_leads_out_of_the_house(client: Client, back):
    assert client.post("/language/", {"language": "en", "next": back})["Location"] == "/"


@pytest.mark.parametrize("facts", [{"language": "tlh"}, {"theme": "pink"}])
def test_an_unknown_wish_is_refused(client: Client, facts):
    assert client.post("/language/", facts).status_code == 400


def test_a_wish_is_a_post(client: Client):
    assert client.get("/language/").status_code == 405


def test_a_theme_is_kept_in_its_cookie_and_forgotten_on_demand(client: Client):
    dark = client.post("/language/", {"theme": "dark"})
    assert dark.cookies[preferences.theme_cookie()].value == "dark"
    assert client.post("/language/", {"theme": ""}).cookies[preferences.theme_cookie()]["max-age"] == 0


def test_whoever_keeps_wishes_is_told(client: Client, monkeypatch):
    told = []
    monkeypatch.setattr(preferences, "_keepers", [])
    preferences.keep_with(lambda _, *, language, theme: told.append((language, theme)))

    client.post("/language/", {"language": "en"})

    assert told == [("en", None)]


def test_a_theme_that_is_asked_for_stands_on_the_page(rf: RequestFactory):
    request = rf.get("/")
    request.COOKIES[preferences.theme_cookie()] = "dark"

    assert 'data-bs-theme="dark"' in pages.not_found(request).content.decode()


@pytest.mark.parametrize(
    ("page", "status"), [(pages.bad_request, 400), (pages.forbidden, 403), (pages.not_found, 404), (pages.broken, 500)]
)
@pytest.mark.parametrize(("language", "word"), [("zh-hans", "回到首页"), ("en", "To the start")])
def test_an_error_says_what_to_do_in_both_languages(rf: RequestFactory, page, status, language, word):
    from django.utils import translation

    with translation.override(language):
        response = page(rf.get("/", headers={"Accept-Language": language}))

    assert response.status_code == status
    assert word in response.content.decode()


@pytest.mark.django_db
def test_what_is_foreign_and_what_is_missing_look_alike(cast):
    member = sign_in(cast.lin.person)

    missing = member.get("/portal/nowhere/").content.decode()
    other = member.get("/nowhere/at-all/").content.decode()

    assert missing.replace("/portal/nowhere/", "") == other.replace("/nowhere/at-all/", "")


@pytest.mark.django_db
def test_a_member_reads_the_keys_and_sees_every_mark(cast):
    member = sign_in(cast.lin.person)

    assert "Ctrl" in member.get("/keys/").content.decode()
    assert member.get("/kit/").status_code == 200


@pytest.mark.django_db
def test_the_desks_pages_are_not_there_for_a_client(cast):
    client = sign_in(cast.wen.person)

    assert {client.get(path).status_code for path in ("/keys/", "/kit/")} == {404}


def test_a_stranger_is_asked_to_sign_in(client: Client):
    assert client.get("/keys/")["Location"].startswith("/account/login/")


def test_a_message_is_shown_once_and_politely():
    html = get_template("base/parts/notes.html").render({"notes": [frame.Note("success", "已发给温经理")]})

    assert 'aria-live="polite"' in html
    assert "已发给温经理" in html


def test_who_knows_the_projects_fills_the_switcher(rf: RequestFactory, monkeypatch):
    monkeypatch.setattr(frame, "_project_links", [])
    frame.offer_projects(lambda _: [Link("P1 华岭泵业", "/projects/P1/")])

    assert [link.words for link in frame.desk(rf.get("/"))["switcher"]] == ["P1 华岭泵业"]


def test_every_icon_a_template_names_is_in_the_sprite():
    known = (ROOT.parent / "assets" / "icons.txt").read_text().split()
    named = {
        name
        for template in ROOT.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon ["\']([a-z0-9-]+)', template.read_text())
    }

    assert named - set(known) == set()


def test_no_template_carries_a_style_or_a_script_of_its_own():
    for template in ROOT.rglob("templates/**/*.html"):
        text = re.sub(r"{#.*?#}", "", template.read_text())
        assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", text), template
