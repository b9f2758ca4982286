"""Search finds what the weekly cycle brings: tasks, issues, risks, memos, reports, changes."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.changes.test_changes import asked
from tests.delivery import plans
from tests.delivery.test_issues import raised
from tests.delivery.test_risks import noted
from tests.house import scene_meetings, scene_reports
from yinuo.base import clock
from yinuo.counsel import actions, queries
from yinuo.delivery import actions as delivery
from yinuo.desk.queries.hits import hits
from yinuo.meetings import actions as meetings
from yinuo.reports.models import Report

WORD = "蓝鲸"


def found(member, query: str) -> dict[str, list[tuple[str, str]]]:
    """Codes and addresses by kind."""
    actions.catch_up(at_most=10_000)
    return {group.kind: [(hit.code, hit.href) for hit in group.hits] for group in hits(member, query)}


def memo_of(cast, words: str):
    meeting = meetings.plan_meeting(
        cast.p1, by=cast.lin, at=clock.now(), kind="site_visit", title="车间走访", starts_at=clock.now(),
        ends_at=clock.now(), people=[cast.shao.person],
    )  # fmt: skip
    steps = [meetings.StepGiven(words, "ours", cast.lin.person, clock.now().date())]
    return meetings.write_memo(meeting, by=cast.lin, at=clock.now(), work_done="走访", causes=[], steps=steps)


def test_each_thing_of_the_weekly_cycle_is_found_by_a_word_deep_in_it(cast):
    issue = raised(cast)
    delivery.answer_issue(issue, by=cast.lin, at=clock.now(), text=f"已提给{WORD}")
    risk = noted(cast, effect=f"影响{WORD}")
    change = asked(cast, f"增加{WORD}接口")
    task = plans.task(cast, f"{WORD}联调")
    memo = memo_of(cast, f"与{WORD}核对")
    scene_reports.slots(cast)
    report = Report.objects.order_by("number")[0]
    here = "/projects/P1"

    assert found(cast.lin, WORD) == {
        "task": [(task.code, f"{here}/plan/")],
        "issue": [(issue.code, f"{here}/issues/{issue.code}/")],
        "risk": [(risk.code, f"{here}/risks/{risk.code}/")],
        "memo": [(memo.meeting.code, f"{here}/memos/{memo.meeting.code}/")],
        "change": [(change.code, f"{here}/changes/{change.code}/")],
    }
    assert found(cast.lin, "每天对账") == {"report": [(str(report.number), f"{here}/reports/{report.number}/")]}
    assert found(cast.zhou, WORD) == {}


def test_every_address_that_search_leads_to_opens(cast, as_lin):
    raised(cast, WORD)
    noted(cast, WORD)
    asked(cast, WORD)
    plans.task(cast, WORD)
    memo_of(cast, WORD)
    scene_meetings.slots(cast)
    scene_reports.slots(cast)
    actions.catch_up(at_most=10_000)

    pages = [
        hit.href for query in (WORD, "见会议记录", "复核会") for group in hits(cast.lin, query) for hit in group.hits
    ]
    assert {href: as_lin.get(href).status_code for href in pages} == dict.fromkeys(pages, 200)
    assert len(pages) >= 8
    page = as_lin.get(f"/search/?q={WORD}").text
    assert all(word in page for word in ("计划任务", "问题", "风险", "备忘录", "变更"))


def test_a_sent_memo_is_found_by_its_own_code_and_stands_once(cast):
    memo = memo_of(cast, WORD)
    before = found(cast.lin, WORD)
    version = meetings.send_memo(memo, by=cast.lin, at=clock.now(), contacts=[cast.wen], due_on=clock.now().date())

    assert found(cast.lin, WORD)["memo"] == before["memo"]
    assert found(cast.lin, version.memo.code)["memo"] == before["memo"]


def test_a_renamed_task_is_found_by_both_names(cast):
    task = plans.task(cast, f"{WORD}联调")
    plans.publish(cast)
    draft = delivery.start_draft(cast.p1, by=cast.lin, at=clock.now())
    row = draft.planned.get(task=task)
    delivery.edit_task(row, by=cast.lin, at=clock.now(), revision=row.revision, name="白鲸联调")

    assert list(found(cast.lin, "白鲸")) == ["task"]
    assert list(found(cast.lin, WORD)) == ["task"]


@pytest.mark.parametrize(
    "subject", ["P1/plan/2", "P1/plan/T99", "P1/report/x", "P1/report/99", "P1/I99", "P1/K99", "P1/CR-99", "P1/M99"]
)
def test_what_is_not_there_is_left_out(cast, subject):
    assert queries.findable(subject) is None


def test_search_asks_the_same_questions_however_much_there_is(cast):
    counts = []
    for _ in range(2):
        for number in range(4):
            raised(cast, f"{WORD} {number}")
            noted(cast, f"{WORD} {number}")
        actions.catch_up(at_most=1000)
        hits(cast.lin, WORD)
        with CaptureQueriesContext(connection) as questions:
            hits(cast.lin, WORD)
        counts.append(len(questions))

    assert counts[0] == counts[1] <= 4
