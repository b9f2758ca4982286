"""What a report looks like: each picture has its sentence and its table, and says so while there is not enough."""

from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation
from docx import Document

from tests.cast import Cast, sign_in
from tests.reports.conftest import change, issue, publish_plan, published, task, today, written
from yinuo.base import clock
from yinuo.base.paper.picture import Picture
from yinuo.base.paper.report import Story, read, report_pdf
from yinuo.base.paper.report_word import report_docx
from yinuo.delivery import actions as delivery
from yinuo.reports import actions as reports
from yinuo.reports import queries
from yinuo.reports.models import ReportPublishing
from yinuo.reports.queries.history import Told


def following(period: queries.Period, weeks: int = 1) -> queries.Period:
    return queries.Period(period.since + timedelta(days=7 * weeks), period.until + timedelta(days=7 * weeks))


def drawn(cast: Cast, period: queries.Period, *, for_client: bool = True) -> dict[str, Picture]:
    """The pictures of a draft on `period`, read on its last day."""
    facts = queries.facts_of(cast.p1, period, period.until)
    report = queries.draft(cast.p1) or written(cast, period)
    shown = facts.for_client if for_client else facts
    story = queries.story_of(report, shown, queries.texts_of(report), language="en")
    return {section.name: section.picture for section in story.sections if section.picture}


def labels(picture: Picture, tone: str) -> list[str]:
    return [shape.text for shape in picture.shapes if shape.tone == tone]


def test_promises_are_counted_report_by_report_as_they_were_published(cast: Cast, week: queries.Period):
    kept, _missed, hidden = task(cast, "联调", 5), task(cast, "培训", 5), task(cast, "内部评审", 5, is_shown=False)
    last = task(cast, "上线清单", 12)
    publish_plan(cast)
    publish(cast, week)
    due_on = today() + timedelta(days=5)
    for row in (kept, hidden):
        change(cast, row, actual_start=today(), actual_finish=due_on)
    publish_plan(cast, "做完了")
    thin = drawn(cast, following(week))["promise"]
    assert (thin.shapes, thin.sentence) == ((), "Not enough yet: two reports with promises make a picture.")
    publish(cast, following(week))
    change(cast, last, rule_on=due_on + timedelta(days=14))
    publish_plan(cast, "数据晚到")

    ours = drawn(cast, following(week, 2), for_client=False)["promise"]
    theirs = drawn(cast, following(week, 2))["promise"]

    assert [row[1:] for row in ours.rows] == [("0", "0", "0"), ("2", "0", "1"), ("0", "1", "0")]
    assert [row[1:] for row in theirs.rows] == [("0", "0", "0"), ("1", "0", "1"), ("0", "1", "0")]
    assert theirs.sentence == "In the last 3 reports: 1 promises kept, 1 moved, 1 missed."
    assert labels(theirs, "strong") == ["0", "2", "1"]
    assert [shape.tone for shape in theirs.shapes if shape.kind == "bar"][3:] == ["kept", "missed", "moved"]


def publish(cast: Cast, period: queries.Period) -> None:
    """Publish the draft that stands, or one on `period`."""
    draft = queries.draft(cast.p1) or written(cast, period)
    reports.publish_report(draft, by=cast.lin, at=clock.now())


def test_the_trend_keeps_every_day_a_milestone_was_told_for(cast: Cast, week: queries.Period):
    live, done = (task(cast, name, days, is_milestone=True, duration=0) for name, days in (("上线", 20), ("验收", 40)))
    publish_plan(cast)
    thin = drawn(cast, week)["milestone"]
    assert (thin.shapes, thin.rows) == ((), ())
    publish(cast, week)
    change(cast, live, rule_on=today() + timedelta(days=34))
    change(cast, done, rule_on=today() + timedelta(days=40))
    publish_plan(cast, "数据晚到")

    picture = drawn(cast, following(week))["milestone"]

    assert picture.sentence == "1 of 2 milestones stands later than first told: 上线."
    assert (labels(picture, "late-name"), labels(picture, "on-name")) == (["上线"], ["验收"])
    assert [len(row) for row in picture.rows] == [3, 3]
    by_name = {row[0]: row[1:] for row in picture.rows}
    assert by_name["验收"][0] == by_name["验收"][1]
    assert by_name["上线"][0] != by_name["上线"][1]


def test_of_many_milestones_the_trend_draws_those_to_come_and_those_done_last():
    reports = tuple(date(2026, 11, 6) + timedelta(days=7 * week) for week in range(2))

    def told(day: date, *, is_done: bool) -> Told:
        return Told(f"{day:%m-%d}", day, (day, day), is_done)

    done = [told(date(2026, month, 1), is_done=True) for month in range(1, 7)]
    to_come = [told(date(2026, 12, day), is_done=False) for day in range(1, 6)]
    with translation.override("en"):
        picture = queries.pictures.milestones(queries.History(reports, (), (*done, *to_come), (), ()))

    assert picture is not None
    assert labels(picture, "on-name") == ["12-05", "12-04", "12-03", "12-02", "12-01", "06-01", "05-01", "04-01"]
    assert len(picture.rows) == 11
    assert picture.sentence.endswith("The picture shows 8 of them, the table all.")


def test_issues_are_counted_by_week_and_the_client_sees_its_own(cast: Cast, week: queries.Period):
    with translation.override("en"):
        assert "Not enough yet" in queries.pictures.issues(history(cast, week)).sentence
    told = issue(cast, "样本没有收到")
    delivery.publish_issue(told, by=cast.lin, at=clock.now())
    issue(cast, "接口人要离职")
    delivery.close_issue(told, by=cast.lin, at=clock.now(), why="收齐了")

    ours, theirs = (drawn(cast, week, for_client=layer)["issue"] for layer in (False, True))

    assert (ours.rows[-1][1:], theirs.rows[-1][1:]) == (("2", "1"), ("1", "0"))
    assert [row[1:] for row in ours.rows[:-1]] == [("0", "0")] * 7
    assert theirs.sentence == "In the last 8 weeks: 1 issues opened, 0 closed."


def history(cast: Cast, week: queries.Period) -> queries.History:
    found = queries.facts_of(cast.p1, week, today()).history
    assert found is not None
    return found


def test_marks_stay_within_their_picture(cast: Cast, week: queries.Period):
    for number in range(12):
        task(cast, f"一个名字很长很长的里程碑第 {number} 号", number, is_milestone=True, duration=0)
    publish_plan(cast)
    publish(cast, week)

    picture = drawn(cast, following(week))["milestone"]

    assert len([shape for shape in picture.shapes if shape.tone == "on-name"]) == 8
    assert len(picture.rows) == 12
    assert [shape for shape in picture.shapes if not (0 <= shape.x <= 720 and 0 <= shape.y <= picture.height)] == []


def test_pictures_are_frozen_and_drawn_on_page_pdf_and_word(cast: Cast, week: queries.Period):
    task(cast, "上线", 20, is_milestone=True, duration=0)
    publish_plan(cast)
    publish(cast, week)
    row = published(cast, following(week))

    story = read(row.story)

    (picture,) = [section.picture for section in story.sections if section.name == "milestone"]
    assert picture is not None
    assert story.canonical == row.story
    page = sign_in(cast.wen.person).get(f"/portal/{cast.p1.token}/reports/{row.token}/").content.decode()
    desk = sign_in(cast.lin.person).get(f"/projects/P1/reports/{row.number}/").content.decode()
    for seen in (page, desk):
        assert seen.count('<svg class="picture-chart"') == 1
        assert f'role="img" aria-label="{picture.sentence}"' in seen
        assert "<details" in seen[seen.index("picture-chart") :]
    assert picture.sentence in row.text
    papers = {"language": row.language, "fingerprint": row.sha256, "until": row.until}
    assert report_pdf(story, **papers) == report_pdf(read(row.story), **papers)
    with ZipFile(BytesIO(report_docx(story, **papers))) as word:
        assert "word/media/image1.png" in word.namelist()
        assert f'descr="{picture.sentence}"' in word.read("word/document.xml").decode()


def test_a_word_file_says_what_the_page_says_and_is_the_same_twice(cast: Cast, week: queries.Period):
    task(cast, "联调", 2)
    task(cast, "内部评审", 2, is_shown=False)
    publish_plan(cast)
    row = published(cast, week)
    client = sign_in(cast.wen.person)

    answers = [client.get(f"/portal/{cast.p1.token}/reports/{row.token}/docx/") for _time in range(2)]

    data = [answer.content for answer in answers]
    assert data[0] == data[1]
    assert data[0] == sign_in(cast.lin.person).get(f"/projects/P1/reports/{row.number}/docx/").content
    assert answers[0]["Content-Disposition"] == f'attachment; filename="report-{row.number}.docx"'
    document = Document(BytesIO(data[0]))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for section in read(row.story).sections:
        assert section.heading in said
        assert [line.words for line in section.lines if line.words not in said] == []
    assert ("联调" in said, "内部评审" in said) == (True, False)
    assert row.sha256 in document.sections[0].footer.paragraphs[1].text


@pytest.mark.parametrize(("language", "words"), [("zh-hans", "这段时间没有记录"), ("en", "Nothing is on record")])
def test_a_week_without_facts_says_so(cast: Cast, week: queries.Period, language: str, words: str):
    report = written(cast, week, status="")

    story = queries.drawn(report, today(), for_client=True, language=language)

    assert words in story.text
    assert [section.picture for section in story.sections if section.picture] == []
    assert ReportPublishing.objects.count() == 0
    assert isinstance(story, Story)
