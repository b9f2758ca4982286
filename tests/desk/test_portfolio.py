"""Findings among the next acts, all projects side by side, and what both cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.acceptance.conftest import contract_of, payment
from tests.cast import sign_in
from tests.counsel.book import TODAY, days_ago, on, wish
from tests.delivery import plans
from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.desk.queries.acts import next_acts
from yinuo.desk.queries.portfolio import Share, portfolio
from yinuo.ledger import actions as ledger
from yinuo.projects.models import Project


@pytest.fixture(autouse=True)
def friday():
    """It is the Friday of the story; the cast comes three weeks earlier, so that nothing is only hinted at."""
    with on(TODAY):
        yield


def check(cast):
    counsel.check(cast.p1, at=clock.now())


def acts(cast, owner=None):
    return [(one.rank, one.code) for one in next_acts([cast.p1], owner=owner).first]


def statements(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_findings_stand_among_the_next_acts_one_a_thing(cast):
    line = wish(cast, "保证零问题")
    ledger.refuse(line, by=cast.lin, at=days_ago(9), why="做不到")
    check(cast)

    assert [code for _rank, code in acts(cast)] == [line.code]
    (task,) = (one.said() for one in next_acts([cast.p1], owner=cast.lin).first)
    assert (task.code, task.act, task.href) == (line.code, "已当面告知", f"/projects/P1/checks/told/{line.code}/")
    assert task.because


def test_a_finding_shows_since_when_it_holds_whenever_it_was_looked_for(cast):
    refused = wish(cast, "按规则排产")
    ledger.refuse(refused, by=cast.lin, at=days_ago(9), why="做不到")
    absolute = wish(cast, "保证零问题", days=1)
    check(cast)
    with on(TODAY + timedelta(days=1)):
        check(cast)
        told = {one.code: one.said().when for one in next_acts([cast.p1], owner=cast.lin).first}

    assert told == {refused.code: "自 11月11日", absolute.code: "自 11月20日"}


def test_only_whoever_runs_the_project_is_asked(cast):
    wish(cast, "保证零问题")
    check(cast)

    assert acts(cast, cast.lin)
    assert acts(cast, cast.shen)
    assert acts(cast, cast.admin) == []


def test_today_costs_the_same_with_ten_times_the_findings(cast, as_lin):
    for number in range(3):
        wish(cast, f"保证零问题 {number}")
    check(cast)
    as_lin.get("/today/")
    few = statements(lambda: as_lin.get("/today/"))
    for number in range(30):
        wish(cast, f"确保永不 {number}")
    check(cast)
    as_lin.get("/today/")

    assert statements(lambda: as_lin.get("/today/")) == few
    assert as_lin.get("/today/").content.decode().count("<li data-row>") == 7


def test_the_cockpit_shows_money_and_promises_where_there_are_any(cast, as_lin):
    wish(cast, "按规则排产")
    assert as_lin.get("/projects/P1/").content.decode().count('class="nodata') == 2
    contract = contract_of(cast)
    payment(contract, cast, "上线款", "30", date(2026, 10, 26))

    shown = as_lin.get("/projects/P1/").content.decode()

    assert "上线款" in shown
    assert shown.count('class="nodata') == 1


def test_the_portfolio_says_only_what_rests_on_something(cast):
    (row,) = portfolio([cast.p1])
    assert (row.fires, row.next_date, row.due, row.has_money, row.heard_on, row.late) == (
        None,
        None,
        (),
        False,
        None,
        0,
    )
    assert row.promises.is_thin
    assert row.managers == (cast.lin.person.name,)

    wish(cast, "保证零问题")
    plans.task(cast, "上线", is_milestone=True, due_on=TODAY + timedelta(days=30))
    plans.publish(cast)
    payment(contract_of(cast), cast, "上线款", "30", date(2026, 10, 26))
    check(cast)
    (row,) = portfolio([cast.p1])

    assert set(row.fires) == {"nudge"}
    assert (row.next_date.name, row.next_date.signed_on, row.next_date.late) == ("上线", None, None)
    assert (row.due, row.has_money) == ((("CNY", 80_400_000),), True)


def test_a_share_of_few_outcomes_is_thin():
    assert [Share(good, total).is_thin for good, total in ((0, 0), (4, 4), (4, 5))] == [True, True, False]
    assert Share(4, 5).percent == 80


def test_the_portfolio_costs_the_same_for_more_projects(cast):
    one = statements(lambda: portfolio(list(Project.objects.filter(code="P1").select_related("account__firm"))))
    two = statements(lambda: portfolio(list(Project.objects.select_related("account__firm"))))

    assert one == two


def test_everybody_sees_the_projects_he_may_enter(cast, as_lin):
    shown = as_lin.get("/portfolio/").content.decode()
    assert "/projects/P1/" in shown
    assert "/projects/P2/" not in shown

    shown = sign_in(cast.shen.person).get("/portfolio/").content.decode()
    assert "/projects/P2/" in shown
