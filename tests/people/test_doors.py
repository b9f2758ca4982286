"""No door tells who exists, none is tried without end, and looking opens none."""

import os
import re
import subprocess
import sys

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import PASSWORD
from tests.house import tree
from yinuo.base import clock, limits
from yinuo.base.models import Mark
from yinuo.notices import jobs
from yinuo.notices.models import Notice
from yinuo.people import actions
from yinuo.people.models import Person, SignInLink

MEMBER = "linzhixia@chengchuan.example"
SHUT_OUT = "zhouyan@chengchuan.example"
EVERYBODY = (MEMBER, SHUT_OUT, "wenning@hualing.example", "nobody@hualing.example")
LOGIN = {"login": MEMBER, "password": PASSWORD}


@pytest.fixture(autouse=True)
def nothing_counted():
    limits.forget()


def without_what_is_typed(page, email):
    """The bytes of a page without the address that was typed and what every form makes anew."""
    return re.sub(rb'name="(csrfmiddlewaretoken|once)" value="[^"]+"', b"", page.content).replace(email.encode(), b"")


@pytest.fixture
def alike(figure):
    """Say how many answers were compared to the last byte, and that they are one."""

    def say(met):
        figure("Sign-in", "answers compared to the byte: to members, the shut out, contacts, strangers", len(EVERYBODY))
        figure("Sign-in", "answers that differed", len(met) - 1, wanted="0")
        assert len(met) == 1

    return say


@pytest.mark.parametrize(
    ("way", "field"),
    [("/account/login/code/", "email"), ("/account/password/reset/", "email"), ("/portal/sign-in/", "email")],
)
def test_the_same_bytes_and_the_same_work_for_every_address(cast, way, field, alike):
    actions.shut_out(cast.zhou.person, by=cast.admin, at=clock.now())
    met, work = set(), []
    for email in EVERYBODY:
        browser = Client()
        Notice.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post(way, {field: email})
        page = browser.get(answer.url) if answer.status_code == 302 else answer
        met.add((answer.status_code, answer.get("Location"), page.status_code, without_what_is_typed(page, email)))
        writes = [query["sql"].split()[0] for query in asked.captured_queries if query["sql"][:1] in "IUD"]
        work.append((writes, Notice.objects.count(), mail.outbox == []))
    alike(met)
    assert work[1:] == work[:-1]
    assert work[0][1:] == (1, True)


def test_a_wrong_password_is_answered_alike_for_every_address(cast, alike):
    actions.shut_out(cast.zhou.person, by=cast.admin, at=clock.now())
    met = set()
    for email in EVERYBODY:
        answer = Client().post("/account/login/", {"login": email, "password": "falsch-falsch"})
        met.add((answer.status_code, without_what_is_typed(answer, email)))
    alike(met)


def test_only_a_member_who_may_sign_in_is_written_to(cast):
    actions.shut_out(cast.zhou.person, by=cast.admin, at=clock.now())
    for way in ("/account/login/code/", "/account/password/reset/"):
        for email in EVERYBODY:
            Client().post(way, {"email": email})
    jobs.send_due(at=clock.now())
    assert {tuple(letter.to) for letter in mail.outbox} == {(MEMBER,)}
    assert len(mail.outbox) == 2
    assert not Notice.objects.exclude(payload="").exists()


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_a_link_uses_nothing_up(cast, method, shut):
    secret = actions.mint_link(cast.wen.person, at=clock.now())
    for purpose in ({}, {"HTTP_SEC_PURPOSE": "prefetch;prerender"}, {"HTTP_PURPOSE": "prefetch"}):
        browser = Client()
        assert getattr(browser, method)(f"/link/in/{secret}/", **purpose).status_code == 200
        shut("looks at a sign-in link, also by scanners and ahead of time", browser)
    assert SignInLink.objects.get().used_at is None
    assert Client().post(f"/link/in/{secret}/").url == "/portal/"
    assert SignInLink.objects.get().used_at is not None


@pytest.mark.parametrize(
    "there",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "http://[",
    ],
)
def test_nobody_is_sent_to_another_host(cast, there, figure):
    browser = Client()
    assert browser.get("/account/login/code/", {"next": there}).status_code == 200
    assert browser.post("/account/login/", LOGIN | {"next": there}).url == "/"
    assert browser.post("/account/confirm/", {"password": PASSWORD, "next": there}).url == "/"
    assert browser.post("/language/", {"language": "en", "next": there}).url == "/"
    assert browser.post("/account/logout/", {"next": there}).url == "/"
    figure("Sign-in", "addresses of other hosts given as the way on, none followed", 4, wanted="24")


def failed(address, login=MEMBER, times=1, **body):
    browser = Client(REMOTE_ADDR=address)
    for _time in range(times):
        answer = browser.post("/account/login/", {"login": login, "password": "falsch-falsch"} | body)
    return answer


def test_the_sixth_password_from_one_place_is_not_looked_at(cast, shut):
    failed("203.0.113.1", times=5)
    answer = failed("203.0.113.1", password=PASSWORD)
    assert answer.status_code == 429
    assert "请五分钟后再试" in answer.text
    assert answer.headers["Retry-After"] == "300"
    shut("right passwords and codes after too many wrong ones", answer.client)


def test_nobody_is_locked_out_by_what_others_do_elsewhere(cast):
    for place in range(9):
        failed(f"198.51.100.{place}", times=6)
    browser = Client(REMOTE_ADDR="203.0.113.1")
    assert browser.post("/account/login/", LOGIN).url == "/"


def test_one_place_tries_no_long_list_of_accounts(cast):
    answers = [failed("203.0.113.1", login=f"{number}@chengchuan.example").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]


def test_right_passwords_do_not_count_as_failures(cast):
    for _time in range(8):
        assert Client(REMOTE_ADDR="203.0.113.1").post("/account/login/", LOGIN).url == "/"


def test_tries_are_counted_for_all_processes_together(cast):
    limit = limits.Limit("test", most=3, seconds=60)
    assert [limit.allows("a") for _time in range(4)] == [True, True, True, False]
    limits.forget()  # what another process knows: nothing
    assert limits.Limit("test", most=3, seconds=60).allows("a") is False
    assert limit.allows("b") is True


def test_a_limit_ends_with_its_time(cast):
    import time_machine

    limit = limits.Limit("test", most=1, seconds=60)
    with time_machine.travel(clock.now(), tick=False) as time:
        assert [limit.allows("a"), limit.allows("a")] == [True, False]
        time.shift(61)
        assert limit.allows("a") is True


def test_what_happens_often_is_written_down_now_and_then(cast):
    limit = limits.Limit("test", most=20, seconds=60, step=10)
    answers = [limit.allows("a") for _time in range(45)]
    assert answers[:29] == [True] * 29
    assert answers[29:] == [False] * 16


@pytest.mark.parametrize(("way", "most"), [("/portal/sign-in/", 60), ("/link/in/nobody-made-this/", 60)])
def test_a_client_who_tries_without_end_is_asked_to_wait(cast, way, most):
    browser = Client(REMOTE_ADDR="203.0.113.1")
    answers = [browser.post(way, {"email": "x@y.example"}).status_code for _time in range(most + 1)]
    assert 429 not in answers[:-1]
    assert answers[-1] == 429
    assert browser.get(way).status_code != 429
    assert Client(REMOTE_ADDR="198.51.100.1").post(way, {"email": "x@y.example"}).status_code != 429


def test_searching_and_taking_away_papers_has_an_end(cast, as_lin):
    answers = [as_lin.get("/search/?q=x").status_code for _time in range(320)]
    assert answers[0] == 200
    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("said", "proxies", "known"),
    [("", 0, "203.0.113.9"), ("198.51.100.1", 0, "203.0.113.9"), ("1.1.1.1, 198.51.100.1", 1, "198.51.100.1"),
     ("x, 198.51.100.1, 198.51.100.2", 2, "198.51.100.1"), ("nonsense", 1, "203.0.113.9"), ("", 1, "203.0.113.9")],
)  # fmt: skip
def test_only_our_own_proxies_say_where_somebody_is(rf, settings, said, proxies, known):
    settings.PROXIES = proxies
    headers = {"HTTP_X_FORWARDED_FOR": said} if said else {}
    assert limits.address_of(rf.get("/", REMOTE_ADDR="203.0.113.9", **headers)) == known


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("kurz-12", "8"),
        ("password123", "常见"),
        ("12345678901", "常见"),
        ("linzhixia@chengchuan", "相似"),
        ("qwertyuiop", "常见"),
    ],
)
def test_a_password_that_everybody_knows_is_refused_in_our_words(cast, as_lin, password, words):
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    page = as_lin.post("/account/password/change/", form)
    assert page.status_code == 200
    assert words in page.text
    assert Person.objects.get(pk=cast.lin.person_id).check_password(PASSWORD)


@pytest.mark.parametrize("password", ["wind hat tuer", "口令口令口令口令", "x7" * 32, "今日大风" * 32])
def test_any_other_password_of_eight_signs_or_more_is_taken(cast, as_lin, password):
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert as_lin.post("/account/password/change/", form).status_code == 302
    assert Person.objects.get(pk=cast.lin.person_id).check_password(password)


@pytest.mark.parametrize("path", ["/account/", "/projects/", "/account/login/", "/portal/sign-in/", "/nowhere/"])
def test_every_page_says_what_a_browser_may_do_with_it(cast, as_lin, path):
    headers = as_lin.get(path).headers
    assert "no-store" in headers["Cache-Control"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    for part in ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert part in policy
    assert "unsafe" not in policy


def test_a_real_installation_has_nothing_to_mend(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "YINUO_DATA": str(tmp_path),
        "YINUO_URL": "https://yinuo.example",
        "DJANGO_SETTINGS_MODULE": "yinuo.config.settings",
        "EMAIL_URL": "smtps://a:b@mail.example:465",
        "YINUO_OIDC_ISSUER": "https://id.yinuo.example",
        "YINUO_OIDC_CLIENT_ID": "yinuo",
        "YINUO_OIDC_CLIENT_SECRET": "x",
    }
    said = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "INFO"],
        cwd=tree.ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stdout + said.stderr
    assert "no issues" in said.stdout + said.stderr
    prints = (
        "from yinuo.config import settings as s; print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.PROXIES, "
        "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    )
    told = subprocess.check_output([sys.executable, "-c", prints], cwd=tree.ROOT, env=environment, text=True)
    assert told == "__Host-session __Host-csrf 1 [\"'self'\", 'https://id.yinuo.example']\n"


def test_marks_are_shared_by_all_processes(db):
    cache.set("used", "yes", timeout=60)
    assert Mark.objects.get().cache_key.endswith("used")
    assert cache.add("used", "again") is False


def test_cookies_say_who_may_see_them(cast):
    browser = Client()
    browser.get("/account/login/")
    browser.post("/account/login/", LOGIN)
    assert {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in browser.cookies.items()} == {
        "session": (True, "Lax"),
        "csrf": (True, "Lax"),
    }


def test_a_form_from_elsewhere_is_refused(cast, shut):
    browser = Client(enforce_csrf_checks=True)
    for path, body in (("/account/login/", LOGIN), ("/account/logout/", {}), ("/account/sessions/end/", {})):
        assert browser.post(path, body).status_code == 403
    shut("forms sent from elsewhere", browser, times=3)
