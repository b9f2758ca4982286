"""A question about a report reaches our manager, waits on Today, and is answered below the report and by mail."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail

from tests.cast import Cast, sign_in
from tests.reports.conftest import published, written
from yinuo.base import clock
from yinuo.desk.queries.acts import next_acts
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event
from yinuo.notices import jobs as outbox
from yinuo.projects import actions as projects
from yinuo.projects.models import SeatRole
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.published import PublishedReport, ReportAnswer, ReportReply

QUESTION, REPLY = "接口晚三天，谁来补？", "由我方补一名工程师，本周五前对齐。"


def ask(cast: Cast, week: queries.Period, words: str = QUESTION) -> tuple[PublishedReport, ReportAnswer]:
    row = published(cast, week)
    client = sign_in(cast.wen.person)
    client.get(theirs(cast, row))
    assert client.post(theirs(cast, row), {"kind": "question", "words": words}).status_code == 302
    return row, ReportAnswer.objects.get()


def theirs(cast: Cast, row: PublishedReport) -> str:
    return f"/portal/{cast.p1.token}/reports/{row.token}/"


def ours(row: PublishedReport, said: ReportAnswer) -> str:
    return f"/projects/P1/reports/{row.number}/questions/{said.pk}/"


def waits(cast: Cast, who: object) -> list[str]:
    found = next_acts([cast.p1], owner=who).first
    return [task.href for one in found if "questions" in (task := one.said()).href]


def letters() -> list[mail.EmailMessage]:
    mail.outbox.clear()
    outbox.send_due(clock.now())
    return list(mail.outbox)


def test_a_question_is_mailed_to_the_manager_and_waits_on_his_day(cast: Cast, week: queries.Period):
    row, said = ask(cast, week)

    (letter,) = letters()
    assert letter.to == [cast.lin.person.email]
    assert (QUESTION in letter.body, ours(row, said) in letter.body) == (True, True)
    assert waits(cast, cast.lin) == [ours(row, said)]
    assert waits(cast, None) == [ours(row, said)]
    assert waits(cast, cast.zhou) == []
    page = sign_in(cast.lin.person).get("/today/").content.decode()
    assert (QUESTION in page, ours(row, said) in page) == (True, True)


def test_the_reply_stands_below_the_question_and_goes_to_who_asked(cast: Cast, week: queries.Period):
    row, said = ask(cast, week)
    letters()
    desk = sign_in(cast.lin.person)
    assert "尚未回复" in desk.get(f"/projects/P1/reports/{row.number}/").content.decode()

    assert desk.post(ours(row, said), {"words": f"  {REPLY} "}).status_code == 302

    reply = ReportReply.objects.get()
    assert (reply.words, reply.by_name, reply.answer) == (REPLY, "林知夏", said)
    event = Event.objects.filter(verb="reports.reply_to_question").get()
    assert (event.subject, event.stream.name) == (f"P1/report/{row.number}", "P1/shared")
    assert evidence.verify() == []
    assert waits(cast, cast.lin) == []
    (letter,) = letters()
    assert letter.to == [cast.wen.person.email]
    assert all(words in letter.body for words in (QUESTION, REPLY, theirs(cast, row)))
    for reader in (cast.wen, cast.lu):
        assert REPLY in sign_in(reader.person).get(theirs(cast, row)).content.decode()
    assert REPLY in desk.get(f"/projects/P1/reports/{row.number}/").content.decode()


def test_a_question_that_was_answered_before_the_mail_left_is_not_mailed(cast: Cast, week: queries.Period):
    _row, said = ask(cast, week)
    reports.reply_to_question(said, by=cast.lin, at=clock.now(), words=REPLY)

    assert [letter.to for letter in letters()] == [[cast.wen.person.email]]


def test_who_left_the_project_is_mailed_no_reply(cast: Cast, week: queries.Period):
    _row, said = ask(cast, week)
    letters()
    reports.reply_to_question(said, by=cast.lin, at=clock.now(), words=REPLY)
    projects.end_seat(cast.seat(cast.wen), by=cast.lin, until=clock.today(cast.p1.time_zone))

    assert letters() == []


def test_a_question_taken_back_by_the_other_tap_waits_no_more(cast: Cast, week: queries.Period):
    row, _said = ask(cast, week)

    sign_in(cast.wen.person).post(theirs(cast, row), {"kind": "clear"})

    assert waits(cast, cast.lin) == []


def test_an_answered_question_stands_on_both_doors_after_the_other_tap(cast: Cast, week: queries.Period):
    row, said = ask(cast, week)
    reports.reply_to_question(said, by=cast.lin, at=clock.now(), words=REPLY)
    client = sign_in(cast.wen.person)
    client.post(theirs(cast, row), {"kind": "clear"})

    for reader, path in (
        (client, theirs(cast, row)),
        (sign_in(cast.lin.person), f"/projects/P1/reports/{row.number}/"),
    ):
        page = reader.get(path).content.decode()
        assert (QUESTION in page, REPLY in page) == (True, True)


def test_an_empty_or_absolute_reply_is_refused_in_words_and_kept_in_the_form(cast: Cast, week: queries.Period):
    row, said = ask(cast, week)
    desk = sign_in(cast.lin.person)

    assert desk.post(ours(row, said), {"words": "  "}).status_code == 422
    answer = desk.post(ours(row, said), {"words": "我们保证绝不延期"})

    assert answer.status_code == 422
    assert "我们保证绝不延期" in answer.content.decode()
    assert not ReportReply.objects.exists()
    for words in ("", " "):
        with pytest.raises(reports.NoWords):
            reports.reply_to_question(said, by=cast.lin, at=clock.now(), words=words)


def test_an_older_question_presses_more(cast: Cast, week: queries.Period):
    ask(cast, week)
    (fresh,) = (one.rank for one in next_acts([cast.p1], owner=cast.lin).first if one.code.startswith("?"))

    with time_machine.travel(clock.now() + timedelta(days=9)):
        (later,) = (one.rank for one in next_acts([cast.p1], owner=cast.lin).first if one.code.startswith("?"))

    assert later > fresh


def test_a_director_of_the_project_sees_it_and_a_consultant_does_not(cast: Cast, week: queries.Period):
    projects.seat(cast.p1, cast.zhou.person, by=cast.lin, role=SeatRole.CONSULTANT, since=week.since)
    row, said = ask(cast, week)

    assert waits(cast, cast.zhou) == []
    assert waits(cast, cast.lin) == [ours(row, said)]


def test_a_correction_is_mailed_to_whoever_was_sent_the_report(cast: Cast, week: queries.Period):
    row = reports.publish_report(written(cast, week), by=cast.lin, at=clock.now(), to=[cast.wen.person])
    letters()

    reports.add_addendum(row, by=cast.lin, at=clock.now(), words="接口晚两天，不是三天")

    (letter,) = letters()
    assert letter.to == [cast.wen.person.email]
    assert ("接口晚两天，不是三天" in letter.body, theirs(cast, row) in letter.body) == (True, True)
