"""Signing in through the firm's own provider: a real one, run beside the tests."""

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.cast import PASSWORD, is_in
from tests.house import tree
from yinuo.base import clock, codes
from yinuo.evidence.models import Event
from yinuo.people import access, actions
from yinuo.people.models import Person

FOREIGN = "accounts at the firm’s provider that are nobody’s here"
FORGED = "answers of a provider: forged, stolen, used before, badly signed"


def _free_port():
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


@contextmanager
def served(folder, **environment):
    """The provider's issuer, while it runs."""
    port = _free_port()
    kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(tree.ROOT), **environment}
    command = [sys.executable, "-m", "tests.people.provider", str(port), str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=kept, cwd=tree.ROOT) as process:
        try:
            assert process.stdout.readline() == "ready\n"
            yield f"http://127.0.0.1:{port}/o"
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def issuer(tmp_path_factory):
    with served(tmp_path_factory.mktemp("provider")) as address:
        yield address


def trust(settings, issuer, *, client="yinuo"):
    """Write the provider into the settings, as the environment does at a start."""
    settings.OIDC_ISSUER, settings.OIDC_NAME = issuer, "澄川统一登录"
    app = {
        "provider_id": "oidc",
        "name": settings.OIDC_NAME,
        "client_id": client,
        "secret": "told-to-nobody",
        "settings": {"server_url": issuer, "fetch_userinfo": False},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


@pytest.fixture
def trusted(settings, issuer, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    trust(settings, issuer)
    return issuer


def leave(browser, **body):
    """Press the button; where the browser is sent."""
    answer = browser.post("/account/oidc/", body)
    assert answer.status_code == 302
    return answer.url


def answer_of(address, name):
    """What the provider answers to `name`, who is signed in there: the way back, without the host."""
    said = requests.get(address, cookies={"as": name}, allow_redirects=False, timeout=30)
    assert said.status_code == 302, said.text[:300]
    return said.headers["Location"].removeprefix("http://testserver")


def sign_in_as(browser, name, **body):
    return browser.get(answer_of(leave(browser, **body), name))


def test_a_member_comes_in_and_is_linked_by_issuer_and_subject(cast, trusted):
    browser = Client()
    asked = parse_qs(urlsplit(leave(browser)).query)
    assert asked["response_type"] == ["code"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["nonce"][0]) >= 43
    assert len(asked["state"][0]) >= 16

    answer = sign_in_as(browser, "lin", next="/projects/")
    assert (answer.status_code, answer.url) == (302, "/projects/")
    assert browser.session["_auth_user_id"] == str(cast.lin.person_id)
    assert is_in(browser)
    account = SocialAccount.objects.get()
    assert (account.user_id, account.uid) == (cast.lin.person_id, codes.digest(f"{trusted}\n1"))
    assert set(account.extra_data) == {"iss", "sub", "nonce"}
    assert Event.objects.filter(verb="people.link_outside", subject=f"person/{cast.lin.person_id}").count() == 1

    # From now on the identity counts, not the address.
    Person.objects.filter(pk=cast.lin.person_id).update(email="moved@chengchuan.example")
    again = Client()
    assert sign_in_as(again, "lin").url == "/"
    assert again.session["_auth_user_id"] == str(cast.lin.person_id)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [("stranger", "添加为同事"), ("wen", "添加为同事"), ("unverified", "没有确认你的邮箱已验证")],
)
def test_nobody_else_gets_in_and_the_page_says_what_to_do(cast, trusted, name, words, shut):
    before = Person.objects.count()
    browser = Client()
    answer = sign_in_as(browser, name)
    assert answer.status_code == 403
    assert words in answer.text
    shut(FOREIGN, browser)
    assert (Person.objects.count(), SocialAccount.objects.count()) == (before, 0)


def test_a_second_account_with_the_same_address_is_not_linked(cast, trusted, shut):
    assert sign_in_as(Client(), "lin").url == "/"
    browser = Client()
    answer = sign_in_as(browser, "second")
    assert answer.status_code == 403
    assert "另一个账号" in answer.text
    shut(FOREIGN, browser)


def test_whoever_is_shut_out_stays_out(cast, trusted, shut):
    assert sign_in_as(Client(), "lin").url == "/"
    actions.shut_out(cast.lin.person, by=cast.admin, at=cast.lin.person.joined_at)
    browser = Client()
    assert sign_in_as(browser, "lin").status_code == 403
    shut(FOREIGN, browser)


def test_an_answer_to_another_browser_is_refused(cast, trusted, shut):
    way = answer_of(leave(Client()), "lin")
    thief = Client()
    leave(thief)
    for forged in (way, "/account/oidc/callback/?code=x&state=x", "/account/oidc/callback/?error=access_denied"):
        answer = thief.get(forged)
        assert answer.status_code == 401
        assert "请重新开始" in answer.text
    shut(FORGED, thief, times=3)


def test_an_answer_is_good_once(cast, trusted, shut):
    browser = Client()
    way = answer_of(leave(browser), "lin")
    assert browser.get(way).status_code == 302
    browser.post("/account/logout/")
    assert browser.get(way).status_code == 401
    shut(FORGED, browser)


def test_an_identity_for_another_question_is_refused(cast, trusted, shut):
    browser = Client()
    way = answer_of(leave(browser), "lin")
    session = browser.session
    for state, _at, _provider in session["socialaccount_states"].values():
        state["nonce"] = "another"
    session.save()
    assert browser.get(way).status_code == 401
    shut(FORGED, browser)


def test_a_provider_that_names_itself_otherwise_is_not_asked(cast, trusted, settings, shut):
    trust(settings, trusted.replace("127.0.0.1", "localhost"))
    answer = Client().post("/account/oidc/")
    assert answer.status_code == 502
    assert "没有正常应答" in answer.text
    shut(FORGED, answer.client)


def test_an_identity_signed_by_a_shared_secret_is_refused(cast, trusted, settings, shut):
    trust(settings, trusted, client="weak")
    browser = Client()
    assert sign_in_as(browser, "lin").status_code == 401
    shut(FORGED, browser)


def test_a_provider_that_is_away_says_so(cast, trusted, settings):
    trust(settings, f"http://127.0.0.1:{_free_port()}/o")
    assert Client().post("/account/oidc/").status_code == 502


def test_nobody_steers_the_question_from_outside(cast, trusted):
    browser = Client()
    answer = browser.post("/account/oidc/?scope=admin&auth_params=prompt%3Dnone&process=connect", {})
    asked = parse_qs(urlsplit(answer.url).query)
    assert set(asked["scope"][0].split()) == {"openid", "profile", "email"}
    assert "prompt" not in asked
    assert sign_in_as(Client(), "lin", next="https://evil.example/").url == "/"


def test_the_second_step_of_ours_is_asked_here_too_where_it_is_set_up(cast, trusted):
    actions.add_app(cast.lin.person, secret="JBSWY3DPEHPK3PXP", at=cast.lin.person.joined_at)
    browser = Client()
    assert sign_in_as(browser, "lin").url == "/account/login/second-step/"
    assert "_auth_user_id" not in browser.session
    assert access.has_second_step(cast.lin.person)


def test_a_member_unlinks_the_account_and_is_linked_anew_at_the_next_sign_in(cast, trusted):
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        sign_in_as(browser, "lin")
    assert "澄川统一登录" in here.get("/account/").text
    assert here.post("/account/oidc/remove/").url.startswith("/account/confirm/?next=")
    assert SocialAccount.objects.count() == 1
    assert here.post("/account/confirm/", {"password": PASSWORD}).status_code == 302
    assert here.get("/account/oidc/remove/").status_code == 200
    assert here.post("/account/oidc/remove/").url == "/account/"
    assert SocialAccount.objects.count() == 0
    assert Event.objects.filter(verb="people.unlink_outside", subject=f"person/{cast.lin.person_id}").count() == 1
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert "/account/oidc/remove/" not in here.get("/account/").text
    assert here.get("/account/oidc/remove/").status_code == 404
    with pytest.raises(actions.NotLinked):
        actions.unlink_outside(cast.lin.person, at=clock.now())
    assert sign_in_as(Client(), "second").url == "/"


def test_nobody_unlinks_the_account_of_somebody_else(cast, trusted, as_zhou):
    sign_in_as(Client(), "lin")
    as_zhou.post("/account/confirm/", {"password": PASSWORD})
    assert as_zhou.post("/account/oidc/remove/").status_code == 404
    assert SocialAccount.objects.get().user_id == cast.lin.person_id


def test_without_a_provider_there_is_no_button(cast, client):
    assert "/account/oidc/" not in client.get("/account/login/").text


def test_with_a_provider_the_button_bears_its_name(cast, client, trusted):
    assert "通过 澄川统一登录 登录" in client.get("/account/login/").text
