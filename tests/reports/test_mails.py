"""Publishing sends the report to those chosen, in the client's words alone, and the desk sees who opened it."""

from io import BytesIO

import pypdfium2
import pytest
from django.core import mail

from tests.cast import Cast, sign_in
from tests.reports.conftest import WORDS, begun, publish_plan, published, task, today, written
from yinuo.base import clock
from yinuo.notices import jobs as outbox
from yinuo.notices.models import Notice
from yinuo.projects import actions as projects
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import Report, ReportRecipient
from yinuo.reports.published import PublishedReport


def send(cast: Cast, week: queries.Period, *people: object) -> PublishedReport:
    row = written(cast, week)
    return reports.publish_report(row, by=cast.lin, at=clock.now(), to=[one.person for one in people])


def test_the_report_goes_to_those_chosen_as_pdf_with_its_link(cast: Cast, week: queries.Period):
    task(cast, "联调", 2)
    task(cast, "内部评审", 2, is_shown=False)
    publish_plan(cast)

    row = send(cast, week, cast.wen, cast.lu)

    assert [one.person for one in ReportRecipient.objects.order_by("id")] == [cast.wen.person, cast.lu.person]
    assert outbox.send_due(clock.now()) == 2
    assert [letter.to for letter in mail.outbox] == [[cast.wen.person.email], [cast.lu.person.email]]
    letter = mail.outbox[0]
    assert letter.subject == "第 1 期周报"
    assert f"/portal/{cast.p1.token}/reports/{row.token}/" in letter.body
    assert WORDS["status"] in letter.body
    (attached,) = letter.attachments
    assert (attached[0], attached[2]) == ("报告 1.pdf", "application/pdf")
    assert attached[1] == b"".join(sign_in(cast.wen.person).get(f"/portal/{cast.p1.token}/reports/{row.token}/pdf/"))
    pages = pypdfium2.PdfDocument(BytesIO(attached[1]))
    said = "".join(page.get_textpage().get_text_range() for page in pages)
    assert ("联调" in said, "内部评审" in said, "内部评审" in letter.message().as_string()) == (True, False, False)


def test_only_people_of_the_client_on_this_project_are_written_to(cast: Cast, week: queries.Period):
    report = written(cast, week)
    for stranger in (cast.he.person, cast.lin.person):
        with pytest.raises(reports.NotSeated):
            reports.publish_report(report, by=cast.lin, at=clock.now(), to=[cast.wen.person, stranger])
    assert (PublishedReport.objects.count(), Notice.objects.filter(kind=reports.PUBLISHED).count()) == (0, 0)


def test_whoever_left_before_the_mail_did_is_not_written_to(cast: Cast, week: queries.Period):
    send(cast, week, cast.wen)
    projects.end_seat(cast.seat(cast.wen), by=cast.lin, until=today())

    assert outbox.send_due(clock.now()) == 0
    assert mail.outbox == []


def test_nobody_chosen_is_nobody_told(cast: Cast, week: queries.Period):
    published(cast, week)

    assert Notice.objects.filter(kind=reports.PUBLISHED).count() == 0


def test_the_desk_offers_who_got_the_last_one_and_sees_who_opened_it(cast: Cast, week: queries.Period):
    row = send(cast, week, cast.wen, cast.lu)
    sign_in(cast.wen.person).get(f"/portal/{cast.p1.token}/reports/{row.token}/")
    desk = sign_in(cast.lin.person)

    page = desk.get(f"/projects/P1/reports/{row.number}/").content.decode()

    section = page[page.index("已用邮件发给") :]
    assert [section.count(word) for word in ("尚未打开", "打开于")] == [1, 1]
    draft = begun(cast)
    reports.write_report(draft, by=cast.lin, at=clock.now(), version=1, **WORDS)
    offer = desk.get(f"/projects/P1/reports/{draft.number}/publishing/").content.decode()
    ticked = [tag for tag in offer.split("<input")[1:] if 'name="to"' in tag and " checked" in tag.partition(">")[0]]
    assert len(ticked) == 2
    answer = desk.post(f"/projects/P1/reports/{draft.number}/publishing/", {"to": [str(cast.wen.person_id)]})
    assert answer.status_code == 302
    assert queries.sent_last(cast.p1) == [cast.wen.person_id]
    assert Report.objects.get(number=draft.number).publishing.recipients.count() == 1
