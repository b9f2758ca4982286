"""A contact comes in by a link that is used once, and by nothing else."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.cast import PASSWORD, is_in
from yinuo.base import clock, codes
from yinuo.evidence.models import Event
from yinuo.notices import jobs
from yinuo.people import access, actions
from yinuo.people.models import LinkKind, SignInLink

MINUTE = timedelta(minutes=1)


def test_looking_uses_nothing_up_and_the_button_works_once(cast, client):
    secret = actions.mint_link(cast.wen.person, at=clock.now())
    address = f"/link/in/{secret}/"
    for _look in range(2):
        page = client.get(address)
        assert page.status_code == 200
        assert "温宁" in page.text
        assert "华岭泵业" in page.text
    assert "_auth_user_id" not in client.session
    answer = client.post(address)
    assert (answer.status_code, answer.url) == (302, "/portal/")
    assert client.session["_auth_user_id"] == str(cast.wen.person_id)
    assert client.session.get_expiry_age() == pytest.approx(30 * 24 * 3600, abs=60)
    assert Event.objects.latest("pk").verb == "people.sign_in"
    assert Client().post(address).status_code == 410
    assert Client().get(address).status_code == 410


def test_a_link_is_stored_hashed(cast):
    secret = actions.mint_link(cast.wen.person, at=clock.now())
    assert SignInLink.objects.get().secret_digest == codes.digest(secret)


@pytest.mark.parametrize(("kind", "minutes"), [(LinkKind.SIGN_IN, 15), (LinkKind.INVITATION, 24 * 60)])
def test_a_link_lasts_as_long_as_its_kind(cast, kind, minutes):
    at = clock.now()
    secret = actions.mint_link(cast.wen.person, kind, at=at)
    with pytest.raises(actions.LinkGone):
        actions.use_link(secret, at=at + minutes * MINUTE)
    assert actions.use_link(secret, at=at + minutes * MINUTE - timedelta(seconds=1)) == cast.wen.person
    with pytest.raises(actions.LinkGone):
        actions.use_link(secret, at=at)


def test_five_links_in_a_quarter_of_an_hour_are_enough(cast):
    at = clock.now()
    for minute in range(5):
        actions.mint_link(cast.wen.person, at=at + minute * MINUTE)
    with pytest.raises(actions.TooManyLinks):
        actions.mint_link(cast.wen.person, at=at + 14 * MINUTE)
    assert actions.mint_link(cast.wen.person, at=at + 15 * MINUTE)
    assert SignInLink.objects.count() == 6


def test_members_get_no_link(cast):
    with pytest.raises(actions.LinkGone):
        actions.mint_link(cast.lin.person, at=clock.now())


def test_a_member_signs_in_by_password_for_a_working_day(cast, client):
    answer = client.post("/account/login/", {"login": "linzhixia@chengchuan.example", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(cast.lin.person_id)
    assert client.session.get_expiry_age() == pytest.approx(12 * 3600, abs=60)


def test_a_contact_never_signs_in_by_password(cast, client):
    cast.wen.person.set_password(PASSWORD)
    cast.wen.person.save()
    for login in ("wenning@hualing.example", "nobody@hualing.example"):
        answer = client.post("/account/login/", {"login": login, "password": PASSWORD})
        assert answer.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_member_signs_in_by_code(cast, client):
    answer = client.post("/account/login/code/", {"email": "linzhixia@chengchuan.example"})
    assert (answer.status_code, answer.url) == (302, "/account/login/code/confirm/")
    jobs.send_due(at=clock.now())
    [letter] = mail.outbox
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", letter.subject)[0]
    assert code in letter.body
    answer = client.post("/account/login/code/confirm/", {"code": f" {code.lower().replace('-', ' ')} "})
    assert is_in(client)
    assert client.session["_auth_user_id"] == str(cast.lin.person_id)
    assert client.session.get_expiry_age() == pytest.approx(12 * 3600, abs=60)


@pytest.mark.parametrize("way", ["/account/login/code/", "/account/password/reset/"])
def test_contacts_and_strangers_meet_the_same_answer_and_get_no_letter(cast, way):
    answers = []
    for email in ("linzhixia@chengchuan.example", "wenning@hualing.example", "nobody@hualing.example"):
        browser = Client()
        answer = browser.post(way, {"email": email})
        page = browser.get(answer.url)
        answers.append((answer.status_code, answer.url, page.status_code, page.text.replace(email, "")))
    ours, theirs, nobodys = [(status, url, code) for status, url, code, _text in answers]
    assert ours == theirs == nobodys
    jobs.send_due(at=clock.now())
    assert [letter.to for letter in mail.outbox] == [["linzhixia@chengchuan.example"]]


def kept_code(session):
    return session["account_login"]["state"]["stages"]["login_by_code"]["data"]


def test_a_code_lies_in_no_session_and_what_lies_there_is_no_code(cast, client):
    client.post("/account/login/code/", {"email": "linzhixia@chengchuan.example"})
    jobs.send_due(at=clock.now())
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", mail.outbox[-1].subject)[0]
    kept = kept_code(client.session)["code"]
    assert kept == access.login_code_digest(code)
    assert code not in str(dict(client.session))
    for typed in (kept, "AAAA-AAAA"):
        assert client.post("/account/login/code/confirm/", {"code": typed}).status_code == 200
    assert "_auth_user_id" not in client.session
    assert client.post("/account/login/code/confirm/", {"code": code}).url == "/"


@pytest.mark.parametrize(("name", "way"), [("wenning@hualing", None), ("linzhixia@chengchuan", "/")])
def test_even_a_right_code_lets_no_contact_in(cast, client, name, way):
    client.post("/account/login/code/", {"email": f"{name}.example"})
    session = client.session
    kept_code(session)["code"] = access.login_code_digest("BCDF-GHJK")
    session.save()
    answer = client.post("/account/login/code/confirm/", {"code": "BCDF-GHJK"})
    assert (answer.url == way, "_auth_user_id" in client.session) == (way is not None, way is not None)


def test_contacts_have_no_page_for_passwords_and_nobody_signs_up(cast, as_wen, client):
    for address in ("/account/password/change/", "/account/password/set/", "/account/me/"):
        assert as_wen.get(address).status_code == 404
    assert client.get("/account/signup/").status_code == 404


def test_a_member_changes_the_password(cast, as_lin):
    new = {"oldpassword": PASSWORD, "password1": "新的-口令-2027", "password2": "新的-口令-2027"}
    answer = as_lin.post("/account/password/change/", new)
    assert (answer.status_code, answer.url) == (302, "/account/")
    cast.lin.person.refresh_from_db()
    assert cast.lin.person.check_password("新的-口令-2027")


def test_a_forgotten_password_is_set_anew_by_mail(cast, client):
    client.post("/account/password/reset/", {"email": "linzhixia@chengchuan.example"})
    jobs.send_due(at=clock.now())
    [letter] = mail.outbox
    path = next(line for line in letter.body.splitlines() if "/account/password/reset/key/" in line).split(
        "testserver"
    )[1]
    form = client.get(path).url
    assert client.get(form).status_code == 200
    client.post(form, {"password1": "新的-口令-2027", "password2": "新的-口令-2027"})
    cast.lin.person.refresh_from_db()
    assert cast.lin.person.check_password("新的-口令-2027")
