"""Ways in: the same answer for every address, made at sending, once for an invitation."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail

from yinuo.base import clock
from yinuo.notices import actions as notices
from yinuo.notices import for_client, jobs
from yinuo.notices.models import Notice
from yinuo.people import actions as people
from yinuo.projects import actions as projects

AT = datetime(2026, 11, 20, 8, 30, tzinfo=UTC)
WAY_IN = re.compile(re.escape(settings.URL) + r"/link/in/([\w-]+)/")


def test_a_contact_is_sent_a_way_in_that_works_once(cast):
    for_client.send_sign_in(" WenNing@Hualing.example", at=AT)
    assert jobs.send_due(AT) == 1

    secret = WAY_IN.search(mail.outbox[0].body).group(1)
    assert people.use_link(secret, at=AT + timedelta(minutes=14)) == cast.wen.person
    with pytest.raises(people.LinkGone):
        people.use_link(secret, at=AT + timedelta(minutes=14))


def test_the_outbox_treats_every_address_alike_and_names_none(cast):
    for address in ("wenning@hualing.example", "linzhixia@chengchuan.example", "nobody@example.org"):
        for_client.send_sign_in(address, at=AT)

    rows = list(Notice.objects.values("kind", "person_id", "subject", "payload"))
    assert [(row["kind"], row["person_id"]) for row in rows] == [("people.sign_in", None)] * 3
    assert "@" not in "".join(row["subject"] + row["payload"] for row in rows)
    assert jobs.send_due(AT) == 1
    assert [letter.to for letter in mail.outbox] == [["wenning@hualing.example"]]


def test_the_sixth_request_within_a_quarter_of_an_hour_is_passed_over(cast):
    for minute in range(6):
        for_client.send_sign_in("wenning@hualing.example", at=AT + timedelta(minutes=minute))
    assert Notice.objects.count() == 5

    for_client.send_sign_in("wenning@hualing.example", at=AT + timedelta(minutes=16))
    for_client.send_sign_in("lumingcheng@hualing.example", at=AT + timedelta(minutes=5))
    assert Notice.objects.count() == 7


def test_an_invitation_is_written_once_when_the_act_is_committed(cast, django_capture_on_commit_callbacks):
    now = clock.now()
    seat = cast.seat(cast.wen)
    with django_capture_on_commit_callbacks(execute=True):
        projects.invite(seat, by=cast.lin, at=now)

    jobs.catch_up(now + timedelta(minutes=1))
    assert list(Notice.objects.values_list("kind", "subject", "person_id")) == [
        ("people.invitation", f"P1/seat/{seat.pk}", cast.wen.person_id)
    ]
    later = now + timedelta(minutes=2)
    assert jobs.send_due(later) == 1
    secret = WAY_IN.search(mail.outbox[0].body).group(1)
    assert "ERP 实施" in mail.outbox[0].body
    assert "ERP" not in mail.outbox[0].subject
    assert people.use_link(secret, at=later + timedelta(hours=23)) == cast.wen.person


def test_news_lost_with_a_process_is_caught_up(cast):
    now = clock.now()
    projects.invite(cast.seat(cast.wen), by=cast.lin, at=now)

    assert Notice.objects.count() == 0
    assert jobs.catch_up(now + timedelta(minutes=1)) == 1
    assert jobs.catch_up(now + timedelta(minutes=2)) == 0


def test_an_invitation_of_long_ago_entered_now_sends_nothing(cast):
    projects.invite(cast.seat(cast.wen), by=cast.lin, at=AT)

    assert not notices.send_invitation(cast.seat(cast.wen), at=AT + timedelta(days=2))
    assert Notice.objects.count() == 0


def test_whoever_left_before_the_letter_was_sent_is_not_invited(cast):
    now = clock.now()
    seat = cast.seat(cast.wen)
    projects.invite(seat, by=cast.lin, at=now)
    jobs.catch_up(now)
    projects.end_seat(seat, by=cast.lin, until=date(2026, 11, 20))

    assert jobs.send_due(now + timedelta(minutes=1)) == 0
    assert mail.outbox == []
