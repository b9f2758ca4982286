"""Issues on the cockpit: by side and age, the three open longest, and risks the client was not told of."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.counsel.book import TODAY, on, wish
from tests.delivery.test_issues import raised
from tests.delivery.test_risks import noted
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.desk.queries.cockpit import cockpit


def test_the_cockpit_tells_issues_by_side_and_age_and_names_the_three_that_are_open_longest(cast):
    with on(TODAY):
        for number, side in enumerate(("ours", "client", "client", "third")):
            raised(cast, f"问题 {number}", side=side, raised_on=TODAY - timedelta(days=10 * number))
        settled = raised(cast, "早就好了", raised_on=date(2026, 9, 1))
        delivery.close_issue(settled, by=cast.lin, at=clock.now())
        shown = noted(cast, "已告知")
        delivery.publish_risk(
            shown, by=cast.lin, at=clock.now(), what="接口", cause="", effect="", response="", contingency=""
        )
        noted(cast, "未告知")
        noted(cast, "不重", probability=1, impact=1)
        facts = cockpit(cast.p1, "zh-hans", today=TODAY).issues

    assert (facts.ageing.live, facts.ageing.sides) == (4, {"ours": 1, "client": 2, "third": 1})
    assert facts.ageing.bands == (1, 1, 2, 0)
    assert [(row.what, row.days_open) for row in facts.oldest] == [("问题 3", 30), ("问题 2", 20), ("问题 1", 10)]
    assert facts.untold == 1


def test_the_cockpit_asks_the_same_questions_however_many_issues_there_are(cast, as_lin):
    counts = []
    with on(TODAY):
        wish(cast, "按规则排产")
        raised(cast)
        as_lin.get("/projects/P1/")
        for _ in range(2):
            with CaptureQueriesContext(connection) as asked:
                page = as_lin.get("/projects/P1/").text
            counts.append(len(asked))
            for number in range(6):
                raised(cast, f"问题 {number}")
                noted(cast, f"风险 {number}")

    assert counts[0] == counts[1]
    assert "搁置最久" in page
    assert "6 个高风险尚未告知客户" in page
    assert 'href="/projects/P1/issues/?side=client&amp;state=live"' in page
