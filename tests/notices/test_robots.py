"""Robots of groups: who sets them, what they say at which hour, and what becomes of a message that is not taken."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.bridges.robots import KEY, SECRET, Group, group_of
from tests.cast import sign_in
from yinuo.base import clock
from yinuo.bridges.robots.kinds import Kind, robot_of
from yinuo.evidence.models import Event, Fact
from yinuo.ledger import actions as ledger
from yinuo.notices import actions as notices
from yinuo.notices import jobs, queries
from yinuo.notices.actions import DIGEST, Digest, Part, in_one_message, sealed
from yinuo.notices.actions.delivery import CUT_OFF_TWICE
from yinuo.notices.models import GroupRobot, Notice
from yinuo.projects import actions as projects

FRIDAY = datetime(2026, 11, 20, 0, 0, tzinfo=UTC)
"""Eight in the morning in Shanghai."""
NINE = FRIDAY + timedelta(hours=1, minutes=5)
PATHS = {
    Kind.WECOM: f"/cgi-bin/webhook/send?key={KEY}",
    Kind.DINGTALK: f"/robot/send?access_token={KEY}",
    Kind.FEISHU: f"/open-apis/bot/v2/hook/{KEY}",
}


def added(cast, group: Group, kind: Kind = Kind.DINGTALK, *, project="p1", by="lin", **given) -> GroupRobot:
    """A robot whose provider's clock is ours."""
    group.now = clock.now().timestamp()
    facts = {"name": "项目群", "address": f"{group.origin}{PATHS[kind]}", "secret": SECRET, "at": clock.now(), **given}
    return notices.add_robot(getattr(cast, project) if project else None, by=getattr(cast, by), **facts)


def said_by(robot: GroupRobot) -> list[tuple[str, str]]:
    """What became of each message: its kind and state."""
    names = ("sent_at", "dropped_at", "given_up_at")
    return [
        (row.kind, next((name for name in names if getattr(row, name)), "waits"))
        for row in Notice.objects.filter(robot=robot).order_by("pk")
    ]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_new_robot_says_a_word_to_try(cast, kind):
    with group_of(kind) as group:
        robot = added(cast, group, kind)

        assert robot.kind == kind
        assert said_by(robot) == [("robot.test", "waits")]
        assert jobs.speak_due(clock.now()) == 1
        assert jobs.speak_due(clock.now()) == 0

    assert group.said == ["一诺在此：机器人“项目群”的消息能发到本群。"]
    assert said_by(robot) == [("robot.test", "sent_at")]


def test_address_and_secret_stand_nowhere_in_clear(cast, as_lin, caplog):
    caplog.set_level(logging.DEBUG)
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        group.failures = [(200, {"errcode": 310000, "errmsg": f"sign not match {KEY} {SECRET}"})]
        jobs.speak_due(clock.now())

    pages = [as_lin.get(f"/robots/{robot.pk}/{page}").text for page in ("", "edit/")]
    rows = [str(row) for model in (GroupRobot, Notice, Event, Fact) for row in model.objects.values()]
    everywhere = "\n".join([*pages, as_lin.get("/projects/P1/robots/").text, *rows, caplog.text])
    assert KEY not in everywhere
    assert SECRET not in everywhere
    assert group.origin not in everywhere
    assert sealed.unseal(robot.secret, sealed.ROBOT) == SECRET
    facts = dict(Fact.objects.filter(event__verb="notices.add_robot").values_list("name", "value"))
    assert set(facts) >= {"kind", "name", "client_reads", "digest_at"}
    assert not {"address", "secret"} & set(facts)


def test_only_robots_addresses_are_taken():
    good = {
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx": Kind.WECOM,
        "https://oapi.dingtalk.com/robot/send?access_token=0f3c": Kind.DINGTALK,
        " https://open.feishu.cn/open-apis/bot/v2/hook/ab-12 ": Kind.FEISHU,
    }
    bad = (
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abcd",
        "https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=abcd",
        "https://qyapi.weixin.qq.com@10.0.0.1/cgi-bin/webhook/send?key=abcd",
        "https://10.0.0.1/cgi-bin/webhook/send?key=abcd",
        "https://169.254.169.254/robot/send?access_token=abcd",
        "https://oapi.dingtalk.com.evil.example/robot/send?access_token=abcd",
        "https://oapi.dingtalk.com/robot/send",
        "https://oapi.dingtalk.com/other?access_token=abcd",
        "https://oapi.dingtalk.com/cgi-bin/webhook/send?key=abcd",
        "https://open.feishu.cn/open-apis/bot/v2/hook/../../secret",
        "http://127.0.0.1/robot/send?access_token=abcd",
        "https://127.0.0.1/robot/send?access_token=abcd",
        "https://[::1/robot/send?access_token=abcd",
        "file:///etc/passwd",
        "",
    )

    assert {address: found.kind for address in good if (found := robot_of(address))} == good
    assert [address for address in bad if robot_of(address)] == []
    own = "https://feishu.firm.example:8443/open-apis/bot/v2/hook/abcd"
    assert robot_of(own) is None
    assert robot_of(own, hosts=("feishu.firm.example:8443",)) is not None
    assert robot_of(own, hosts=("feishu.firm.example",)) is None


def test_a_host_that_is_not_allowed_any_more_is_not_asked(cast, settings):
    with group_of("wecom") as group:
        robot = added(cast, group, Kind.WECOM)
        settings.TESTING = False
        jobs.speak_due(clock.now())

    assert group.asked == []
    assert Notice.objects.get(robot=robot).last_error == "nowhere"


def test_the_days_message_is_made_once_at_its_hour_on_a_working_day(cast, time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    with group_of("dingtalk") as group:
        robot = added(cast, group, client_reads=False, digest_at=time(9, 5))
        assert jobs.call_digests(NINE - timedelta(minutes=1)) == 0
        assert [jobs.call_digests(NINE) for _ in range(3)] == [1, 0, 0]
        assert jobs.call_digests(NINE + timedelta(days=1)) == 0
        assert jobs.call_digests(NINE + timedelta(days=3)) == 1

    assert [kind for kind, _state in said_by(robot)] == ["robot.test", DIGEST, DIGEST]


def test_a_robot_written_down_after_its_hour_begins_the_next_day(cast, time_machine):
    time_machine.move_to(NINE + timedelta(hours=2), tick=False)
    with group_of("dingtalk") as group:
        added(cast, group, digest_at=time(9, 5))

    assert jobs.call_digests(NINE + timedelta(hours=2)) == 0


def test_nothing_to_say_is_not_said(cast, time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    with group_of("dingtalk") as group:
        robot = added(cast, group, digest_at=time(9, 5))
        jobs.call_digests(NINE)
        jobs.speak_due(NINE)

    assert said_by(robot) == [("robot.test", "sent_at"), (DIGEST, "dropped_at")]
    assert len(group.said) == 1


def test_a_group_of_ours_hears_what_waits_and_the_firms_group_of_every_project(cast, time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    for project, who, holder in ((cast.p1, cast.lin, cast.wen), (cast.p2, cast.zhou, cast.he)):
        ledger.enter(
            project, by=who, at=clock.now(), kind="expectation", holder=holder.person, words="月结两天关账",
            due_on=FRIDAY.date(),
        )  # fmt: skip
    with group_of("dingtalk") as group:
        added(cast, group, client_reads=False, digest_at=time(9, 5))
        added(cast, group, project=None, by="admin", client_reads=False, digest_at=time(9, 5))
        added(cast, group, project=None, by="admin", client_reads=True, digest_at=time(9, 5))
        time_machine.move_to(NINE, tick=False)
        group.now = NINE.timestamp()
        jobs.call_digests(NINE)
        jobs.speak_due(NINE)

    project, firm = [text for text in group.said if "一诺在此" not in text]
    assert project.splitlines()[0] == "P1 ERP 实施 · 2026年11月20日 周五"
    assert ("月结两天关账" in project, "P2" in project) == (True, False)
    assert firm.splitlines()[0] == "全部项目 · 2026年11月20日 周五"
    assert {"P1", "P2"} <= {word for line in firm.splitlines() for word in line.split()}
    assert firm.splitlines()[-1].endswith("/portfolio/")


def test_a_message_that_was_not_taken_waits_and_is_then_given_up(cast):
    at = clock.now()
    with group_of("wecom") as group:
        robot = added(cast, group, Kind.WECOM)
        group.failures = [(502, {})] * 6
        for _turn in range(8):
            at += timedelta(hours=7)
            jobs.speak_due(at)

    assert len(group.asked) == 6
    assert said_by(robot) == [("robot.test", "given_up_at")]
    assert Notice.objects.get(robot=robot).last_error == "502"


def test_what_was_refused_for_good_is_not_tried_again_and_can_be_sent_once_more(cast, as_lin):
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        group.failures = [(200, {"errcode": 310000, "errmsg": "sign not match"})]
        jobs.speak_due(clock.now())
        jobs.speak_due(clock.now() + timedelta(hours=8))
        assert len(group.asked) == 1
        page = as_lin.get(f"/robots/{robot.pk}/").text
        assert "签名未通过" in page

        row = Notice.objects.get(robot=robot)
        assert as_lin.post(f"/robots/{robot.pk}/messages/{row.pk}/attempts/").status_code == 302
        assert jobs.speak_due(clock.now()) == 1
    assert len(group.said) == 1
    assert Event.objects.filter(verb="notices.try_again", subject=f"P1/robot/{robot.pk}").count() == 1


def test_what_left_and_was_not_answered_is_never_said_twice_by_itself(cast, as_lin):
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        group.hangs_up = True
        jobs.speak_due(clock.now())
        group.hangs_up = False
        jobs.speak_due(clock.now() + timedelta(hours=8))

    assert len(group.said) == 1
    assert Notice.objects.get(robot=robot).last_error == "unclear"
    assert "请先看群里" in as_lin.get(f"/robots/{robot.pk}/").text


def test_a_worker_that_dies_while_it_speaks_says_nothing_twice(cast):
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        Notice.objects.filter(robot=robot).update(claimed_at=clock.now(), attempts=1)
        jobs.speak_due(clock.now() + timedelta(minutes=9))
        jobs.speak_due(clock.now() + timedelta(minutes=11))

    assert group.asked == []
    row = Notice.objects.get(robot=robot)
    assert (row.last_error, row.given_up_at is None) == (CUT_OFF_TWICE, False)


def test_a_limited_robot_is_left_alone_with_all_its_messages(cast):
    with group_of("dingtalk") as group:
        robot, at = added(cast, group), clock.now()
        Notice.objects.create(
            kind=DIGEST, subject="P1/robot/1", robot=robot, channel="robot", message_id="<2>", made_at=at, due_at=at
        )
        group.failures = [(200, {"errcode": 130101, "errmsg": "send too fast"})]
        jobs.speak_due(at)

    assert len(group.asked) == 1
    waiting = queries.unsent().filter(robot=robot)
    assert [row.due_at >= at + timedelta(seconds=600) for row in waiting] == [True, True]


def test_a_day_that_is_over_is_not_told(cast, time_machine):
    time_machine.move_to(FRIDAY, tick=False)
    with group_of("dingtalk") as group:
        robot = added(cast, group, client_reads=False, digest_at=time(9, 5))
        jobs.call_digests(NINE)
        Notice.objects.filter(robot=robot, kind="robot.test").delete()
        jobs.speak_due(NINE + timedelta(days=1))

    assert said_by(robot) == [(DIGEST, "dropped_at")]
    assert group.asked == []


def test_one_message_fits_whatever_there_is_to_say():
    parts = tuple(Part(f"部分 {n}", tuple("很长的一句话" * 9 for _ in range(5)), 40) for n in range(4))
    whole = Digest("P1 · 周五", parts, "https://yinuo.example/projects/P1/")

    short = in_one_message(whole, 2048)
    assert len(short.encode()) <= 2048
    assert short.splitlines()[-1] == whole.href
    assert "部分 3（40）" in short
    assert len(in_one_message(whole, 18_000).splitlines()) > len(short.splitlines())
    assert in_one_message(whole, 70) == f"{whole.title}\n{whole.href}"


def test_an_edit_keeps_what_is_sealed_unless_it_is_typed_anew(cast, as_lin):
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        typed = {"name": "内部群", "digest_at": "08:35", "address": "", "secret": ""}
        assert as_lin.post(f"/robots/{robot.pk}/edit/", typed).url == f"/robots/{robot.pk}/"
        changed = GroupRobot.objects.get(pk=robot.pk)
        assert (changed.name, changed.client_reads, changed.digest_at) == ("内部群", False, time(8, 35))
        assert sealed.unseal(changed.secret, sealed.ROBOT) == SECRET

        wrong = as_lin.post(f"/robots/{robot.pk}/edit/", typed | {"address": "https://evil.example/robot/send?x=1"})
        assert wrong.status_code == 422
        assert "https://evil.example" in wrong.text
        anew = typed | {"address": f"{group.origin}{PATHS[Kind.FEISHU]}"}
        as_lin.post(f"/robots/{robot.pk}/edit/", anew)
    changed.refresh_from_db()
    assert (changed.kind, changed.secret) == (Kind.FEISHU, "")
    facts = Fact.objects.filter(event__verb="notices.edit_robot", name="has_new_address").order_by("pk")
    assert facts.count() == 2


def test_a_robot_that_is_off_has_forgotten_its_address_and_says_nothing(cast, as_lin):
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        assert as_lin.post(f"/robots/{robot.pk}/off/", {"reason": ""}).status_code == 422
        assert as_lin.post(f"/robots/{robot.pk}/off/", {"reason": "群解散了"}).status_code == 302
        jobs.speak_due(clock.now())

    robot.refresh_from_db()
    assert (robot.address, robot.secret, robot.off_reason, group.asked) == ("", "", "群解散了", [])
    assert "群解散了" in as_lin.get(f"/robots/{robot.pk}/").text
    for page in ("edit/", "off/"):
        assert as_lin.get(f"/robots/{robot.pk}/{page}").status_code == 404
    with pytest.raises(notices.SwitchedOff):
        notices.switch_off(robot, by=cast.lin, at=clock.now(), reason="再关一次")
    with pytest.raises(notices.SwitchedOff):
        notices.try_robot(robot, by=cast.lin, at=clock.now())


def test_whoever_does_not_answer_for_the_project_sets_no_robot(cast, as_wen):
    projects.seat(cast.p1, cast.zhou.person, by=cast.admin, role="consultant", since=FRIDAY.date())
    with group_of("dingtalk") as group:
        robot = added(cast, group)
        firm = added(cast, group, project=None, by="admin")
    zhou, shen = sign_in(cast.zhou.person), sign_in(cast.shen.person)

    assert zhou.get("/projects/P1/").status_code == 200
    assert zhou.get("/projects/P1/robots/").status_code == 404
    assert zhou.get(f"/robots/{robot.pk}/").status_code == 404
    assert shen.get(f"/robots/{robot.pk}/").status_code == 200
    assert shen.get(f"/robots/{firm.pk}/").status_code == 404
    assert as_wen.get(f"/robots/{robot.pk}/").status_code == 404


def test_a_list_costs_the_same_however_many_robots_there_are(cast, as_lin):
    counts = []
    with group_of("dingtalk") as group:
        for _ in range(3):
            added(cast, group)
            with CaptureQueriesContext(connection) as asked:
                as_lin.get("/projects/P1/robots/")
            counts.append(len(asked))

    assert len(set(counts)) == 1, counts
