"""Robots of group chats: write one down, change it, switch it off, let it try."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from yinuo.base import merge
from yinuo.bridges.robots.kinds import Robot, robot_of
from yinuo.evidence import actions as evidence
from yinuo.notices.actions import sealed
from yinuo.notices.actions.outbox import new_message_id
from yinuo.notices.models import GroupRobot, Notice

if TYPE_CHECKING:
    from yinuo.people.models import Member
    from yinuo.projects.models import Project

TEST = "robot.test"
DIGEST = "robot.digest"


class NoRobot(ValueError):
    """The address is none of a group's robot, or leads where nothing may be sent."""


class SwitchedOff(Exception):
    """The robot was switched off: it says nothing more."""


def read_address(address: str, secret: str = "") -> Robot:
    """The robot behind an address, judged by what may be sent to now. Raises `NoRobot`."""
    found = robot_of(address, secret, hosts=settings.ROBOT_HOSTS, is_loopback=settings.TESTING)
    if found is None:
        raise NoRobot
    return found


def opened(robot: GroupRobot) -> Robot:
    """A robot with its address and secret in clear, for the length of one sending. Raises `NoRobot`."""
    return read_address(sealed.unseal(robot.address, sealed.ROBOT), sealed.unseal(robot.secret, sealed.ROBOT))


@transaction.atomic
def add_robot(
    project: Project | None,
    *,
    by: Member,
    at: datetime,
    name: str,
    address: str,
    secret: str = "",
    client_reads: bool = True,
    digest_at: time | None = None,
) -> GroupRobot:
    """Write a group's robot down and let it say a word to try. Raises `NoRobot`."""
    row = GroupRobot.objects.create(
        project=project,
        kind=read_address(address, secret).kind,
        name=name.strip(),
        address=sealed.seal(address.strip(), sealed.ROBOT),
        secret=sealed.seal(secret.strip(), sealed.ROBOT),
        client_reads=client_reads,
        digest_at=digest_at,
        made_by=by,
        made_at=at,
        changed_at=at,
    )
    _record("notices.add_robot", row, by=by)
    _try(row, at=at)
    return row


@transaction.atomic
def edit_robot(
    robot: GroupRobot,
    *,
    by: Member,
    at: datetime,
    name: str,
    client_reads: bool,
    digest_at: time | None,
    address: str = "",
    secret: str = "",
    was: Mapping[str, object] | None = None,
) -> GroupRobot:
    """Change a robot. An empty address or secret leaves what is there; a new address wants its own secret.

    `was` is what the form was judged against. Raises `NoRobot`, `SwitchedOff`, `merge.Edited`.
    """
    row = GroupRobot.objects.select_for_update().get(pk=robot.pk)
    if row.off_at is not None:
        raise SwitchedOff
    merge.same(row, was)
    if address:
        row.kind = read_address(address, secret).kind
        row.address = sealed.seal(address.strip(), sealed.ROBOT)
    if address or secret:
        row.secret = sealed.seal(secret.strip(), sealed.ROBOT)
    if digest_at != row.digest_at:
        row.changed_at = at
    row.name, row.client_reads, row.digest_at = name.strip(), client_reads, digest_at
    row.save()
    _record("notices.edit_robot", row, by=by, has_new_address=bool(address), has_new_secret=bool(address or secret))
    return row


@transaction.atomic
def switch_off(robot: GroupRobot, *, by: Member, at: datetime, reason: str) -> GroupRobot:
    """Let a robot say nothing more. Address and secret are forgotten, and what still waits is dropped.

    Raises `SwitchedOff` when it was before.
    """
    off = {"off_at": at, "off_reason": reason.strip(), "address": "", "secret": ""}
    if not GroupRobot.objects.filter(pk=robot.pk, off_at=None).update(**off):
        raise SwitchedOff
    Notice.objects.filter(robot=robot, sent_at=None, dropped_at=None, claimed_at=None).update(
        dropped_at=at, given_up_at=None, last_error=""
    )
    robot.refresh_from_db()
    _record("notices.switch_off_robot", robot, by=by, reason=robot.off_reason)
    return robot


@transaction.atomic
def try_robot(robot: GroupRobot, *, by: Member, at: datetime) -> Notice:
    """Let a robot say a word to try; the one that waits where one does. Raises `SwitchedOff`."""
    row = GroupRobot.objects.select_for_update().get(pk=robot.pk)
    if row.off_at is not None:
        raise SwitchedOff
    waits = Notice.objects.filter(robot=row, kind=TEST, sent_at=None, dropped_at=None, given_up_at=None).first()
    if waits:
        return waits
    _record("notices.try_robot", row, by=by)
    return _try(row, at=at)


@transaction.atomic
def say_again(notice: Notice, *, by: Member, at: datetime) -> None:
    """Send once more what was given up. Raises `SwitchedOff`."""
    if notice.robot is None or notice.robot.off_at is not None:
        raise SwitchedOff
    held = Notice.objects.filter(pk=notice.pk, sent_at=None, dropped_at=None).exclude(given_up_at=None)
    if held.update(given_up_at=None, claimed_at=None, attempts=0, cut_offs=0, due_at=at):
        _record("notices.try_again", notice.robot, by=by, message_id=notice.message_id)


def subject_of(robot: GroupRobot) -> str:
    """Under which code the outbox and the events know a robot."""
    return f"{robot.project.code}/robot/{robot.pk}" if robot.project else f"robot/{robot.pk}"


def _try(row: GroupRobot, *, at: datetime) -> Notice:
    return Notice.objects.create(
        kind=TEST,
        subject=subject_of(row),
        robot=row,
        channel="robot",
        message_id=new_message_id(),
        made_at=at,
        due_at=at,
    )


def _record(verb: str, row: GroupRobot, *, by: Member, **more: str | bool) -> None:
    """Never with address or secret."""
    evidence.record(
        verb=verb,
        subject=subject_of(row),
        by=by.person.name,
        project=row.project.code if row.project else "",
        facts={
            "kind": str(row.kind),
            "name": row.name,
            "client_reads": row.client_reads,
            "digest_at": row.digest_at.isoformat("minutes") if row.digest_at else "",
            **more,
        },
    )
