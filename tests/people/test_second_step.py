"""A second step: set up after a question, asked at sign-in, good for one use, taken away with a reason."""

import re
import time
from datetime import date

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from tests.cast import PASSWORD, is_in, sign_in
from yinuo.base import clock
from yinuo.base.models import Session
from yinuo.evidence.models import Event, Fact
from yinuo.notices import jobs
from yinuo.people import access, actions
from yinuo.people.models import Firm

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = {"login": "linzhixia@chengchuan.example", "password": PASSWORD}


def code_of(secret, *, step=0):
    """What the app shows now, or `step` periods from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + step))


def confirmed(client):
    """Say the password once more, as every change of sign-in asks."""
    answer = client.post("/account/confirm/", {"password": PASSWORD})
    assert answer.status_code == 302
    return client


@pytest.fixture(autouse=True)
def still():
    """Time stands still, so that no code grows old between two lines."""
    with time_machine.travel(int(time.time()) // 30 * 30 + 1, tick=False) as clock_of_the_test:
        yield clock_of_the_test


@pytest.fixture
def lin(cast):
    """林知夏 just signed in by password and said it once more."""
    browser = Client()
    assert browser.post("/account/login/", LOGIN).url == "/"
    return confirmed(browser)


def test_an_app_is_set_up_with_its_first_code_and_asked_at_the_next_sign_in(cast, lin, still, shut):
    page = lin.get("/account/app/")
    secret = re.search(r'<code class="wrap">([A-Z2-7 ]+)</code>', page.text)[1].replace(" ", "")
    assert "<svg" in page.text
    assert lin.post("/account/app/", {"code": "000000"}).status_code == 200
    assert not access.has_second_step(cast.lin.person)
    assert lin.post("/account/app/", {"code": code_of(secret, step=-1)}).url == "/account/recovery-codes/"
    assert Event.objects.filter(verb="people.add_second_step", subject=f"person/{cast.lin.person_id}").count() == 1
    stored = Authenticator.objects.get(user=cast.lin.person)
    assert secret not in str(stored.data)

    browser = Client()
    assert browser.post("/account/login/", LOGIN).url == "/account/login/second-step/"
    assert "_auth_user_id" not in browser.session
    assert browser.get("/projects/").url.startswith("/account/login/")
    assert browser.post("/account/login/second-step/", {"code": "000000"}).status_code == 200
    right = code_of(secret)
    assert browser.post("/account/login/second-step/", {"code": right}).url == "/"
    assert browser.session["_auth_user_id"] == str(cast.lin.person_id)
    assert is_in(browser)
    assert Fact.objects.filter(event__verb="people.sign_in", name="means").last().value == '"password+totp"'

    for seconds in (0, 29, 16):  # the same code still fits, and is used up
        still.shift(seconds)
        again = Client()
        again.post("/account/login/", LOGIN)
        assert again.post("/account/login/second-step/", {"code": right}).status_code == 200
        shut("codes tried once more after their use", again)


def test_the_second_step_is_asked_after_a_mailed_code_and_a_new_password_too(cast, client):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    client.post("/account/login/code/", {"email": LOGIN["login"]})
    jobs.send_due(at=clock.now())
    code = next(
        re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", letter.subject)[0] for letter in mail.outbox if "-" in letter.subject
    )
    assert client.post("/account/login/code/confirm/", {"code": code}).url == "/account/login/second-step/"
    assert "_auth_user_id" not in client.session
    other = Client()
    other.post("/account/password/reset/", {"email": LOGIN["login"]})
    jobs.send_due(at=clock.now())
    path = re.search(r"/account/password/reset/key/\S+", mail.outbox[-1].body)[0]
    form = other.get(path).url
    other.post(form, {"password1": "新的-口令-2027", "password2": "新的-口令-2027"})
    assert "_auth_user_id" not in other.session
    assert Authenticator.objects.filter(user=cast.lin.person).count() == 1


def test_recovery_codes_are_shown_once_kept_as_hashes_and_used_once(cast, lin, shut):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now(), but=lin.session.session_key)
    assert "code-list" not in lin.get("/account/recovery-codes/").text
    page = lin.post("/account/recovery-codes/")
    codes = re.findall(r"<li><code>([a-z2-7-]{19})</code></li>", page.text)
    assert len(set(codes)) == 10
    assert f"data:text/plain;charset=utf-8,{codes[0]}%0D%0A{codes[1]}" in page.text
    assert codes[0] not in lin.get("/account/recovery-codes/").text
    kept = str(Authenticator.objects.get(user=cast.lin.person, type="recovery_codes").data)
    assert not any(code in kept or access.recovery_digest(code) in kept for code in codes)

    for times, (status, place) in enumerate([(302, "/"), (200, None)]):
        browser = Client()
        browser.post("/account/login/", LOGIN)
        answer = browser.post("/account/login/second-step/", {"code": codes[0].upper().replace("-", " ")})
        assert (times, answer.status_code, getattr(answer, "url", None)) == (times, status, place)
        assert is_in(browser) is (times == 0)
    shut("codes tried once more after their use", browser)
    assert access.steps_of(cast.lin.person).codes_left == 9
    assert Event.objects.filter(verb="people.use_recovery_code").count() == 1
    actions.renew_recovery_codes(cast.lin.person, at=clock.now())
    browser = Client()
    browser.post("/account/login/", LOGIN)
    assert browser.post("/account/login/second-step/", {"code": codes[1]}).status_code == 200
    shut("codes tried once more after their use", browser)


def test_every_change_asks_who_is_there(cast):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    browser = sign_in(cast.lin.person)
    for path in ("/account/app/", "/account/app/remove/", "/account/passkeys/new/", "/account/recovery-codes/"):
        for ask in (browser.get, browser.post):
            assert ask(path).url.startswith("/account/confirm/?next=")
    assert access.has_second_step(cast.lin.person)
    assert browser.post("/account/confirm/", {"password": "falsch-falsch"}).status_code == 200
    assert browser.get("/account/app/remove/").status_code == 302
    assert confirmed(browser).get("/account/app/remove/").status_code == 200


def test_what_was_asked_before_the_question_happens_after_it(cast):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    browser = sign_in(cast.lin.person)
    where = browser.post("/account/app/remove/").url
    answer = browser.post(where, {"password": PASSWORD, "next": "/account/app/remove/"})
    assert (answer.status_code, answer.url) == (302, "/account/")
    assert not access.has_second_step(cast.lin.person)


def test_a_code_answers_the_question_as_well(cast):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    browser = sign_in(cast.lin.person)
    assert browser.post("/account/confirm/code/", {"code": code_of(SECRET)}).status_code == 302
    assert browser.get("/account/recovery-codes/").status_code == 200


def test_whoever_has_nothing_to_be_asked_for_signs_in_anew(cast):
    cast.lin.person.set_unusable_password()
    cast.lin.person.save()
    browser = sign_in(cast.lin.person)
    assert browser.get("/account/app/").url == "/account/again/"
    assert browser.get("/account/again/").status_code == 200
    fresh = Client()
    fresh.post("/account/login/code/", {"email": LOGIN["login"]})
    jobs.send_due(at=clock.now())
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].subject)[0]
    assert fresh.post("/account/login/code/confirm/", {"code": code}).url == "/"
    assert fresh.get("/account/app/").status_code == 200


def test_a_change_ends_every_other_session_and_is_told_by_mail(cast, lin, django_capture_on_commit_callbacks):
    other = sign_in(cast.lin.person)
    assert other.get("/projects/").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        actions.add_app(cast.lin.person, secret=SECRET, at=clock.now(), but=lin.session.session_key)
    assert other.get("/projects/").status_code == 302
    assert lin.get("/projects/").status_code == 200
    jobs.send_due(at=clock.now())
    assert [(letter.to, letter.subject) for letter in mail.outbox] == [
        (["linzhixia@chengchuan.example"], "你的登录方式有变动")
    ]


def test_a_firm_demands_a_second_step_from_a_day_on(cast, as_admin):
    assert as_admin.post("/firms/second-step/", {"since": "2030-01-01"}).url == "/firms/second-step/"
    browser = Client()
    assert browser.post("/account/login/", LOGIN).url == "/"
    assert "2030" in browser.get("/projects/").text
    Firm.objects.filter(kind="vendor").update(second_step_from=clock.today("UTC"))
    held = Client()
    assert held.post("/account/login/", LOGIN).url == "/account/"
    assert held.get("/projects/").url == "/account/"
    assert held.get("/account/").status_code == 200
    assert browser.get("/projects/").status_code == 200  # who sat here before finishes the day
    confirmed(held)
    page = held.get("/account/app/")
    secret = re.search(r'<code class="wrap">([A-Z2-7 ]+)</code>', page.text)[1].replace(" ", "")
    assert held.post("/account/app/", {"code": code_of(secret)}).status_code == 302
    assert held.get("/projects/").status_code == 200
    refused = held.post("/account/app/remove/")
    assert refused.status_code == 200
    assert access.has_second_step(cast.lin.person)
    assert Event.objects.filter(verb="people.demand_second_step").count() == 1


def test_contacts_are_asked_for_no_second_step(cast):
    Firm.objects.filter(kind="vendor").update(second_step_from=date(2020, 1, 1))
    secret = actions.mint_link(cast.wen.person, at=clock.now())
    browser = Client()
    assert browser.post(f"/link/in/{secret}/").url == "/portal/"
    assert browser.get("/portal/").status_code == 200


def test_an_administrator_takes_a_lost_step_away_with_a_reason(cast, as_admin):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    actions.renew_recovery_codes(cast.lin.person, at=clock.now())
    held = sign_in(cast.lin.person)
    address = f"/firms/people/{cast.lin.person_id}/second-step/"
    assert as_admin.post(address, {"reason": " "}).status_code == 200
    with pytest.raises(actions.NoReason):
        actions.take_second_step(cast.lin.person, by=cast.admin, reason="", at=clock.now())
    assert access.has_second_step(cast.lin.person)
    assert as_admin.post(address, {"reason": "手机丢了，已电话核实本人"}).url == "/firms/"
    assert Authenticator.objects.count() == 0
    assert held.get("/projects/").status_code == 302
    event = Event.objects.get(verb="people.take_second_step")
    assert event.subject == f"person/{cast.lin.person_id}"
    assert Fact.objects.get(event=event, name="reason").value == '"手机丢了，已电话核实本人"'
    assert Client().post("/account/login/", LOGIN).url == "/"
    assert as_admin.get(address).status_code == 404


def test_wrong_codes_are_counted_and_the_sixth_is_not_looked_at(cast, shut):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    browser = Client()
    browser.post("/account/login/", LOGIN)
    for _try in range(5):
        assert browser.post("/account/login/second-step/", {"code": "000000"}).status_code == 200
    right = code_of(SECRET)
    assert browser.post("/account/login/second-step/", {"code": right}).status_code == 429
    shut("wrong codes", browser, times=5)
    shut("right passwords and codes after too many wrong ones", browser)
    cache.clear()
    assert browser.post("/account/login/second-step/", {"code": right}).url == "/"


def test_a_secret_of_another_installation_fits_no_code(cast, settings):
    actions.add_app(cast.lin.person, secret=SECRET, at=clock.now())
    row = Authenticator.objects.get()
    assert row.wrap().validate_code(code_of(SECRET, step=1))
    settings.SECRET_KEY = "another"
    assert not row.wrap().validate_code(code_of(SECRET))


def test_nobody_touches_the_passkey_of_somebody_else(cast, lin):
    row = Authenticator.objects.create(user=cast.zhou.person, type="webauthn", data={"name": "x", "credential": {}})
    for path in (f"/account/passkeys/{row.pk}/name/", f"/account/passkeys/{row.pk}/remove/"):
        assert (lin.get(path).status_code, lin.post(path, {"name": "y"}).status_code) == (404, 404)
    with pytest.raises(actions.NoSuchStep):
        actions.remove_step(cast.lin.person, key=row.pk, at=clock.now())
    assert Authenticator.objects.get().data["name"] == "x"
    assert Session.objects.filter(person_id=cast.lin.person_id).exists()
