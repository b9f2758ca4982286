"""What a group's robot says: the day's message made when it is due, composed and sent once, and what if that fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yinuo.base import clock
from yinuo.bridges.robots.kinds import RULES, Kind, pause
from yinuo.bridges.robots.sending import NotTaken, Voice
from yinuo.notices import queries
from yinuo.notices.actions.delivery import WAITS, claim, drop
from yinuo.notices.actions.robots import DIGEST, NoRobot, opened, subject_of
from yinuo.notices.models import GroupRobot, Notice
from yinuo.projects.access import calendar_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yinuo.projects.models import Project

log = logging.getLogger(__name__)

LONGEST_WAY_BACK = 15
"""Days in which a working day is looked for; the longest holiday has fewer."""
REMEMBERED = timedelta(minutes=10)
NOWHERE = "nowhere"
UNCLEAR = "unclear"
OVER = "the day is over"
NOTHING = "nothing to say"


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of a daily message. `count` is how many there are, of which `lines` tells the first."""

    title: str
    lines: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Digest:
    """A day's message: its parts, and the address below which the rest stands."""

    title: str
    parts: tuple[Part, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """For whom a day's message is written: the codes of its projects, and since when something is new."""

    projects: tuple[str, ...]
    is_firm: bool
    since: datetime
    at: datetime


Compose = Callable[[Group], Digest | None]
_composers: dict[bool, Compose] = {}


def compose_by(compose: Compose, *, client_reads: bool) -> None:
    """Say who writes the day's message: one for groups of ours, one for groups that a client reads (decision 54)."""
    _composers[client_reads] = compose


def call_digests(at: datetime) -> int:
    """Put the day's messages that are due by now into the outbox, one a robot and working day; how many."""
    return sum(_call(robot, at) for robot in queries.robots_at_work())


def _call(robot: GroupRobot, at: datetime) -> bool:
    zone = zone_of(robot)
    today = at.astimezone(zone).date()
    assert robot.digest_at is not None  # noqa: S101  # the question took only those
    due = datetime.combine(today, robot.digest_at, zone)
    if not robot.changed_at <= due <= at or not _is_workday(_projects_of(robot), today):
        return False
    # The identity names robot and day: a second worker, or a second look, adds nothing.
    row = Notice(
        kind=DIGEST,
        subject=subject_of(robot),
        robot=robot,
        channel="robot",
        message_id=f"<robot-{robot.pk}-{today}@{settings.HOST}>",
        made_at=at,
        due_at=due,
    )
    if Notice.objects.filter(message_id=row.message_id).exists():
        return False
    return bool(Notice.objects.bulk_create([row], ignore_conflicts=True))


def zone_of(robot: GroupRobot) -> ZoneInfo:
    """By which clock the robot's hour is meant: its project's, for our firm's own China's."""
    return ZoneInfo(robot.project.time_zone if robot.project else queries.HOME_ZONE)


def _projects_of(robot: GroupRobot) -> list[Project]:
    return [robot.project] if robot.project else queries.running()


def _is_workday(projects: Sequence[Project], day: date) -> bool:
    return any(calendar_of(project).is_workday(day) for project in projects)


def speak(row: Notice, *, at: datetime) -> bool:
    """Say one message; whether the group has it. Call it outside any transaction: the claim must stand when we die.

    What may have arrived is never said again by itself: a person decides. A day's message is not said on another day.
    """
    robot = GroupRobot.objects.select_related("project").get(pk=row.robot_id or 0)
    # What was said before it in the same pass may have told us to wait.
    is_due = queries.due(at).filter(pk=row.pk).exists()
    if not is_due or _wait(row, robot, at) or not claim(row, at):
        return False
    try:
        why_not = _say(row, robot, at)
    except NotTaken as refused:
        _refused(row, robot, refused, at=at)
    except NoRobot:
        _give_up(row, NOWHERE, at=at)
    except Exception as error:  # noqa: BLE001  # a room's own words may fail in any way; the row must say so
        _failed(row, type(error).__name__, WAITS[min(row.attempts, len(WAITS)) - 1], at=at)
    else:
        if not why_not:
            Notice.objects.filter(pk=row.pk).update(sent_at=at, last_error="")
            return True
        drop([row], why_not, at=at)
    return False


def _say(row: Notice, robot: GroupRobot, at: datetime) -> str:
    """Compose and say; "" once it is said, else why there was no need. Raises `NotTaken`, `NoRobot`."""
    if robot.off_at or (row.kind == DIGEST and _is_over(row, robot, at)):
        return OVER
    voice = Voice(opened(robot), tries=1, clock=lambda: clock.now().timestamp())
    text = _text(row, robot, at)
    if not text:
        return NOTHING
    voice.say(text)
    return ""


def _wait(row: Notice, robot: GroupRobot, at: datetime) -> bool:
    """Keep the pace of the robot; whether this message has to wait, which counts as no try."""
    sent = queries.spoken_since(robot, at - REMEMBERED)
    seconds = pause(sent, at.timestamp(), RULES[Kind(robot.kind)].paces)
    if seconds:
        Notice.objects.filter(pk=row.pk, claimed_at=None).update(due_at=at + timedelta(seconds=seconds))
    return bool(seconds)


def _is_over(row: Notice, robot: GroupRobot, at: datetime) -> bool:
    zone = zone_of(robot)
    return row.made_at.astimezone(zone).date() != at.astimezone(zone).date()


def _text(row: Notice, robot: GroupRobot, at: datetime) -> str:
    language = robot.project.language if robot.project else settings.LANGUAGE_CODE
    with translation.override(language):
        if row.kind != DIGEST:
            return _("This is Yinuo. The robot “%(name)s” reaches this group.") % {"name": robot.name}
        with transaction.atomic():
            digest = _digest(robot, at)
        return in_one_message(digest, RULES[Kind(robot.kind)].most_bytes) if digest else ""


def _digest(robot: GroupRobot, at: datetime) -> Digest | None:
    """Nothing for a group of the firm that a client reads: what one client may know is not another's."""
    if robot.client_reads and robot.project is None:
        return None
    projects = _projects_of(robot)
    group = Group(
        projects=tuple(project.code for project in projects),
        is_firm=robot.project is None,
        since=_last_time(robot, projects, at),
        at=at,
    )
    return _composers[robot.client_reads](group)


def _last_time(robot: GroupRobot, projects: Sequence[Project], at: datetime) -> datetime:
    """The same hour of the working day before."""
    zone = zone_of(robot)
    day = at.astimezone(zone).date()
    hour = robot.digest_at or at.astimezone(zone).time()
    before = [day - timedelta(days=n) for n in range(1, LONGEST_WAY_BACK)]
    return datetime.combine(next((one for one in before if _is_workday(projects, one)), before[0]), hour, zone)


def in_one_message(digest: Digest, most_bytes: int) -> str:
    """The whole as one text of at most `most_bytes` of UTF-8: where it is longer, lines give way to their count."""
    most = max((len(part.lines) for part in digest.parts), default=0)
    for shown in range(most, -1, -1):
        text = _drawn(digest, shown)
        if len(text.encode()) <= most_bytes:
            return text
    return f"{digest.title}\n{digest.href}"


def _drawn(digest: Digest, shown: int) -> str:
    rows = [digest.title]
    for part in digest.parts:
        told = part.lines[:shown]
        rows += ["", _("%(title)s (%(count)d)") % {"title": part.title, "count": part.count}]
        rows += [f"· {line}" for line in told]
        left = part.count - len(told)
        if told and left:
            rows.append("· " + ngettext("%(count)d more", "%(count)d more", left) % {"count": left})
    return "\n".join([*rows, "", digest.href])


def _refused(row: Notice, robot: GroupRobot, refused: NotTaken, *, at: datetime) -> None:
    log.warning("message %s of a robot was not taken: %s", row.pk, refused.code)
    why = f"{refused.code}"
    if refused.may_have_arrived:
        _give_up(row, UNCLEAR, at=at)
    elif not refused.is_passing:
        _give_up(row, why, at=at)
    else:
        after = max(timedelta(seconds=refused.after), WAITS[min(row.attempts, len(WAITS)) - 1])
        _failed(row, why, after, at=at)
        if refused.after:
            until = at + timedelta(seconds=refused.after)
            queries.unsent().filter(robot=robot, claimed_at=None, due_at__lt=until).update(due_at=until)


def _failed(row: Notice, why: str, after: timedelta, *, at: datetime) -> None:
    if row.attempts > len(WAITS):
        _give_up(row, why, at=at)
    else:
        Notice.objects.filter(pk=row.pk).update(due_at=at + after, claimed_at=None, last_error=why)


def _give_up(row: Notice, why: str, *, at: datetime) -> None:
    Notice.objects.filter(pk=row.pk).update(given_up_at=at, claimed_at=None, last_error=why)
