"""Firms, people, projects, contracts and seats come on stage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.demo.data.people import CONTACTS, FIRMS, MEMBERS, PASSWORD
from yinuo.demo.dates import ZONE
from yinuo.people import actions as people
from yinuo.projects import actions as projects
from yinuo.projects.models import Seat

if TYPE_CHECKING:
    from yinuo.demo.data.shapes import Clause, Human, ProjectRow, SeatRow
    from yinuo.demo.scene import Scene

ADMINISTRATOR = "V04"
MAIL = {firm.code: firm.domain for firm in FIRMS}
INVITED = ("H03", "Y03", "Q02", "Q03", "Q09")
"""Those who answer by code have been asked into the portal."""


def people_come(scene: Scene) -> None:
    """Our firm with its members, the clients with their people."""
    ours, *others = FIRMS
    scene.firms[ours.code] = people.add_firm(by=None, name=scene.words(ours.name), kind=ours.kind)
    first = next(human for human in MEMBERS if human.code == ADMINISTRATOR)
    for human in (first, *(human for human in MEMBERS if human is not first)):
        _member_comes(scene, human)
    by = scene.members[ADMINISTRATOR]
    for firm in others:
        scene.firms[firm.code] = people.add_firm(by=by, name=scene.words(firm.name), kind=firm.kind)
    for human in CONTACTS:
        scene.contacts[human.code] = people.add_contact(
            scene.firms[human.firm],
            by=by,
            name=scene.words(human.name),
            address_as=scene.words(human.called),
            email=f"{human.mail}@{MAIL[human.firm]}",
            title=scene.words(human.title),
            code=human.code,
            language=scene.language,
        )


def _member_comes(scene: Scene, human: Human) -> None:
    member = people.add_member(
        scene.firms["V"],
        by=scene.members.get(ADMINISTRATOR),
        name=scene.words(human.name),
        email=f"{human.mail}@{MAIL['V']}",
        title=scene.words(human.title),
        role=human.role,
        password=PASSWORD,
        code=human.code,
    )
    if scene.language != "zh-hans":
        people.set_language(member.person, language=scene.language)
    scene.members[human.code] = member


def project_opens(scene: Scene, row: ProjectRow) -> None:
    """The contract is signed, the manager opens the project and seats both sides."""
    manager, at = scene.members[row.manager], scene.at(row.started_on, 9)
    project = projects.open_project(
        scene.firms[row.firm],
        by=manager,
        at=at,
        code=row.code,
        name=scene.words(row.name),
        started_on=scene.day(row.started_on),
        time_zone=ZONE,
        language=scene.language,
        manager=manager,
    )
    scene.projects[row.code] = project
    contract = row.contract
    projects.record_contract(
        project,
        by=manager,
        number=contract.number,
        title=scene.words(contract.title),
        amount_cents=contract.yuan * 100,
        currency="CNY",
        signed_on=scene.day(contract.signed_on),
        clauses=[(_number(clause, scene), scene.words(clause.text)) for clause in contract.clauses],
    )
    for seat in row.seats:
        if seat.since == row.started_on:
            seat_is_taken(scene, row, seat)


def _number(clause: Clause, scene: Scene) -> str:
    return clause.number if isinstance(clause.number, str) else scene.words(clause.number)


def seat_is_taken(scene: Scene, row: ProjectRow, seat: SeatRow) -> None:
    taken = projects.seat(
        scene.projects[row.code],
        scene.person(seat.person),
        by=scene.members[row.manager],
        role=seat.role,
        since=scene.day(seat.since),
        may_sign=seat.may_sign,
        limit_cents=None if seat.limit is None else seat.limit * 100,
    )
    if seat.person in INVITED:
        projects.invite(taken, by=scene.members[row.manager], at=scene.at(seat.since, 9, 30))


def seat_ends(scene: Scene, row: ProjectRow, seat: SeatRow) -> None:
    """Somebody leaves the project (P1: V08 on 2026-09-30)."""
    if seat.until is None:
        return
    held = Seat.objects.get(project=scene.projects[row.code], person=scene.person(seat.person), until=None)
    projects.end_seat(held, by=scene.members[row.manager], until=scene.day(seat.until))
