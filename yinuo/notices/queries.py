"""What lies in the outbox."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from django.db.models import F, Max, Q, QuerySet

from yinuo.notices.models import GroupRobot, Notice
from yinuo.people.models import Person
from yinuo.projects.models import Project, Seat

AT_ONCE = 50
CUT_OFF = timedelta(minutes=10)
HOME_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Unsent:
    """A notice that has not left yet, as the desk shows it."""

    notice: Notice
    person: str
    is_given_up: bool


def unsent() -> QuerySet[Notice]:
    """Rows still to be sent, claimed or not."""
    return Notice.objects.filter(sent_at=None, dropped_at=None, given_up_at=None)


def due(at: datetime) -> QuerySet[Notice]:
    """Rows to take up at `at`: never claimed, or claimed so long ago that their worker must have died."""
    return unsent().filter(Q(claimed_at=None) | Q(claimed_at__lt=at - CUT_OFF), due_at__lte=at).order_by("due_at", "pk")


def due_for_all(at: datetime) -> list[Notice]:
    """Due rows that name nobody yet."""
    return list(due(at).filter(person_id=None, robot=None)[:AT_ONCE])


def due_by_mail(at: datetime) -> list[list[Notice]]:
    """Due rows as they leave together: each alone, digests of one person in one letter."""
    single = [[row] for row in due(at).filter(digest=False).exclude(person_id=None)[:AT_ONCE]]
    rows = due(at).filter(digest=True).exclude(person_id=None).order_by("person_id", "pk")
    bundles = [list(group) for _, group in groupby(rows, key=lambda row: row.person_id)]
    return single + bundles[:AT_ONCE]


def of_project(code: str) -> list[Unsent]:
    """Notices about a project that wait or were given up, given up first, newest first."""
    rows = list(
        Notice.objects.filter(subject__startswith=f"{code}/", robot=None, sent_at=None, dropped_at=None).order_by(
            "-made_at"
        )[:200]
    )
    names = dict(Person.objects.filter(pk__in=[row.person_id for row in rows]).values_list("pk", "name"))
    seen = [Unsent(row, names.get(row.person_id or 0, ""), row.given_up_at is not None) for row in rows]
    return sorted(seen, key=lambda one: not one.is_given_up)


def given_up_of(code: str) -> QuerySet[Notice]:
    """Notices about a project that were given up."""
    rows = Notice.objects.filter(subject__startswith=f"{code}/", robot=None, sent_at=None, dropped_at=None)
    return rows.exclude(given_up_at=None)


def count_since(subject: str, kind: str, since: datetime) -> int:
    """How many notices of `kind` about `subject` were made after `since`."""
    return Notice.objects.filter(subject=subject, kind=kind, made_at__gt=since).count()


def told_before(kind: str, subject: str) -> set[int]:
    """Who was sent a notice of `kind` about `subject`, by person key."""
    rows = Notice.objects.filter(kind=kind, subject=subject).exclude(sent_at=None)
    return {person_id for person_id in rows.values_list("person_id", flat=True) if person_id is not None}


def project_code_of(subject: str) -> str:
    """The project a subject's code begins with, or an empty text."""
    code, slash, _ = subject.partition("/")
    return code if slash and Project.objects.filter(code=code).exists() else ""


def zone_of(subject: str) -> str:
    """The zone of the subject's project; China's where there is none."""
    zones = Project.objects.filter(code=subject.partition("/")[0]).values_list("time_zone", flat=True)
    return next(iter(zones), "") or HOME_ZONE


def open_seat(subject: str) -> Seat | None:
    """The seat behind a code such as "P1/seat/3" while it is held."""
    code, _, rest = subject.partition("/seat/")
    if not rest.isdecimal():
        return None
    return Seat.objects.select_related("person", "project").filter(pk=rest, project__code=code, until=None).first()


def invited_since(since: datetime) -> list[Seat]:
    """Held seats whose person was invited after `since`."""
    return list(Seat.objects.filter(invited_at__gt=since, until=None))


def due_for_groups(at: datetime) -> list[Notice]:
    """Due messages of robots, in the order in which they were made."""
    return list(due(at).exclude(robot=None)[:AT_ONCE])


def robots_of(project: Project | None) -> list[tuple[GroupRobot, Notice | None]]:
    """The robots of a project, or of our firm, those at work first, each with its newest message. Two queries."""
    robots = list(GroupRobot.objects.filter(project=project).order_by(F("off_at").desc(nulls_first=True), "name", "pk"))
    newest = Notice.objects.filter(robot__in=robots).values("robot").annotate(newest=Max("pk")).values("newest")
    last = {row.robot_id: row for row in Notice.objects.filter(pk__in=newest)}
    return [(robot, last.get(robot.pk)) for robot in robots]


def robot(pk: int) -> GroupRobot | None:
    """One robot, with its project."""
    return GroupRobot.objects.select_related("project", "made_by__person").filter(pk=pk).first()


def messages_of(robot: GroupRobot, *, at_most: int = 20) -> list[Notice]:
    """The newest messages of a robot, newest first."""
    return list(Notice.objects.filter(robot=robot).order_by("-pk")[:at_most])


def failed_of(robot: GroupRobot) -> QuerySet[Notice]:
    """Messages that a person may send once more."""
    return Notice.objects.filter(robot=robot, sent_at=None, dropped_at=None).exclude(given_up_at=None)


def robots_at_work() -> list[GroupRobot]:
    """Robots with a daily message, of our firm or of a project that runs."""
    rows = GroupRobot.objects.filter(off_at=None, project__closed_on=None).exclude(digest_at=None)
    return list(rows.select_related("project").order_by("pk"))


def running() -> list[Project]:
    """Every project that runs, by code."""
    return list(Project.objects.filter(closed_on=None).order_by("code"))


def spoken_since(robot: GroupRobot, since: datetime) -> list[float]:
    """When a robot spoke after `since`, in seconds since 1970, oldest first."""
    rows = Notice.objects.filter(robot=robot, sent_at__gt=since).order_by("sent_at")
    return [moment.timestamp() for moment in rows.values_list("sent_at", flat=True) if moment]
