"""Checks are run, kept, put off and set; what they cost does not grow."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.counsel.book import TODAY, on, wish
from tests.house import tree
from tests.ledger.conftest import number_of_hits, worded
from yinuo.base import clock, merge
from yinuo.config.command import main
from yinuo.counsel import actions as counsel
from yinuo.counsel import jobs, queries
from yinuo.counsel.models import Finding, RuleSetting, Snooze, SnoozeEnd, Telling
from yinuo.counsel.queries.rules import RULES
from yinuo.evidence.models import Event, Fact
from yinuo.ledger import actions as ledger

pytestmark = pytest.mark.usefixtures("friday")
WEEK = TODAY + timedelta(days=7)


def check(cast):
    return counsel.check(cast.p1, at=clock.now())


def found(cast):
    fires, off = queries.findings_of(cast.p1, today=clock.today("Asia/Shanghai"))
    return [(row.rule.id, row.subject) for row in fires], [(row.rule.id, row.subject) for row in off]


def put_off(cast, line, until=WEEK):
    return counsel.put_off(
        cast.p1, by=cast.lin, at=clock.now(), rule="R45", subject=line.code, until=until, why="等高层会"
    )


def told(verb):
    event = Event.objects.get(verb=verb)
    return event.subject, dict(Fact.objects.filter(event=event, person="").values_list("name", "value"))


def test_a_finding_comes_is_seen_again_and_is_gone(cast):
    line = wish(cast, "保证零问题")
    check(cast)
    first = Finding.objects.get(rule="R45")
    with on(TODAY + timedelta(days=1)):
        check(cast)
        again = Finding.objects.get(rule="R45")
        ledger.withdraw(line, by=cast.lin, at=clock.now(), why="收回")
        check(cast)
    gone = Finding.objects.get(rule="R45")

    assert (again.pk, again.first_seen_at, again.gone_at) == (first.pk, first.first_seen_at, None)
    assert again.last_seen_at - first.last_seen_at == timedelta(days=1)
    assert gone.gone_at == again.last_seen_at
    assert found(cast)[0] == []


def test_what_comes_back_is_a_finding_of_its_own(cast):
    line = wish(cast, "保证零问题")
    check(cast)
    counsel.set_rule(cast.p1, by=cast.lin, at=clock.now(), rule="R45", is_on=False, values={})
    check(cast)
    counsel.set_rule(cast.p1, by=cast.lin, at=clock.now(), rule="R45", is_on=True, values={})
    check(cast)

    rows = Finding.objects.filter(rule="R45", subject=line.code).order_by("pk")
    assert [row.gone_at is None for row in rows] == [False, True]


def test_a_check_records_nothing(cast):
    wish(cast, "保证零问题")
    before = Event.objects.count()

    check(cast)

    assert Event.objects.count() == before


def test_what_was_put_off_comes_back_after_its_day(cast):
    line = wish(cast, "保证零问题")
    check(cast)
    put_off(cast, line)

    assert found(cast) == ([("R19", line.code)], [("R45", line.code)])
    assert [row.rule.id for row in queries.pressing([cast.p1], member=cast.lin, at_most=9)] == ["R19"]
    assert told("counsel.put_off")[0] == f"P1/{line.code}"
    with on(WEEK):
        assert found(cast)[1] == [("R45", line.code)]
    with on(WEEK + timedelta(days=1)):
        assert found(cast)[1] == []
        assert len(queries.pressing([cast.p1], member=cast.lin, at_most=9)) == 2


def test_it_is_put_off_once_and_for_three_months_at_most(cast):
    line = wish(cast, "保证零问题")
    check(cast)
    for until in (TODAY, TODAY + timedelta(days=93)):
        with pytest.raises(counsel.BadDay):
            put_off(cast, line, until)
    put_off(cast, line)
    with pytest.raises(counsel.AlreadyPutOff):
        put_off(cast, line)

    assert Snooze.objects.count() == 1


def test_it_may_be_taken_up_before(cast):
    line = wish(cast, "保证零问题")
    check(cast)
    counsel.take_up(put_off(cast, line), by=cast.lin, at=clock.now())

    assert found(cast)[1] == []
    assert SnoozeEnd.objects.count() == 1
    assert told("counsel.take_up") == (f"P1/{line.code}", told("counsel.take_up")[1])
    put_off(cast, line)
    assert found(cast)[1] == [("R45", line.code)]


def test_a_rule_is_set_for_one_project(cast):
    wish(cast, "按规则排产", days=5)
    counsel.set_rule(cast.p1, by=cast.lin, at=clock.now(), rule="R19", is_on=True, values={"days": 2})
    check(cast)

    assert [rule for rule, _code in found(cast)[0]] == ["R19"]
    assert queries.settings_of(cast.p1, RULES["R19"]).values == {"days": 2}
    assert queries.settings_of(cast.p2, RULES["R19"]).values == {"days": 10}


def test_a_number_outside_its_range_and_a_form_that_saw_something_else_are_refused(cast):
    for values in ({"days": 61}, {"years": 1}):
        with pytest.raises(ValueError, match=r"days|years"):
            counsel.set_rule(cast.p1, by=cast.lin, at=clock.now(), rule="R19", is_on=True, values=values)
    with pytest.raises(merge.Edited):
        counsel.set_rule(
            cast.p1,
            by=cast.lin,
            at=clock.now(),
            rule="R19",
            is_on=False,
            values={"days": 3},
            was={"is_on": True, "days": 9},
        )

    assert not RuleSetting.objects.exists()


def test_the_worker_checks_what_has_news_and_everything_once_a_day(cast):
    assert jobs.check_due(clock.now()) == 2
    assert jobs.check_due(clock.now()) == 0

    wish(cast, "保证零问题")
    assert jobs.check_due(clock.now()) == 0  # within a minute of the last
    assert jobs.check_due(clock.now() + timedelta(minutes=2)) == 1
    assert Finding.objects.filter(rule="R45", gone_at=None).count() == 1
    assert jobs.check_due(clock.now() + timedelta(minutes=4)) == 0

    with on(TODAY + timedelta(days=1)):
        assert jobs.check_due(clock.now()) == 2


def test_a_check_costs_the_same_with_ten_times_the_lines(cast):
    def cost():
        with CaptureQueriesContext(connection) as asked:
            check(cast)
        return len(asked)

    for number in range(3):
        worded(cast, wish(cast, f"保证零问题 {number}"), "尽快", number_of_hits(cast))
        ledger.refuse(wish(cast, f"不可能 {number}"), by=cast.lin, at=clock.now() - timedelta(days=9), why="做不到")
    check(cast)
    few = cost()
    for number in range(30):
        worded(cast, wish(cast, f"确保永不 {number}"), "尽快", number_of_hits(cast))
        ledger.refuse(wish(cast, f"不行 {number}"), by=cast.lin, at=clock.now() - timedelta(days=9), why="做不到")
    check(cast)

    assert Finding.objects.filter(gone_at=None).count() >= 60
    assert cost() == few


def test_the_command_says_it_in_text_and_in_json(cast, capsys):
    line = wish(cast, "保证零问题")
    assert main(["check", "--project", "P1", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)

    assert {
        "rule": "R45",
        "severity": "nudge",
        "project": "P1",
        "subject": line.code,
        "message": "“保证零问题”是谁也做不到的绝对化保证（“保证零问题”）。",
    } in rows
    assert all(set(row) == {"rule", "severity", "project", "subject", "message"} for row in rows)
    with pytest.raises(CommandError):
        call_command("check_projects", project="P9")


def test_the_page_of_all_rules_is_what_the_rules_say(capsys):
    call_command("check_projects", rules=True)

    assert capsys.readouterr().out == (tree.ROOT / "docs" / "checks.md").read_text()


def test_a_rule_speaks_both_languages_and_leads_somewhere(cast, as_lin):
    line = wish(cast, "保证零问题", holder=cast.lu)
    ledger.refuse(line, by=cast.lin, at=clock.now() - timedelta(days=9), why="做不到")
    wish(cast, "按规则排产")
    check(cast)
    fires, _off = queries.findings_of(cast.p1, today=TODAY)

    assert {row.rule.id for row in fires} == {"R19", "R37", "R45"}
    for row in fires:
        assert as_lin.get(row.act.href).status_code == 200


def test_the_page_shows_puts_off_and_takes_up(cast, as_lin):
    line = wish(cast, "保证零问题")
    check(cast)
    shown = as_lin.get("/projects/P1/checks/").content.decode()
    finding = Finding.objects.get(rule="R45")
    assert line.code in shown

    bad = as_lin.post(f"/projects/P1/checks/{finding.pk}/later/", {"until": "2026-11-20", "why": "等"})
    assert (bad.status_code, Snooze.objects.count()) == (422, 0)
    as_lin.post(f"/projects/P1/checks/{finding.pk}/later/", {"until": WEEK.isoformat(), "why": "等高层会"})
    assert "等高层会" in as_lin.get("/projects/P1/checks/").content.decode()
    as_lin.post(f"/projects/P1/checks/later/{Snooze.objects.get().pk}/end/")

    assert "等高层会" not in as_lin.get("/projects/P1/checks/").content.decode()


def test_told_in_person_is_one_tap(cast, as_lin):
    line = wish(cast, "上线后零问题")
    ledger.refuse(line, by=cast.lin, at=clock.now() - timedelta(days=9), why="做不到")
    check(cast)
    assert found(cast)[0] == [("R37", line.code)]

    tomorrow = as_lin.post(f"/projects/P1/checks/told/{line.code}/", {"told_on": "2026-11-21"})
    assert (tomorrow.status_code, Telling.objects.count()) == (422, 0)
    as_lin.post(f"/projects/P1/checks/told/{line.code}/", {"told_on": TODAY.isoformat()})

    assert found(cast)[0] == []
    assert told("counsel.tell")[0] == f"P1/{line.code}"


def test_nobody_else_sees_it(cast, as_zhou, as_wen):
    wish(cast, "保证零问题")
    check(cast)
    finding = Finding.objects.get(rule="R45")

    for browser in (as_zhou, as_wen):
        assert browser.get("/projects/P1/checks/").status_code == 404
        assert browser.get(f"/projects/P1/checks/{finding.pk}/later/").status_code == 404
    assert as_zhou.get(f"/projects/P2/checks/{finding.pk}/later/").status_code == 404
