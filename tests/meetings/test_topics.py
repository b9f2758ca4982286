"""The client's own topics: proposed before a meeting that was announced, answered by us, read in both doors."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast
from tests.meetings.conftest import planned
from yinuo.base import clock
from yinuo.delivery.actions import Speaker
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event
from yinuo.meetings import actions as meetings
from yinuo.meetings import queries
from yinuo.meetings.models import Meeting
from yinuo.meetings.published import AgendaTopic, AgendaTopicStep, PublishedMeeting
from yinuo.notices import jobs

WORDS, WHY = "派工单由谁复核", "两位计划员说法不一"


def announced(cast: Cast, days: int = 3, **more) -> Meeting:
    meeting = planned(cast, days=days, title="排产复核会", **more)
    meetings.send_invitations(meeting, by=cast.lin, at=clock.now())
    return meeting


def proposed(cast: Cast, meeting: Meeting, **more) -> AgendaTopic:
    speaker = Speaker(cast.wen.person_id, "温宁", cast.p1.pk)
    return meetings.propose_topic(speaker, meeting.token, at=clock.now(), **{"words": WORDS, "why": WHY} | more)


def address(cast: Cast, meeting: Meeting) -> str:
    token = PublishedMeeting.objects.filter(thread=meeting.token).order_by("-id")[0].token
    return f"/portal/{cast.p1.token}/meetings/{token}/"


def shared(verb: str) -> list[str]:
    rows = Event.objects.filter(stream__name="P1/shared", verb=verb).order_by("seq")
    return list(rows.values_list("subject", flat=True))


def test_inviting_the_client_announces_the_meeting_and_a_new_time_is_its_next_version(cast: Cast):
    meeting = announced(cast)
    meetings.send_invitations(meeting, by=cast.lin, at=clock.now())
    later = meeting.starts_at + timedelta(hours=2)
    meetings.change_meeting(meeting, by=cast.lin, at=clock.now(), version=1, starts_at=later, ends_at=later)
    meetings.send_invitations(meeting, by=cast.lin, at=clock.now())

    told = PublishedMeeting.objects.order_by("id").values_list("number", "version", "starts_at", "is_cancelled")
    assert list(told) == [(1, 1, later - timedelta(hours=2), False), (1, 2, later, False)]
    assert shared("meetings.announce") == ["P1/A1", "P1/A1"]
    assert evidence.verify() == []


def test_a_meeting_of_our_own_people_is_told_to_nobody_else(cast: Cast):
    ours = planned(cast, days=3, people=[cast.lin.person])
    meetings.send_invitations(ours, by=cast.lin, at=clock.now())

    assert not PublishedMeeting.objects.exists()


def test_the_client_proposes_and_the_manager_hears_of_it(cast: Cast, as_wen: Client):
    meeting = announced(cast)
    jobs.send_due(clock.now())
    told = {letter.to[0]: letter.body for letter in mail.outbox}
    assert "/portal/" in told[cast.shao.person.email]
    assert "/portal/" not in told[cast.lin.person.email]
    mail.outbox.clear()

    assert "排产复核会" in as_wen.get(f"/portal/{cast.p1.token}/").content.decode()
    answer = as_wen.post(address(cast, meeting), {"words": WORDS, "why": WHY})

    assert answer.headers["Location"] == address(cast, meeting)
    assert list(AgendaTopic.objects.values_list("words", "why", "by_name", "thread")) == [
        (WORDS, WHY, "温宁", meeting.token)
    ]
    assert shared("meetings.propose_topic") == ["P1/A1"]
    jobs.send_due(clock.now())
    [letter] = mail.outbox
    assert letter.to == [cast.lin.person.email]
    assert WORDS in letter.body
    assert f"/projects/P1/meetings/{meeting.code}/#topics" in letter.body
    assert evidence.verify() == []


def test_a_topic_without_words_is_asked_again(cast: Cast, as_wen: Client):
    answer = as_wen.post(address(cast, announced(cast)), {"words": " ", "why": WHY})

    assert answer.status_code == 422
    assert WHY in answer.content.decode()
    assert not AgendaTopic.objects.exists()


def test_no_topic_is_taken_for_a_meeting_that_began_was_called_off_or_is_not_announced(cast: Cast, as_wen: Client):
    over, off, silent = announced(cast, days=-1), announced(cast), planned(cast, days=3)
    meetings.cancel_meeting(off, by=cast.lin, at=clock.now(), why="停电")

    for meeting in (over, off, silent):
        with pytest.raises(meetings.TooLate):
            proposed(cast, meeting)
    late = as_wen.post(address(cast, off), {"words": WORDS})
    assert (late.status_code, AgendaTopic.objects.count()) == (422, 0)


def test_a_topic_taken_up_stands_on_the_agenda_in_both_doors(cast: Cast, as_lin: Client, as_wen: Client):
    meeting = announced(cast)
    topic = proposed(cast, meeting)
    there = f"/projects/P1/meetings/{meeting.code}/"
    assert "尚未答复" in as_wen.get(address(cast, meeting)).content.decode()

    answer = as_lin.post(f"{there}topics/{topic.token}/", {"fate": "taken"})

    assert answer.headers["Location"] == f"{there}#topics"
    assert [row.is_taken for row in queries.topics(meeting)] == [True]
    assert f"<li>{WORDS} " in as_lin.get(there).content.decode()
    assert "已列入议程" in as_wen.get(address(cast, meeting)).content.decode()
    assert shared("meetings.settle_topic") == ["P1/A1"]
    assert evidence.verify() == []


def test_a_topic_is_left_only_with_a_reason_that_the_client_reads(cast: Cast, as_lin: Client, as_wen: Client):
    meeting = announced(cast)
    topic = proposed(cast, meeting)
    there = f"/projects/P1/meetings/{meeting.code}/topics/{topic.token}/"

    assert as_lin.post(there, {"fate": "left"}).status_code == 422
    with pytest.raises(meetings.WhyMissing):
        meetings.settle_topic(topic, meeting, by=cast.lin, at=clock.now(), fate="left")
    assert not AgendaTopicStep.objects.exists()
    as_lin.post(there, {"fate": "left", "why": "已在确认单第 2 项答复"})

    page = as_wen.get(address(cast, meeting)).content.decode()
    assert "未列入" in page
    assert "已在确认单第 2 项答复" in page


def test_a_topic_moves_to_a_later_meeting_and_is_answered_there(cast: Cast, as_lin: Client, as_wen: Client):
    first, later, before = announced(cast), announced(cast, days=9), planned(cast, days=1)
    topic = proposed(cast, first)
    there = f"/projects/P1/meetings/{first.code}/topics/{topic.token}/"
    moves = {"fate": "carried", "why": "等样本收齐"}

    assert as_lin.post(there, moves).status_code == 422
    assert as_lin.post(there, moves | {"to": before.code}).status_code == 422
    with pytest.raises(meetings.NotLater):
        meetings.settle_topic(topic, first, by=cast.lin, at=clock.now(), fate="carried", why="等", to=before)
    assert as_lin.post(there, moves | {"to": later.code}).status_code == 302

    assert [row.is_open for row in queries.topics(first)] == [False]
    assert [(row.is_open, row.came_from) for row in queries.topics(later)] == [(True, True)]
    assert as_lin.get(there).status_code == 404
    for meeting in (first, later):
        assert "等样本收齐" in as_wen.get(address(cast, meeting)).content.decode()
    meetings.settle_topic(topic, later, by=cast.lin, at=clock.now(), fate="taken")
    meetings.settle_topic(topic, later, by=cast.lin, at=clock.now(), fate="taken")
    assert list(AgendaTopicStep.objects.order_by("id").values_list("fate", "thread", "on")) == [
        ("carried", later.token, later.starts_at.date()),
        ("taken", later.token, later.starts_at.date()),
    ]
    assert evidence.verify() == []


def test_a_topic_of_another_project_is_not_there(cast: Cast, as_lin: Client, as_zhou: Client):
    meeting = announced(cast)
    topic = proposed(cast, meeting)
    other = planned(cast, days=5)

    assert as_zhou.get(f"/projects/P1/meetings/{meeting.code}/topics/{topic.token}/").status_code == 404
    assert as_lin.get(f"/projects/P1/meetings/{other.code}/topics/{topic.token}/").status_code == 404
