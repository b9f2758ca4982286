"""Where somebody is signed in: seen, ended, and ended by itself."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.base import UpdateError
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, sign_in
from yinuo.base import clock, sessions
from yinuo.base.models import Session
from yinuo.evidence.models import Event
from yinuo.notices import jobs as notices
from yinuo.people import actions, jobs
from yinuo.projects import actions as projects

LOGIN = {"login": "linzhixia@chengchuan.example", "password": PASSWORD}
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0"
PHONE = "Mozilla/5.0 (Linux; Android 14) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49 Language/zh_CN"


def signed_in(agent, address):
    browser = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    assert browser.post("/account/login/", LOGIN).url == "/"
    return browser


def is_in(browser):
    return browser.get("/projects/").status_code == 200


def test_every_device_is_listed_and_one_is_ended(cast):
    desk, phone = signed_in(EDGE, "203.0.113.77"), signed_in(PHONE, "2001:db8:1:2:3:4:5:6")
    text = desk.get("/account/").text
    assert "Edge · Windows" in text
    assert "微信 · Android" in text
    assert "203.0.113.0" in text
    assert "203.0.113.77" not in text
    assert "2001:db8:1::" in text
    assert text.count('name="session"') == 1
    assert desk.session.session_key not in text
    assert phone.session.session_key not in text
    key = re.search(r'name="session" value="([0-9a-f]{16})"', text)[1]
    assert desk.post("/account/sessions/end/", {"session": key}).url == "/account/"
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert Event.objects.latest("pk").verb == "people.end_sessions"


def test_all_others_are_ended_and_nobody_elses(cast):
    desk, phone, third = (signed_in(EDGE, f"203.0.113.{number}") for number in (1, 2, 3))
    zhou = sign_in(cast.zhou.person)
    desk.post("/account/sessions/end/")
    assert [is_in(browser) for browser in (desk, phone, third, zhou)] == [True, False, False, True]
    key = sessions.devices(cast.zhou.person_id, this=None)[0].key
    desk.post("/account/sessions/end/", {"session": key})
    assert is_in(zhou)


def test_a_new_password_ends_every_other_session(cast):
    desk, phone = signed_in(EDGE, "203.0.113.1"), signed_in(PHONE, "203.0.113.2")
    new = {"oldpassword": PASSWORD, "password1": "新的-口令-2027", "password2": "新的-口令-2027"}
    assert desk.post("/account/password/change/", new).url == "/account/"
    assert (is_in(desk), is_in(phone)) == (True, False)
    assert Session.objects.filter(person_id=cast.lin.person_id).count() == 1
    assert Event.objects.filter(verb="people.set_password").count() == 1


def test_whoever_is_shut_out_has_no_session_left(cast):
    desk = signed_in(EDGE, "203.0.113.1")
    actions.shut_out(cast.lin.person, by=cast.admin, at=clock.now())
    assert not is_in(desk)
    assert Session.objects.filter(person_id=cast.lin.person_id).count() == 0


def test_a_contact_without_a_seat_has_no_session_left(cast):
    wen, lu = sign_in(cast.wen.person), sign_in(cast.lu.person)
    assert wen.get("/portal/").status_code == 200
    projects.end_seat(cast.seat(cast.wen), by=cast.lin, until=clock.today("Asia/Shanghai"))
    assert Session.objects.filter(person_id=cast.wen.person_id).count() == 0
    assert wen.get("/portal/").url == "/portal/sign-in/"
    assert lu.get("/portal/").status_code == 200


def test_a_contact_signs_out_everywhere(cast):
    browsers = []
    for _device in range(2):
        browser = Client()
        browser.post(f"/link/in/{actions.mint_link(cast.wen.person, at=clock.now())}/")
        browsers.append(browser)
    assert "在所有设备上退出" in browsers[0].get("/account/logout/").text
    answer = browsers[0].post("/account/logout/", {"everywhere": "1"})
    assert answer.url == "/link/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [browser.get("/portal/").status_code for browser in browsers] == [302, 302]
    assert Session.objects.filter(person_id=cast.wen.person_id).count() == 0


def test_signing_out_here_leaves_the_others(cast):
    desk, phone = signed_in(EDGE, "203.0.113.1"), signed_in(PHONE, "203.0.113.2")
    assert "Clear-Site-Data" not in desk.get("/projects/").headers
    assert "Clear-Site-Data" in desk.post("/account/logout/").headers
    assert (is_in(desk), is_in(phone)) == (False, True)


@pytest.mark.parametrize(("pauses", "stays"), [([3.9] * 3, True), ([4.1], False), ([3.9] * 4, False)])
def test_a_member_is_signed_out_after_a_pause_and_after_a_working_day(cast, pauses, stays):
    with time_machine.travel(clock.now(), tick=False) as time:
        desk = signed_in(EDGE, "203.0.113.1")
        for hours in pauses:
            time.shift(timedelta(hours=hours))
            answer = is_in(desk)
    assert answer is stays


def test_a_contact_stays_for_a_month_and_no_longer(cast):
    with time_machine.travel(clock.now(), tick=False) as time:
        browser = Client()
        browser.post(f"/link/in/{actions.mint_link(cast.wen.person, at=clock.now())}/")
        time.shift(timedelta(days=29))
        assert browser.get("/portal/").status_code == 200
        time.shift(timedelta(days=2))
        assert browser.get("/portal/").status_code == 302


def test_looking_at_pages_writes_the_session_at_most_every_five_minutes(cast):
    with time_machine.travel(clock.now(), tick=False) as time:
        desk = signed_in(EDGE, "203.0.113.1")
        first = Session.objects.get(person_id=cast.lin.person_id).seen_at
        time.shift(timedelta(minutes=4))
        desk.get("/projects/")
        assert Session.objects.get(person_id=cast.lin.person_id).seen_at == first
        time.shift(timedelta(minutes=2))
        desk.get("/projects/")
        assert Session.objects.get(person_id=cast.lin.person_id).seen_at == first + timedelta(minutes=6)


def test_an_ended_session_does_not_come_back_with_a_page_that_was_under_way(cast):
    desk = signed_in(EDGE, "203.0.113.1")
    held = desk.session
    assert held["_auth_user_id"]
    actions.end_sessions(cast.lin.person, by="林知夏", at=clock.now())
    held["late"] = True
    with pytest.raises(UpdateError):
        held.save()
    assert not is_in(desk)


def test_the_worker_sweeps_what_has_run_out(cast):
    signed_in(EDGE, "203.0.113.1")
    assert jobs.sweep(clock.now()) == 0
    assert jobs.sweep(clock.now() + timedelta(days=31)) >= 1
    assert Session.objects.filter(person_id=cast.lin.person_id).count() == 0


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) AppleWebKit Version/17.5 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko Firefox/127.0", "Firefox · Linux"),
        ("", "未知浏览器"),
        ("<script>alert(1)</script>", "未知浏览器"),
    ],
)
def test_a_device_has_words(agent, words):
    from django.utils import translation

    with translation.override("zh-hans"):
        assert sessions.in_words(agent) == words


def test_a_sign_in_gives_the_session_a_new_key(cast):
    browser = Client()
    browser.post("/account/login/code/", {"email": LOGIN["login"]})
    before = browser.session.session_key
    notices.send_due(at=clock.now())
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].subject)[0]
    assert browser.post("/account/login/code/confirm/", {"code": code}).url == "/"
    assert before
    assert browser.session.session_key != before
    assert not Session.objects.filter(session_key=before).exists()
