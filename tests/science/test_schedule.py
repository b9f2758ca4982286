"""The critical path: known cases by hand, and floats that mean what they say."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yinuo.science.schedule.critical_path import Held, schedule
from yinuo.science.schedule.network import BadTask, Cycle, Kind, Link, Rule, Task, UnknownTask
from yinuo.science.schedule.shifts import BeyondCalendar, Shifts

FS, SS, FF, SF = Kind.FINISH_TO_START, Kind.START_TO_START, Kind.FINISH_TO_FINISH, Kind.START_TO_FINISH
EVERY_DAY = Shifts.always(-700, 10_000)
WEEK = Shifts.of_days(-700, [day % 7 < 5 for day in range(3_000)])
"""Day 0 is a Monday; Saturdays and Sundays are free."""
SIX_DAYS = Shifts.of_days(-700, [day % 7 < 6 for day in range(3_000)])
CALENDARS = {"": WEEK, "six": SIX_DAYS, "all": EVERY_DAY}


def dates(tasks, links=(), start=0, **options):
    return schedule(tasks, links, CALENDARS, start, **options)


def spans(told):
    return {name: (one.start, one.finish) for name, one in told.dates.items()}


def test_a_week_of_work_ends_on_friday_evening_and_the_next_begins_on_monday():
    told = dates([Task("a", 5), Task("b", 1)], [Link("a", "b")])

    assert spans(told) == {"a": (0, 5), "b": (7, 8)}
    assert told.finish == 8


@pytest.mark.parametrize(
    ("kind", "lag", "span"),
    [
        (FS, 0, (3, 5)),
        (FS, 2, (7, 9)),
        (FS, -1, (2, 4)),
        (SS, 1, (1, 3)),
        (FF, 0, (1, 3)),
        (FF, 2, (3, 5)),
        (SF, 4, (2, 4)),
        (SF, 0, (0, 2)),
    ],
)
def test_each_kind_of_link_with_lag_and_lead(kind, lag, span):
    assert spans(dates([Task("a", 3), Task("b", 2)], [Link("a", "b", kind, lag)]))["b"] == span


def test_a_milestone_after_an_elapsed_lag_waits_for_the_next_morning():
    told = dates([Task("a", 4), Task("b", 0)], [Link("a", "b", lag=2, is_elapsed=True)])

    assert spans(told)["b"] == (7, 7)


def test_an_elapsed_lag_runs_through_the_weekend():
    assert spans(dates([Task("a", 5), Task("b", 1)], [Link("a", "b", lag=2, is_elapsed=True)]))["b"] == (7, 8)
    assert spans(dates([Task("a", 5), Task("b", 1)], [Link("a", "b", lag=2)]))["b"] == (9, 10)


def test_each_task_works_by_its_own_calendar():
    told = dates(
        [Task("ours", 5), Task("theirs", 2, "six"), Task("night", 2, "all")],
        [
            Link("ours", "theirs"),
            Link("ours", "night"),
        ],
    )

    assert spans(told) == {"ours": (0, 5), "theirs": (5, 8), "night": (5, 7)}
    assert {name: one.total_float for name, one in told.dates.items()} == {"ours": 0, "theirs": 0, "night": 1}


def test_a_milestone_stays_on_the_evening_that_brings_it_about():
    told = dates(
        [Task("kick-off", 0), Task("work", 5), Task("done", 0), Task("next", 1)],
        [
            Link("kick-off", "work"),
            Link("work", "done"),
            Link("done", "next"),
        ],
    )

    assert spans(told) == {"kick-off": (0, 0), "work": (0, 5), "done": (5, 5), "next": (7, 8)}


def test_floats_and_the_critical_path():
    told = dates(
        [Task("a", 3), Task("long", 5), Task("short", 2), Task("end", 1)],
        [Link("a", "long"), Link("a", "short"), Link("long", "end"), Link("short", "end")],
    )

    floats = {name: (one.total_float, one.free_float, one.is_critical) for name, one in told.dates.items()}
    assert floats == {"a": (0, 0, True), "long": (0, 0, True), "short": (3, 3, False), "end": (0, 0, True)}
    assert [link.before for link in told.what_moves("end")] == ["a", "long"]


@pytest.mark.parametrize(
    ("rule", "at", "span", "total_float"),
    [
        (Rule.START_NO_EARLIER, 7, (7, 9), 0),
        (Rule.FINISH_NO_EARLIER, 10, (8, 10), 0),
        (Rule.START_NO_LATER, 1, (3, 5), -2),
        (Rule.FINISH_NO_LATER, 4, (3, 5), -1),
        (Rule.MUST_START, 1, (1, 3), 0),
        (Rule.MUST_FINISH, 10, (8, 10), 0),
    ],
)
def test_a_rule_moves_a_task_or_shows_by_how_much_it_is_broken(rule, at, span, total_float):
    told = dates([Task("a", 3), Task("b", 2, rule=rule, rule_at=at)], [Link("a", "b")])

    assert spans(told)["b"] == span
    assert told.dates["b"].total_float == total_float
    assert told.dates["b"].held == (Held.RULE if rule not in (Rule.START_NO_LATER, Rule.FINISH_NO_LATER) else None)


def test_a_must_date_before_its_link_leaves_the_earlier_task_too_late():
    told = dates([Task("a", 3), Task("b", 2, rule=Rule.MUST_START, rule_at=1)], [Link("a", "b")])

    assert (told.dates["a"].total_float, told.dates["a"].is_critical) == (-2, True)


def test_what_happened_stays_and_what_is_left_lies_after_the_data_date():
    tasks = [
        Task("done", 3, actual_start=0, actual_finish=4),
        Task("under way", 5, actual_start=4, remaining=2),
        Task("to come", 1),
        Task("free", 1),
    ]
    told = dates(tasks, [Link("done", "under way"), Link("under way", "to come")], data_date=9)

    assert spans(told) == {"done": (0, 4), "under way": (4, 11), "to come": (11, 12), "free": (9, 10)}
    assert told.dates["done"].total_float is None
    assert told.dates["free"].held is Held.DATA_DATE
    assert [link.before for link in told.what_moves("to come")] == ["under way"]


def test_work_begun_too_early_waits_with_what_is_left():
    tasks = [Task("first", 5), Task("second", 4, actual_start=1, remaining=3)]

    assert spans(dates(tasks, [Link("first", "second")], data_date=2))["second"] == (1, 12)


def test_a_ring_is_refused_by_naming_it():
    links = [Link("x", "a"), Link("a", "b"), Link("b", "c"), Link("c", "a")]

    with pytest.raises(Cycle) as caught:
        dates([Task(name, 1) for name in "xabc"], links)

    ring = caught.value.names
    assert {*ring} == {"a", "b", "c"}
    assert all(Link(first, then) in links for first, then in zip(ring, ring[1:] + ring[:1], strict=True))


@pytest.mark.parametrize(
    "task",
    [
        Task("a", -1),
        Task("a", 1, remaining=-1),
        Task("a", 1, rule=Rule.MUST_START),
        Task("a", 1, actual_finish=3),
        Task("a", 1, actual_start=4, actual_finish=3),
        Task("a", 1, "no such calendar"),
    ],
)
def test_a_task_that_cannot_be_is_refused(task):
    with pytest.raises(BadTask):
        dates([task])


def test_a_link_to_nowhere_and_a_name_twice_are_refused():
    with pytest.raises(UnknownTask):
        dates([Task("a", 1)], [Link("a", "b")])
    with pytest.raises(BadTask):
        dates([Task("a", 1), Task("a", 2)])


def test_a_calendar_that_ends_too_soon_says_so():
    with pytest.raises(BeyondCalendar):
        schedule([Task("a", 9)], [], {"": Shifts.always(0, 5)}, 0)


CASES = st.integers(2, 7).flatmap(
    lambda size: st.tuples(
        st.lists(st.tuples(st.integers(0, 6), st.sampled_from(["", "six", "all"])), min_size=size, max_size=size),
        st.lists(
            st.tuples(
                st.integers(0, size - 1),
                st.integers(0, size - 1),
                st.sampled_from(list(Kind)),
                st.integers(-3, 4),
                st.booleans(),
            ),
            max_size=10,
        ),
    )
)


def built(case):
    """Tasks and links of a case, links only forwards.

    A milestone may cross a break without any work, so where breaks count, at elapsed lags, a delay in units does not
    tell it from none: those links join tasks with a duration only.
    """
    tasks = [Task(str(place), duration, calendar) for place, (duration, calendar) in enumerate(case[0])]
    links = [
        Link(str(a), str(b), kind, lag, elapsed and tasks[a].duration > 0 and tasks[b].duration > 0)
        for a, b, kind, lag, elapsed in case[1]
        if a < b
    ]
    return tasks, links


def test_a_milestone_lies_before_a_break_if_the_project_ends_in_it():
    """Everything ends on Saturday evening; the milestone knows no Saturday, so on Friday evening at the latest."""
    tasks = [Task("a", 1, "six"), Task("b", 4, "six"), Task("m", 0)]
    told = dates(tasks, [Link("a", "m")], start=100)

    assert told.finish == 104
    assert (told.dates["m"].start, told.dates["m"].late_start, told.dates["m"].late_finish) == (101, 103, 103)
    assert (told.dates["a"].late_finish, told.dates["a"].total_float) == (103, 2)


@settings(max_examples=300, deadline=None)
@given(CASES)
def test_total_float_is_the_longest_delay_that_leaves_the_end_where_it_is(case):
    tasks, links = built(case)
    told = dates(tasks, links, start=100)
    for place, task in enumerate(tasks):
        if not task.duration:
            continue
        shifts, one = CALENDARS[task.calendar], told.dates[task.name]
        begin = shifts.worked(one.start)

        def end_if_late_by(units, place=place, task=task, shifts=shifts, begin=begin):
            rule = replace(task, rule=Rule.MUST_START, rule_at=shifts.start_of(begin + units))
            return dates([*tasks[:place], rule, *tasks[place + 1 :]], links, start=100).finish

        assert end_if_late_by(one.total_float) == told.finish
        assert end_if_late_by(one.total_float + 1) > told.finish


@settings(max_examples=300, deadline=None)
@given(CASES)
def test_free_float_is_the_longest_delay_that_moves_nothing_else(case):
    tasks, links = built(case)
    told = dates(tasks, links, start=100)
    for place, task in enumerate(tasks):
        if not task.duration:
            continue
        shifts, one = CALENDARS[task.calendar], told.dates[task.name]
        begin = shifts.worked(one.start)

        def others_if_late_by(units, place=place, task=task, shifts=shifts, begin=begin):
            rule = replace(task, rule=Rule.MUST_START, rule_at=shifts.start_of(begin + units))
            late = dates([*tasks[:place], rule, *tasks[place + 1 :]], links, start=100)
            return {name: other.start for name, other in late.dates.items() if name != task.name}, late.finish

        before = others_if_late_by(0)
        assert others_if_late_by(one.free_float) == before
        assert others_if_late_by(one.free_float + 1) != before
