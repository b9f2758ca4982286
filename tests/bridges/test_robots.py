"""Robots of groups: signed as each provider wants it, at its pace, refused by the body and not by the status."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.bridges.robots import KEY, SECRET, Group, group_of
from yinuo.bridges.robots.kinds import RULES, Kind, Robot, dingtalk_sign, feishu_sign, parts, pause, post_of
from yinuo.bridges.robots.sending import NotTaken, Voice

KINDS = list(Kind)
SIGNING = [Kind.DINGTALK, Kind.FEISHU]


def voice(group: Group, kind: Kind, *, key: str = KEY, secret: str = SECRET) -> tuple[Voice, list[float]]:
    """A voice whose clock is the group's own, and what it rested."""
    rested: list[float] = []

    def rest(seconds: float) -> None:
        rested.append(seconds)
        group.now += seconds

    return Voice(Robot(kind, key, secret, group.origin), clock=lambda: group.now, rest=rest), rested


def test_the_signatures_are_those_of_the_vectors():
    ding = dingtalk_sign(1763596800000, "SECtest0001")

    assert ding == "btcSiI7RvF3meiJ8t9DPivUAY07VOlTWtNn+/nlVruI="
    assert quote(ding, safe="") == "btcSiI7RvF3meiJ8t9DPivUAY07VOlTWtNn%2B%2FnlVruI%3D"
    assert quote(ding, safe="") in post_of(Robot(Kind.DINGTALK, KEY, "SECtest0001"), "x", 1763596800.0).url
    assert feishu_sign(1763596800, "demo-secret") == "ObWroM6byEfCECHU7syTnNGn552uEu6TE2MSNy9ETWM="


@pytest.mark.parametrize("kind", KINDS)
def test_each_robot_takes_what_is_said(kind: Kind):
    with group_of(kind) as group:
        speaker, rested = voice(group, kind)

        assert speaker.say("周五 16:30\n上线款缺触发单据") == 1

    assert (group.said, rested) == (["周五 16:30\n上线款缺触发单据"], [])


@pytest.mark.parametrize("kind", SIGNING)
def test_the_two_schemes_exchanged_are_refused(kind: Kind, monkeypatch: pytest.MonkeyPatch):
    ding, fei = "yinuo.bridges.robots.kinds.dingtalk_sign", "yinuo.bridges.robots.kinds.feishu_sign"
    monkeypatch.setattr(ding, feishu_sign)
    monkeypatch.setattr(fei, dingtalk_sign)
    with group_of(kind) as group:
        speaker, _rested = voice(group, kind)

        with pytest.raises(NotTaken) as refused:
            speaker.say("早")

    assert (refused.value.code, group.said) == (310000 if kind == Kind.DINGTALK else 19021, [])


@pytest.mark.parametrize("kind", SIGNING)
def test_a_clock_that_is_hours_off_is_refused(kind: Kind):
    with group_of(kind) as group:
        speaker, _rested = voice(group, kind)
        speaker.clock = lambda: group.now - 7200

        with pytest.raises(NotTaken) as refused:
            speaker.say("早")

    assert not refused.value.is_passing


@pytest.mark.parametrize("kind", KINDS)
def test_a_refusal_with_status_200_is_a_refusal_and_names_no_key(kind: Kind):
    with group_of(kind) as group:
        speaker, rested = voice(group, kind, key="wrong-key")

        with pytest.raises(NotTaken) as refused:
            speaker.say("早")

    assert (refused.value.is_passing, rested, len(group.asked)) == (False, [], 1)
    for told in (str(refused.value), repr(refused.value), repr(speaker)):
        assert "wrong-key" not in told
        assert SECRET not in told


def test_what_passes_is_tried_again_and_what_does_not_is_not():
    with group_of(Kind.WECOM) as group:
        speaker, rested = voice(group, Kind.WECOM)
        group.failures = [(502, {}), (200, {"errcode": -1, "errmsg": "system busy"})]
        assert speaker.say("早") == 1
        assert (rested, len(group.asked)) == ([2.0, 4.0], 3)
        group.failures = [(500, {})] * 4
        with pytest.raises(NotTaken):
            speaker.say("早")

    assert group.said == ["早"]
    assert len(group.asked) == 6


def test_a_robot_that_is_limited_is_left_alone_for_as_long_as_it_says():
    with group_of(Kind.DINGTALK) as group:
        speaker, rested = voice(group, Kind.DINGTALK)
        group.failures = [(200, {"errcode": 130101, "errmsg": "send too fast"})]

        with pytest.raises(NotTaken) as refused:
            speaker.say("早")

    assert (refused.value.is_passing, refused.value.after, rested, len(group.asked)) == (True, 600.0, [], 1)


@pytest.mark.parametrize("kind", KINDS)
def test_many_messages_keep_the_pace_of_the_robot(kind: Kind):
    with group_of(kind) as group:
        speaker, rested = voice(group, kind)

        for number in range(45):
            speaker.say(f"第 {number} 条")

    assert len(group.said) == 45
    assert sum(rested) >= (8.0 if kind == Kind.FEISHU else 120.0)


def test_the_pace_counts_only_what_is_recent():
    assert pause([0.0] * 20, 30.0, ((20, 60.0),)) == 30.0
    assert pause([0.0] * 19, 30.0, ((20, 60.0),)) == 0.0
    assert pause([0.0] * 20, 60.0, ((20, 60.0),)) == 0.0


def test_a_long_text_is_parted_between_lines_and_loses_no_sign():
    text = "\n".join(f"{number} 上线款缺触发单据" * 9 for number in range(40)) + "\n" + "长" * 2000
    found = parts(text, RULES[Kind.WECOM].most_bytes)

    assert all(len(part.encode()) <= 2048 for part in found)
    assert "".join(found).replace("\n", "") == text.replace("\n", "")
    assert parts("", 2048) == []
    with group_of(Kind.WECOM) as group:
        assert voice(group, Kind.WECOM)[0].say(text) == len(found)
    assert group.said == found


def test_only_https_leaves_the_machine():
    speaker = Voice(Robot(Kind.WECOM, KEY, "", "http://robots.example"), rest=lambda _seconds: None)

    with pytest.raises(NotTaken, match="not https"):
        speaker.say("早")


def test_a_robot_that_cannot_be_reached_says_so_after_three_tries():
    with group_of(Kind.FEISHU) as group:
        pass
    speaker, rested = voice(group, Kind.FEISHU)

    with pytest.raises(NotTaken) as refused:
        speaker.say("早")

    assert (refused.value.is_passing, rested) == (True, [2.0, 4.0])
    assert group.origin not in str(refused.value)


def test_a_robot_that_sends_us_elsewhere_is_none():
    with group_of(Kind.WECOM) as group, group_of(Kind.WECOM) as elsewhere:
        speaker, _rested = voice(group, Kind.WECOM)
        group.failures = [(302, {"Location": f"{elsewhere.origin}/cgi-bin/webhook/send?key={KEY}"})]

        with pytest.raises(NotTaken) as refused:
            speaker.say("早")

    assert (refused.value.code, elsewhere.asked) == (302, [])
