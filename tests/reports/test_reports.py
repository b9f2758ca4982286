"""A report is drafted, written, published and stays; what is missing blocks it; corrections stand below."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from tests.cast import Cast, sign_in
from tests.reports.conftest import WORDS, begun, change, issue, publish_plan, published, risk, task, today, written
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.evidence.models import Event
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import Report, ReportPublishing
from yinuo.reports.published import PublishedReport, ReportAddendum, ReportAnswer, ReportReading


def verbs() -> list[str]:
    found = Event.objects.filter(verb__startswith="reports.").order_by("id")
    return list(found.values_list("verb", flat=True))


def test_the_first_report_tells_of_the_week_up_to_friday_and_the_next_of_the_week_after(cast: Cast):
    first = begun(cast)
    assert (first.number, first.until.weekday(), first.until - first.since) == (1, 4, timedelta(days=6))
    with pytest.raises(reports.DraftOpen):
        begun(cast)
    reports.write_report(first, by=cast.lin, at=clock.now(), version=1, **WORDS)
    reports.publish_report(first, by=cast.lin, at=clock.now())

    second = begun(cast)

    assert (second.number, second.since, second.until) == (
        2,
        first.until + timedelta(days=1),
        first.until + timedelta(days=7),
    )


def test_publishing_freezes_both_layers_under_one_number(cast: Cast, week: queries.Period):
    task(cast, "联调", 2)
    task(cast, "内部评审", 2, is_shown=False)
    publish_plan(cast)

    row = published(cast, week)

    frozen = ReportPublishing.objects.get(published=row)
    assert ("联调" in row.story, "内部评审" in row.story, "内部评审" in row.data + row.text) == (True, False, False)
    assert ("联调" in frozen.story, "内部评审" in frozen.story, "内部评审" in frozen.data) == (True, True, True)
    assert verbs() == [
        "reports.begin_report",
        "reports.write_report",
        "reports.publish_report",
        "reports.freeze_report",
    ]
    event = Event.objects.get(verb="reports.publish_report")
    assert (event.subject, event.stream.name) == ("P1/report/1", "P1/shared")
    with pytest.raises(reports.Frozen):
        reports.publish_report(frozen.report, by=cast.lin, at=clock.now())
    with pytest.raises(reports.Frozen):
        reports.write_report(frozen.report, by=cast.lin, at=clock.now(), version=2, status="改")


def test_a_published_report_is_the_same_a_year_later_though_everything_changed(cast: Cast, week: queries.Period):
    row_of = task(cast, "联调", 2)
    task(cast, "上线", 20, is_milestone=True, duration=0)
    publish_plan(cast)
    open_one, danger = issue(cast, "样本没有收到", "周三收齐"), risk(cast, "年底停产盘点", response="提前一周盘点")
    delivery.publish_issue(open_one, by=cast.lin, at=clock.now())
    delivery.publish_risk(danger, by=cast.lin, at=clock.now())
    issue(cast, "接口人要离职")
    risk(cast, "我方顾问不够", response="借调一人")
    published(cast, queries.Period(week.since - timedelta(days=7), week.until - timedelta(days=7)))
    row = published(cast, week)
    desk, client = sign_in(cast.lin.person), sign_in(cast.wen.person)
    theirs = f"/portal/{cast.p1.token}/reports/{row.token}/"
    client.get(theirs)

    def read() -> tuple[bytes | str, ...]:
        kept = PublishedReport.objects.get(pk=row.pk)
        desk_page = desk.get("/projects/P1/reports/2/?layer=internal").content.decode()
        page = client.get(theirs).content.decode()
        pdf, word = (b"".join(client.get(f"{theirs}{form}/")) for form in ("pdf", "docx"))
        article = desk_page.partition("<article")[2].partition("</article>")[0]
        return (
            kept.data,
            kept.story,
            kept.text,
            kept.sha256,
            article,
            page.partition("<h1")[2].partition("<form")[0],
            pdf,
            word,
        )

    before = read()
    ours, theirs_read = str(before[4]), "".join(map(str, before[:4] + before[5:6]))
    for untold in ("接口人要离职", "我方顾问不够", "借调一人"):
        assert (untold in ours, untold in theirs_read) == (True, False)
    assert "提前一周盘点" in str(before[5])
    assert "第 1 号" in str(before[5])
    assert str(before[5]).count('<svg class="picture-chart"') == 2
    delivery.close_issue(open_one, by=cast.lin, at=clock.now(), why="收齐了")
    delivery.publish_issue(open_one, by=cast.lin, at=clock.now())
    delivery.close_risk(danger, by=cast.lin, at=clock.now(), why="改期了")
    delivery.publish_risk(danger, by=cast.lin, at=clock.now())
    change(cast, row_of, name="联调改名", rule_on=today() + timedelta(days=30))
    publish_plan(cast, "改期")
    type(cast.p1).objects.filter(pk=cast.p1.pk).update(name="改名的项目")
    with time_machine.travel(datetime(2027, 11, 20, 9, tzinfo=UTC), tick=False):
        desk, client = sign_in(cast.lin.person), sign_in(cast.wen.person)
        assert read() == before


def test_r53_blocks_a_report_with_parts_missing_and_a_named_reason_releases_it(cast: Cast, week: queries.Period):
    report = written(cast, week, risk_words="", solution_words="")

    with pytest.raises(reports.Incomplete) as refused:
        reports.publish_report(report, by=cast.lin, at=clock.now())

    assert refused.value.missing == ("risk", "solution")
    assert PublishedReport.objects.count() == 0
    reports.publish_report(report, by=cast.lin, at=clock.now(), release_why="风险会在周一")
    frozen = ReportPublishing.objects.get()
    assert (frozen.missing, frozen.released_why, frozen.by) == ("risk solution", "风险会在周一", cast.lin)


@pytest.mark.parametrize("answer", [{"bad_news": ""}, {"bad_news": "yes", "bad_news_words": " "}])
def test_no_report_without_an_answer_on_bad_news(cast: Cast, week: queries.Period, answer: dict[str, str]):
    report = written(cast, week, **answer)
    with pytest.raises(reports.BadNewsUnanswered):
        reports.publish_report(report, by=cast.lin, at=clock.now(), release_why="急")


def test_no_report_promises_what_nobody_can_keep(cast: Cast, week: queries.Period):
    report = written(cast, week, status="保证零问题上线")
    with pytest.raises(reports.AbsoluteGuarantee):
        reports.publish_report(report, by=cast.lin, at=clock.now())


def test_two_who_write_at_once_lose_nothing(cast: Cast):
    report = begun(cast)
    stale = Report.objects.get(pk=report.pk)
    reports.write_report(report, by=cast.lin, at=clock.now(), version=1, status="一")
    with pytest.raises(reports.Edited):
        reports.write_report(stale, by=cast.lin, at=clock.now(), version=1, status="二")


def test_numbers_are_facts_and_cannot_be_written(cast: Cast):
    report = begun(cast)
    with pytest.raises(TypeError):
        reports.write_report(report, by=cast.lin, at=clock.now(), version=1, number=9)


def test_a_correction_stands_below_and_changes_nothing_above(cast: Cast, week: queries.Period):
    row = published(cast, week)
    was = row.sha256, row.story

    reports.add_addendum(row, by=cast.lin, at=clock.now(), words="联调应为周四")

    row.refresh_from_db()
    assert ((row.sha256, row.story), ReportAddendum.objects.get().words) == (was, "联调应为周四")
    assert verbs()[-1] == "reports.correct_report"
    with pytest.raises(reports.NoWords):
        reports.add_addendum(row, by=cast.lin, at=clock.now(), words=" ")


def test_the_client_reads_it_once_and_says_clear_or_asks(cast: Cast, week: queries.Period):
    row = published(cast, week)
    client = sign_in(cast.wen.person)
    here = f"/portal/{cast.p1.token}/reports/{row.token}/"

    assert client.get(f"/portal/{cast.p1.token}/").content.decode().count(here) == 1
    first, second = client.get(here), client.get(here)

    assert (first.status_code, second.status_code) == (200, 200)
    assert list(ReportReading.objects.values_list("name", flat=True)) == ["温宁"]
    assert client.post(here, {"kind": "question", "words": " "}).status_code == 422
    assert client.post(here, {"kind": "nonsense"}).status_code == 422
    assert ReportAnswer.objects.count() == 0
    assert client.post(here, {"kind": "question", "words": "谁负责？"}).status_code == 302
    assert 'value="clear"' in client.get(here).content.decode()
    assert client.post(here, {"kind": "clear"}).status_code == 302
    assert 'value="clear"' not in client.get(here).content.decode()
    assert client.post(here, {"kind": "clear"}).status_code == 302
    assert list(ReportAnswer.objects.order_by("id").values_list("kind", "words")) == [
        ("question", "谁负责？"),
        ("clear", ""),
    ]
    assert verbs()[-3:] == ["reports.read_report", "reports.answer_report", "reports.answer_report"]
    assert "谁负责" not in sign_in(cast.he.person).get(here).content.decode()


def test_the_desk_writes_previews_and_publishes(cast: Cast):
    task(cast, "内部评审", 2, is_shown=False)
    publish_plan(cast)
    desk = sign_in(cast.lin.person)
    assert desk.post("/projects/P1/reports/new/").url == "/projects/P1/reports/1/"
    assert desk.post("/projects/P1/reports/new/").url == "/projects/P1/reports/1/"
    assert desk.post("/projects/P1/reports/1/publishing/", {}).status_code == 422
    asked = desk.post("/projects/P1/reports/1/edit/", WORDS | {"bad_news": "yes"})
    assert asked.status_code == 422
    assert desk.post("/projects/P1/reports/1/edit/", WORDS).status_code == 302
    client, internal = desk.get("/projects/P1/reports/1/"), desk.get("/projects/P1/reports/1/?layer=internal")
    assert ("内部评审" in client.content.decode(), "内部评审" in internal.content.decode()) == (False, True)
    assert desk.post("/projects/P1/reports/1/publishing/", {}).status_code == 302
    page = desk.get("/projects/P1/reports/1/").content.decode()
    assert "【" in page
    assert desk.post("/projects/P1/reports/1/edit/", WORDS | {"status": "改"}).status_code == 302
    assert PublishedReport.objects.get().title in page


def test_a_missing_report_counts_working_days_after_its_friday(cast: Cast):
    assert queries.overdue(cast.p1, today()) is None
    report = written(cast)
    reports.publish_report(report, by=cast.lin, at=clock.now())
    due = report.until + timedelta(days=7)

    assert queries.overdue(cast.p1, due) is None
    assert queries.overdue(cast.p1, due + timedelta(days=3)) == queries.Overdue(due, 1)
