"""The monthly page for executives: three numbers on one page, from the same facts, frozen like every report."""

from datetime import date, timedelta

import pypdfium2
import pytest

from tests.cast import Cast, sign_in
from tests.reports.conftest import change, issue, publish_plan, published, risk, task, today
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import Report, ReportKind
from yinuo.reports.published import PublishedReport

MONTHLY = {"status": "上线推迟两周。", "risk_words": "请定下复核人。", "bad_news": "none"}


@pytest.fixture
def month() -> queries.Period:
    """Thirty days that end in a week."""
    return queries.Period(today() - timedelta(days=23), today() + timedelta(days=7))


def paged(cast: Cast, month: queries.Period | None = None, **words: str) -> PublishedReport:
    row = reports.begin_report(cast.p1, by=cast.lin, at=clock.now(), period=month, kind=ReportKind.EXECUTIVE)
    row = reports.write_report(row, by=cast.lin, at=clock.now(), version=1, **(MONTHLY | words))
    return reports.publish_report(row, by=cast.lin, at=clock.now())


def test_three_numbers_stand_above_what_the_executive_hears(cast: Cast, month: queries.Period):
    kept = task(cast, "联调", 5)
    task(cast, "培训", 5)
    task(cast, "内部评审", 5, is_shown=False)
    task(cast, "给样本", 3, side="client")
    task(cast, "上线", 20, is_milestone=True, duration=0)
    publish_plan(cast)
    change(cast, kept, actual_start=today(), actual_finish=today() + timedelta(days=5))
    publish_plan(cast, "做完了")

    story = queries.read(paged(cast, month).story)

    assert [(one.name, one.value) for one in story.numbers] == [
        ("承诺兑现", "1/2"),
        ("按期的里程碑", "—"),
        ("等您处理", "1"),
    ]
    assert [section.name for section in story.sections] == ["status", "bad_news", "you_owe"]
    assert "内部评审" not in story.canonical
    assert "1/2" in story.text


def test_without_records_the_page_says_that_there_is_not_enough(cast: Cast, month: queries.Period):
    story = queries.read(paged(cast, month).story)

    assert [(one.value, one.note) for one in story.numbers][:2] == [("—", "数据还不够")] * 2


def test_it_is_one_page_however_much_there_is(cast: Cast, month: queries.Period):
    for number in range(9):
        task(cast, f"甲方事项 {number}", 3, side="client")
        task(cast, f"里程碑 {number}", 9 + number, is_milestone=True, duration=0)
        delivery.publish_issue(issue(cast, f"问题 {number}", "答"), by=cast.lin, at=clock.now())
        delivery.publish_risk(risk(cast, f"风险 {number}", response="应对"), by=cast.lin, at=clock.now())
    publish_plan(cast)
    published(cast, queries.Period(month.since, today() - timedelta(days=1)))
    row = paged(cast, month, status="一" * 300)

    data = b"".join(sign_in(cast.wen.person).get(f"/portal/{cast.p1.token}/reports/{row.token}/pdf/"))

    assert len(pypdfium2.PdfDocument(data)) == 1
    (owed,) = [section for section in queries.read(row.story).sections if section.name == "you_owe"]
    assert len(owed.lines) == 3
    (picture,) = [section.picture for section in queries.read(row.story).sections if section.picture]
    assert (len(picture.shapes) > 0, len(picture.rows)) == (True, 5)


def test_a_month_is_drafted_beside_the_week_and_needs_a_status_alone(cast: Cast):
    weekly = reports.begin_report(cast.p1, by=cast.lin, at=clock.now())
    desk = sign_in(cast.lin.person)

    answer = desk.post("/projects/P1/reports/new/", {"kind": "executive"})

    assert answer.url == "/projects/P1/reports/2/"
    assert desk.post("/projects/P1/reports/new/", {"kind": "executive"}).url == answer.url
    assert queries.draft(cast.p1) == weekly
    row = Report.objects.get(number=2)
    assert (row.kind, row.since.day, (row.until + timedelta(days=1)).day) == (ReportKind.EXECUTIVE, 1, 1)
    form = desk.get(f"{answer.url}edit/").content.decode()
    assert ('name="status"' in form, 'name="done_words"' in form) == (True, False)
    assert desk.post(f"{answer.url}edit/", MONTHLY).status_code == 302
    assert desk.post(f"{answer.url}publishing/", {}).status_code == 302
    assert queries.reported(cast.p1, row.until)
    assert 'class="stats numbers"' in desk.get(answer.url).content.decode()


def test_months_follow_each_other(cast: Cast):
    assert queries.next_month(cast.p1, date(2026, 11, 8)) == queries.Period(date(2026, 10, 1), date(2026, 10, 31))
    assert queries.next_month(cast.p1, date(2026, 11, 22)) == queries.Period(date(2026, 11, 1), date(2026, 11, 30))
    paged(cast, queries.Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert queries.next_month(cast.p1, date(2027, 3, 1)) == queries.Period(date(2026, 12, 1), date(2026, 12, 31))
