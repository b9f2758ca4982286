"""A form sent again meets the answer to the first time, unless it was refused or changed (decision 39)."""

from datetime import timedelta

from django.test import Client

from tests.cast import Cast
from yinuo.base import clock, once
from yinuo.base.models import SpentKey
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Event
from yinuo.people.models import Firm

NEW = "/firms/new/"
FIRM = {"name": "东澜化工", "kind": "client"}
KEY = {"once": "aaaaaaaaaaaaaaaaaaaaaa"}


def test_the_second_time_is_answered_like_the_first_and_does_nothing(as_admin: Client):
    first, second = (as_admin.post(NEW, FIRM | KEY) for _time in range(2))

    assert [(one.status_code, one["Location"]) for one in (first, second)] == [(302, "/firms/")] * 2
    assert Firm.objects.filter(name="东澜化工").count() == 1
    assert SpentKey.objects.count() == 1


def test_without_a_key_the_second_time_is_another_act(as_admin: Client):
    answers = [as_admin.post(NEW, FIRM).status_code for _time in range(2)]

    assert answers == [302, 200]
    assert not SpentKey.objects.exists()


def test_a_form_that_was_changed_and_sent_again_is_another_act(as_admin: Client):
    as_admin.post(NEW, FIRM | KEY)
    changed = as_admin.post(NEW, FIRM | KEY | {"name": "东澜化工（昆山）"})

    assert changed.status_code == 302
    assert Firm.objects.filter(name__startswith="东澜化工").count() == 2


def test_a_refused_form_spends_nothing_and_may_be_sent_again(as_admin: Client):
    Firm.objects.create(name="东澜化工", kind="client")
    refused = as_admin.post(NEW, FIRM | KEY)
    assert refused.status_code == 200
    assert 'value="东澜化工"' in refused.content.decode()
    assert not SpentKey.objects.exists()
    Firm.objects.filter(name="东澜化工").delete()

    assert as_admin.post(NEW, FIRM | KEY).status_code == 302
    assert SpentKey.objects.count() == 1


def test_somebody_else_with_the_same_key_does_his_own_act(cast: Cast, as_lin: Client, as_admin: Client):
    path, body = "/projects/P1/lines/new/", {"kind": "commitment", "holder": cast.lin.person_id, "words": "周报"}
    as_lin.post(path, body | KEY)
    as_admin.post(path, body | KEY)

    assert Event.objects.filter(verb="ledger.enter").count() == 2


def test_whoever_died_before_answering_leaves_a_clear_word(as_admin: Client, time_machine):
    as_admin.post(NEW, FIRM | KEY)
    SpentKey.objects.update(answer=None)
    time_machine.move_to(clock.now() + timedelta(minutes=2))

    answer = as_admin.post(NEW, FIRM | KEY, headers={"referer": f"http://testserver{NEW}"})

    assert (answer.status_code, answer.url) == (302, f"http://testserver{NEW}")
    assert "之前已经提交过" in as_admin.get(NEW).content.decode()
    assert Firm.objects.filter(name="东澜化工").count() == 1


def test_an_answer_is_forgotten_after_an_hour_and_the_key_after_seven_days(as_admin: Client):
    as_admin.post(NEW, FIRM | KEY)
    now = clock.now()

    assert once.forget(now + timedelta(minutes=50)) == 0
    assert SpentKey.objects.get().answer is not None
    assert once.forget(now + timedelta(minutes=70)) == 0
    assert SpentKey.objects.get().answer is None
    assert once.forget(now + timedelta(days=7, minutes=1)) == 1


def test_what_is_kept_of_an_answer_opens_with_the_form_s_key_only(as_admin: Client):
    as_admin.post(NEW, FIRM | KEY)

    kept = SpentKey.objects.get()
    assert KEY["once"] not in f"{kept.digest}{kept.nonce}{bytes(kept.answer or b'')!r}"
    assert b"/firms/" not in bytes(kept.answer or b"")


def test_a_verb_of_the_worker_needs_no_key(cast: Cast):
    evidence.record(verb="a.b", subject="P1/E1", by="林知夏", project="P1")

    assert not SpentKey.objects.exists()


def test_a_form_of_the_sign_in_library_is_given_back_when_it_is_refused(as_lin: Client):
    wrong = {"oldpassword": "x", "password1": "三月开工-九月验收", "password2": "三月开工-九月验收"}
    answers = [as_lin.post("/account/password/change/", wrong | KEY).status_code for _time in range(2)]

    assert answers == [200, 200]
    assert not SpentKey.objects.exists()
