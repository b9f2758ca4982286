"""Which days are worked: take a list of days in, undo it, choose by which a project goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from yinuo.base import calendar, merge
from yinuo.base.codes import token
from yinuo.evidence import actions as evidence
from yinuo.people.models import Member
from yinuo.projects import queries
from yinuo.projects.models import Account, DayList, ListedDay, Project, WorksBy


class NoSuchCountry(Exception):
    """Nothing is known of this country's holidays, or its notice names no year."""


class NothingTold(Exception):
    """A list without a single day changes nothing."""


class UndoneAlready(Exception):
    """The list was undone before."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a list: whether it is worked, and the occasion."""

    day: date
    works: bool
    name: str = ""


@transaction.atomic
def take_days(
    days: Iterable[Day],
    *,
    by: Member,
    at: datetime,
    title: str,
    text: str = "",
    country: str = "",
    account: Account | None = None,
    year: int | None = None,
) -> DayList:
    """Take a list of days in: a country's for `year`, of which it then says all, a client's, or our firm's.

    Raises `NothingTold`, `NoSuchCountry`.
    """
    told = list(days)
    if not told:
        raise NothingTold
    if country and (account or year is None or not calendar.is_known(country)):
        raise NoSuchCountry
    row = DayList.objects.create(
        country=country,
        account=account,
        year=year if country else None,
        title=title.strip(),
        text=text,
        taken_by=by,
        taken_at=at,
    )
    listed = [ListedDay(day_list=row, day=one.day, works=one.works, name=one.name) for one in told]
    ListedDay.objects.bulk_create(listed)
    _stamp(row)
    _record_taking(row, by=by, at=at, off=sum(not one.works for one in told), count=len(told))
    return row


@transaction.atomic
def undo_days(row: DayList, *, by: Member, at: datetime) -> DayList:
    """Let a list count no more; what it replaced counts again. Raises `UndoneAlready`."""
    if not DayList.objects.filter(pk=row.pk, undone_at=None).update(undone_at=at):
        raise UndoneAlready
    row.undone_at = at
    _stamp(row)
    evidence.record(
        verb="projects.undo_days",
        subject=f"days/{row.pk}",
        by=by.person.name,
        facts={"title": row.title},
        happened_at=at,
    )
    return row


@transaction.atomic
def set_calendar(
    project: Project, *, by: Member, country: str, works_by: str, was: Mapping[str, object] | None = None
) -> Project:
    """Choose a project's country, and whose own days count beside. `was` is what the form was judged against.

    Raises `NoSuchCountry`, `merge.Edited`.
    """
    if not calendar.is_known(country):
        raise NoSuchCountry
    merge.same(Project.objects.select_for_update().get(pk=project.pk), was)
    project.country, project.works_by = country, WorksBy(works_by)
    project.days_stamp = queries.first_stamp()
    project.save(update_fields=["country", "works_by", "days_stamp"])
    evidence.record(
        verb="projects.set_calendar",
        subject=project.code,
        by=by.person.name,
        project=project.code,
        facts={"country": project.country, "works_by": str(project.works_by)},
    )
    return project


def _record_taking(row: DayList, *, by: Member, at: datetime, off: int, count: int) -> None:
    evidence.record(
        verb="projects.take_days",
        subject=f"days/{row.pk}",
        by=by.person.name,
        facts={"title": row.title, "of": _of(row), "year": row.year, "off": off, "worked": count - off},
        rows=ListedDay.objects.filter(day_list=row).order_by("day"),
        happened_at=at,
    )


def _stamp(row: DayList) -> None:
    """Tell every project where `row` may count that its calendar is another one now."""
    projects = Project.objects.all()
    if row.country:
        projects = projects.filter(country=row.country)
    elif row.account_id:
        projects = projects.filter(account=row.account_id)
    projects.update(days_stamp=token())


def _of(row: DayList) -> str:
    if row.country:
        return row.country
    return row.account.firm.name if row.account else "firm"
