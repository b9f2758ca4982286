"""Open a project, seat people, record the contract, ask the client in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from yinuo.base import clock, merge
from yinuo.evidence import actions as evidence
from yinuo.people import actions as people
from yinuo.people import queries as known
from yinuo.people.models import Contact, Firm, FirmKind, Member, Person
from yinuo.projects import queries
from yinuo.projects.models import Account, Contract, ContractClause, LastVisit, Project, Seat, SeatRole

Facts = dict[str, evidence.Plain | evidence.Personal]
CODE = re.compile(r"[A-Z][A-Z0-9-]{0,19}")


class BadCode(Exception):
    """A project's code is 1–20 capital letters, digits and hyphens, a letter first."""


class AlreadyThere(Exception):
    """The code, seat or contract number is taken."""


class WrongSide(Exception):
    """Our people take our seats; the client's people, of this client or a partner, take the client's."""


class SeatEnded(Exception):
    """The seat is no longer held."""


class NoAddress(Exception):
    """Nobody can be asked in without an e-mail address."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person of the client's, as named when the project is set up."""

    name: str
    title: str = ""
    email: str = ""
    address_as: str = ""
    phone: str = ""
    role: str = SeatRole.STAKEHOLDER


@transaction.atomic
def open_for_new(client: str, *, by: Member, **project: Any) -> Project:
    """Take a client firm in and open its first project; what `open_project` takes and raises, the firm's too."""
    return open_project(people.add_firm(by=by, name=client, kind=FirmKind.CLIENT), by=by, **project)


@transaction.atomic
def open_project(
    account_firm: Firm,
    *,
    by: Member,
    at: datetime,
    code: str,
    name: str,
    started_on: date,
    time_zone: str,
    language: str,
    manager: Member,
) -> Project:
    """Open a project for a client and seat its manager. Raises `BadCode`, `AlreadyThere`, `WrongSide`."""
    if not CODE.fullmatch(code):
        raise BadCode
    if account_firm.kind != FirmKind.CLIENT:
        raise WrongSide
    if Project.objects.filter(code=code).exists():
        raise AlreadyThere
    account, _ = Account.objects.get_or_create(firm=account_firm)
    project = Project.objects.create(
        code=code,
        name=name.strip(),
        account=account,
        started_on=started_on,
        time_zone=time_zone,
        language=language,
        days_stamp=queries.first_stamp(),
    )
    evidence.record(
        verb="projects.open",
        subject=code,
        by=by.person.name,
        project=code,
        facts={"name": project.name, "client": account_firm.name, "started_on": started_on},
        happened_at=at,
    )
    seat(project, manager.person, by=by, role=SeatRole.MANAGER, since=started_on)
    return project


@transaction.atomic
def seat(
    project: Project,
    person: Person,
    *,
    by: Member,
    role: str,
    since: date,
    may_sign: bool = False,
    limit_cents: int | None = None,
) -> Seat:
    """Give a person a role on the project. `limit_cents` None with `may_sign` is no limit.

    Raises `AlreadyThere` when the person sits here already, `WrongSide`.
    """
    role = SeatRole(role)
    _check_side(project, person, role)
    if Seat.objects.filter(project=project, person=person, until=None).exists():
        raise AlreadyThere
    may_sign = may_sign and role in Seat.ON_CLIENT_SIDE
    row = Seat.objects.create(
        project=project,
        person=person,
        role=role,
        since=since,
        may_sign=may_sign,
        limit_cents=limit_cents if may_sign else None,
    )
    facts: Facts = {"role": row.role, "since": since, "may_sign": may_sign, "limit_cents": row.limit_cents}
    _record("projects.seat", row, project, by=by, facts={**facts, "person": _named(person)})
    return row


@transaction.atomic
def seat_new(
    project: Project,
    *,
    by: Member,
    role: str,
    since: date,
    may_sign: bool = False,
    limit_cents: int | None = None,
    **contact: str,
) -> Seat:
    """Take a person of the client's in and seat him; raises what `add_contact` and `seat` raise."""
    newcomer = people.add_contact(project.account.firm, by=by, **contact)
    return seat(project, newcomer.person, by=by, role=role, since=since, may_sign=may_sign, limit_cents=limit_cents)


@transaction.atomic
def seat_people(
    project: Project, newcomers: Iterable[Newcomer], *, by: Member, at: datetime, since: date, is_asked_in: bool
) -> list[Seat]:
    """Seat a list of the client's people, all or none; whoever the firm knows by address is not taken in twice.

    `is_asked_in` invites everybody with an address. Raises what `add_contact` and `seat` raise.
    """
    seats = []
    for one in newcomers:
        person = known.contact_by_email(one.email) or _newcomer(project, one, by=by)
        seats.append(seat(project, person, by=by, role=one.role, since=since))
    if is_asked_in:
        for row in seats:
            if row.person.email:
                invite(row, by=by, at=at)
    return seats


def _newcomer(project: Project, one: Newcomer, *, by: Member) -> Person:
    contact = people.add_contact(
        project.account.firm,
        by=by,
        name=one.name,
        title=one.title,
        email=one.email,
        address_as=one.address_as,
        phone=one.phone,
    )
    return contact.person


@transaction.atomic
def end_seat(seat: Seat, *, by: Member, until: date) -> Seat:
    """End a seat: the person is out at once, whatever day `until` names. Raises `SeatEnded`.

    A contact without another seat is signed out on every device.
    """
    if not Seat.objects.filter(pk=seat.pk, until=None).update(until=until):
        raise SeatEnded
    seat.until = until
    _record("projects.end_seat", seat, seat.project, by=by, facts={"until": until, "person": _named(seat.person)})
    is_out = not Seat.objects.filter(person_id=seat.person_id, until=None).exists()
    if is_out and Contact.objects.filter(person_id=seat.person_id).exists():
        people.end_sessions(seat.person, by=by.person.name, at=clock.now())
    return seat


@transaction.atomic
def set_signing(
    seat: Seat, *, by: Member, may_sign: bool, limit_cents: int | None = None, was: Mapping[str, object] | None = None
) -> Seat:
    """Say whether a seat of the client may sign, and up to how much. `was` holds what the form was judged against.

    Raises `SeatEnded`, `WrongSide`, `merge.Edited`.
    """
    if seat.role not in Seat.ON_CLIENT_SIDE:
        raise WrongSide
    limit = limit_cents if may_sign else None
    merge.same(Seat.objects.select_for_update().get(pk=seat.pk), was)
    if not Seat.objects.filter(pk=seat.pk, until=None).update(may_sign=may_sign, limit_cents=limit):
        raise SeatEnded
    seat.may_sign, seat.limit_cents = may_sign, limit
    facts: Facts = {"may_sign": may_sign, "limit_cents": limit}
    _record("projects.set_signing", seat, seat.project, by=by, facts=facts)
    return seat


@transaction.atomic
def invite(seat: Seat, *, by: Member, at: datetime) -> Seat:
    """Ask a contact into the portal; the letter is written by whoever hears of the event.

    May be repeated, since an invitation lasts a day. Raises `SeatEnded`, `WrongSide`, `NoAddress`.
    """
    if seat.role not in Seat.ON_CLIENT_SIDE:
        raise WrongSide
    if not seat.person.email:
        raise NoAddress
    if not Seat.objects.filter(pk=seat.pk, until=None).update(invited_at=at):
        raise SeatEnded
    seat.invited_at = at
    _record("projects.invite", seat, seat.project, by=by, facts={"person": _named(seat.person)})
    return seat


@transaction.atomic
def record_contract(
    project: Project,
    *,
    by: Member,
    number: str,
    title: str,
    amount_cents: int,
    currency: str,
    signed_on: date,
    clauses: Iterable[tuple[str, str]] = (),
) -> Contract:
    """Write down a signed contract with its clauses as (number, text). Raises `AlreadyThere`."""
    if Contract.objects.filter(project=project, number=number).exists():
        raise AlreadyThere
    contract = Contract.objects.create(
        project=project,
        number=number,
        title=title,
        amount_cents=amount_cents,
        currency=currency,
        signed_on=signed_on,
    )
    rows = [ContractClause(contract=contract, number=clause, text=text) for clause, text in clauses]
    if len({row.number for row in rows}) < len(rows):
        raise AlreadyThere
    ContractClause.objects.bulk_create(rows)
    evidence.record(
        verb="projects.contract",
        subject=f"{project.code}/contract/{contract.pk}",
        by=by.person.name,
        project=project.code,
        facts={
            "number": number,
            "title": title,
            "amount_cents": amount_cents,
            "currency": currency,
            "signed_on": signed_on,
            "clauses": len(rows),
        },
    )
    return contract


@transaction.atomic
def visit(project: Project, person: Person, *, at: datetime) -> datetime | None:
    """Note that a person looks at the project now; returns when that was last. No event: looking is no act."""
    row, is_first = LastVisit.objects.get_or_create(project=project, person=person, defaults={"at": at})
    if is_first:
        return None
    before, row.at = row.at, at
    row.save(update_fields=["at"])
    return before


def _check_side(project: Project, person: Person, role: SeatRole) -> None:
    contact = Contact.objects.select_related("firm").filter(person=person).first()
    if (contact is not None) != (role in Seat.ON_CLIENT_SIDE):
        raise WrongSide
    if contact and contact.firm.kind == FirmKind.CLIENT and contact.firm_id != project.account.firm_id:
        raise WrongSide


def _named(person: Person) -> evidence.Personal:
    return evidence.Personal(f"person/{person.pk}", person.name)


def _record(verb: str, seat: Seat, project: Project, *, by: Member, facts: Facts) -> None:
    evidence.record(
        verb=verb, subject=f"{project.code}/seat/{seat.pk}", by=by.person.name, project=project.code, facts=facts
    )
