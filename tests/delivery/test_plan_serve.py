"""A task is tied to the line of the ledger that it serves; the tie is shown at both ends and can be undone."""

from __future__ import annotations

from django.test import Client

from tests.cast import Cast
from tests.delivery.plans import publish, task
from tests.ledger.conftest import Lines, lines  # noqa: F401  # the fixture
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import TaskEntry
from yinuo.evidence.models import Event

LINES = "/projects/P1/plan/tasks/T1/lines/"


def events() -> list[tuple[str, str]]:
    rows = Event.objects.filter(verb__startswith="delivery.serve").order_by("id")
    return list(rows.values_list("verb", "subject"))


def test_a_task_is_tied_to_a_line_and_both_pages_say_so(cast: Cast, lines: Lines, as_lin: Client) -> None:  # noqa: F811
    task(cast, "配置审批流")
    page = as_lin.get(LINES).content.decode()
    assert lines.wish.code in page
    assert as_lin.post(LINES, {"other": lines.wish.code}).status_code == 302
    assert list(TaskEntry.objects.values_list("task__code", "entry__code", "by")) == [
        ("T1", lines.wish.code, cast.lin.pk)
    ]
    assert events() == [("delivery.serve", "P1/plan/T1")]
    plan = as_lin.get("/projects/P1/plan/").content.decode()
    assert f'/projects/P1/expectations/{lines.wish.code}/">{lines.wish.code}</a>' in plan
    wish = as_lin.get(f"/projects/P1/expectations/{lines.wish.code}/").content.decode()
    assert "配置审批流" in wish


def test_a_line_is_offered_once_and_refused_when_it_is_no_line(cast: Cast, lines: Lines, as_lin: Client) -> None:  # noqa: F811
    one = task(cast, "配置审批流")
    delivery.serve(one, lines.wish, by=cast.lin, at=one.at)
    assert as_lin.post(LINES, {"other": lines.wish.code}).status_code == 422
    assert as_lin.post(LINES, {"other": "E999"}).status_code == 422
    assert as_lin.post(LINES, {"other": ""}).status_code == 422
    assert TaskEntry.objects.count() == 1


def test_a_tie_is_undone_and_tied_again(cast: Cast, lines: Lines, as_lin: Client) -> None:  # noqa: F811
    one = task(cast, "配置审批流")
    delivery.serve(one, lines.wish, by=cast.lin, at=one.at)
    page = as_lin.post(f"{LINES}{lines.wish.code}/end/", follow=True).content.decode()
    assert not TaskEntry.objects.exists()
    assert f'name="other" value="{lines.wish.code}"' in page
    as_lin.post(LINES, {"other": lines.wish.code})
    assert [verb for verb, _ in events()] == ["delivery.serve", "delivery.serve_no_more", "delivery.serve"]


def test_a_published_plan_is_no_obstacle(cast: Cast, lines: Lines, as_lin: Client) -> None:  # noqa: F811
    task(cast, "配置审批流")
    publish(cast)
    assert as_lin.post(LINES, {"other": lines.wish.code}).status_code == 302
    assert TaskEntry.objects.count() == 1


def test_somebody_elses_task_is_not_there(cast: Cast, as_zhou: Client, as_lin: Client) -> None:
    task(cast, "配置审批流")
    assert as_zhou.get(LINES).status_code == 404
    assert as_lin.get("/projects/P1/plan/tasks/T9/lines/").status_code == 404
