"""Passkeys in a real browser, with an authenticator of its own (WebAuthn, CDP)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from playwright.sync_api import expect

from tests.cast import PASSWORD
from yinuo.evidence.models import Event
from yinuo.people import access

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def device(page):
    """A device that knows its owner by finger, and keeps passkeys."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    key = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def verified(is_verified):
        session.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": is_verified})

    return verified


def sign_in(page):
    page.goto("/account/login/")
    page.get_by_label("电子邮箱").or_(page.locator("[name=login]")).first.fill("linzhixia@chengchuan.example")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()


def test_a_passkey_is_made_named_used_and_taken_away(cast, page, device):
    sign_in(page)
    page.goto("/account/passkeys/new/")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    page.get_by_label("通行密钥的名称").fill("办公电脑")
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page).to_have_url(re.compile("/account/recovery-codes/$"))
    assert [key.name for key in access.steps_of(cast.lin.person).passkeys] == ["办公电脑"]

    page.goto("/account/")
    page.get_by_role("link", name="改名").click()
    page.get_by_label("通行密钥的名称").fill("小林的电脑")
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_text("小林的电脑")).to_be_visible()

    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="退出", exact=True).click()
    page.goto("/account/login/")
    page.get_by_role("button", name="用通行密钥登录").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    assert Event.objects.filter(verb="people.sign_in").count() == 2

    page.goto("/account/logout/")
    page.locator("main").get_by_role("button", name="退出", exact=True).click()
    sign_in(page)
    expect(page).to_have_url(re.compile("/account/login/second-step/$"))
    page.get_by_role("button", name="用通行密钥", exact=True).click()
    page.wait_for_url(lambda url: "/account/" not in url)

    page.goto("/account/")
    page.get_by_role("link", name="移除").click()
    page.get_by_role("button", name="用通行密钥", exact=True).or_(page.locator("[name=password]")).first.wait_for()
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    page.get_by_role("button", name="移除").click()
    expect(page).to_have_url(re.compile("/account/$"))
    assert Authenticator.objects.count() == 0


def test_a_finger_that_is_not_the_owners_opens_nothing_and_the_page_says_so(cast, page, device):
    sign_in(page)
    page.goto("/account/passkeys/new/")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    page.get_by_label("通行密钥的名称").fill("办公电脑")
    device(False)
    page.get_by_role("button", name="添加通行密钥").click()
    expect(page.locator("[data-passkey-failed]")).to_be_visible()
    assert Authenticator.objects.count() == 0


def test_without_script_the_other_ways_stand_there(cast, open_page):
    page = open_page(java_script_enabled=False)
    page.goto("/account/login/")
    expect(page.get_by_role("button", name="用通行密钥登录")).to_be_hidden()
    sign_in(page)
    page.goto("/account/passkeys/new/")
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="继续").click()
    expect(page.get_by_text("没有启用脚本时")).to_be_visible()
    expect(page.get_by_role("button", name="添加通行密钥")).to_be_hidden()
    page.locator("main").get_by_role("link", name="设置身份验证器应用").click()
    expect(page.locator("main svg").first).to_be_visible()


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]"])
def test_an_address_of_numbers_says_which_name_to_use(cast, as_lin, host):
    text = as_lin.get("/account/", HTTP_HOST=f"{host}:8000").text
    assert "/account/passkeys/new/" not in text
    assert "http://localhost" in text
    assert "/account/passkeys/new/" in as_lin.get("/account/", HTTP_HOST="localhost:8000").text


@pytest.mark.parametrize(
    "odd", ["9" * 100_000, "[" * 200_000, '{"id": ' + "1" * 5000 + "}"], ids=["long", "deep", "id"]
)
def test_an_answer_that_no_reader_finishes_is_refused(cast, odd):
    assert Client().post("/account/login/passkey/", {"credential": odd}).status_code == 400


def test_an_answer_that_is_none_is_told_in_words(cast):
    for said in ("", "nonsense", "[]", "null", "1"):
        assert Client().post("/account/login/passkey/", {"credential": said}).status_code < 400
