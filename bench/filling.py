"""Fill an empty database with many projects at once: rows of the real models, written in bulk, events chained."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection, transaction

from bench import cycle, lines, plans
from bench.book import Book
from yinuo.base import clock, codes
from yinuo.base.sessions import SessionStore
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry, Step
from yinuo.ledger.published import Sheet
from yinuo.people import actions as people
from yinuo.people.models import Contact, Firm, FirmKind, Member, Person
from yinuo.projects.models import Account, Project, Seat, SeatRole
from yinuo.signing.models import Link

SEED = 30
CLIENTS = 10
SECRET = "bench-sheet-link"  # noqa: S105  # of a database that is thrown away


@dataclass(frozen=True, slots=True)
class Scale:
    """How much of everything; a project has 100 lines of five steps and five events each."""

    projects: int
    persons: int


@dataclass(frozen=True, slots=True)
class Places:
    """What the client of the measurement asks for."""

    member_session: str
    floor_session: str
    contact_session: str
    project: str
    project_token: str
    entry: str
    holder: int
    sheet: int
    sheet_token: str
    link: str
    bearer: str
    today: str
    week: dict[str, str]
    """Memo and report of the first project, and their client's tokens."""
    rows: dict[str, int]


@transaction.atomic
def fill(scale: Scale) -> Places:
    """The same rows each time, but for keys, tokens and the day they are reckoned from."""
    chance, now = random.Random(SEED), clock.now()  # noqa: S311  # no secret hangs on it
    members, contacts = _people(scale)
    book = Book(now)
    for number in range(1, scale.projects + 1):
        client = contacts[(number - 1) % len(contacts)]
        project = _project(number, members, client, today=now.date())
        lines.write(lines.Cast(project, members[:4], client), book, chance, now=now)
    book.write()
    first = Project.objects.order_by("pk")[:1].get()
    week = cycle.write(first, members[0], contacts[0][0], now)
    short, long = Project.objects.order_by("pk")[1:3]
    plans.write(short, plans.SHORT, by=members[0], now=now)
    plans.write(long, plans.LONG, by=members[0], now=now)
    _analyze()
    drawn = {"short": short.code, "long": long.code}
    return _places(first, members[0].person, contacts[0][0].person, week | drawn, now)


def _people(scale: Scale) -> tuple[list[Member], list[list[Contact]]]:
    """A third are ours; the others sit in ten client firms."""
    ours = max(4, scale.persons // 3)
    vendor = Firm.objects.create(name="Vendor", kind=FirmKind.VENDOR)
    members = Member.objects.bulk_create(
        Member(person=person, firm=vendor, title="项目经理") for person in _persons("Member", ours)
    )
    contacts = []
    for number in range(1, CLIENTS + 1):
        firm = Firm.objects.create(name=f"Client {number}", kind=FirmKind.CLIENT)
        Account.objects.create(firm=firm)
        people = _persons(f"Contact {number}.", max(3, (scale.persons - ours) // CLIENTS))
        contacts.append(
            Contact.objects.bulk_create(Contact(person=person, firm=firm, title="部长") for person in people)
        )
    return members, contacts


def _persons(name: str, count: int) -> list[Person]:
    return Person.objects.bulk_create(
        Person(name=f"{name}{n}", email=f"{name}{n}@bench.example".replace(" ", "-"), language="zh-hans")
        for n in range(1, count + 1)
    )


def _project(number: int, members: list[Member], client: list[Contact], *, today: date) -> Project:
    """The first member sits on every project, as a plain member; so the gate is always asked."""
    since = today - timedelta(days=300)
    account = Account.objects.get(firm_id=client[0].firm_id)
    project = Project.objects.create(
        code=f"B{number}", name=f"排产与库存第 {number} 期", account=account, started_on=since
    )
    others = {members[0].pk: members[0], **{m.pk: m for m in members[number % len(members) :][:3]}}
    seats = [(member.person_id, SeatRole.CONSULTANT) for member in others.values()]
    seats[0] = (members[0].person_id, SeatRole.MANAGER)
    roles = [SeatRole.WINDOW, SeatRole.SIGNATORY, *[SeatRole.KEY_USER] * 6]
    seats += [(contact.person_id, role) for contact, role in zip(client, roles, strict=False)]
    Seat.objects.bulk_create(
        Seat(project=project, person_id=person, role=role, since=since, may_sign=role == SeatRole.SIGNATORY)
        for person, role in seats
    )
    return project


def _analyze() -> None:
    """A database filled in one go has no statistics yet; one in use has."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _places(project: Project, member: Person, contact: Person, week: dict[str, str], now: datetime) -> Places:
    sheet = Sheet.objects.get(project=project, number=lines.SHEETS)
    Link.objects.create(
        subject=ledger.sheet_subject(sheet),
        project_id=project.pk,
        secret_digest=codes.digest(SECRET),
        made_by=member.name,
        made_at=now,
        opened_at=now,
        last_on=now.date() + timedelta(days=60),
    )
    counted = (Project, Person, Entry, Step, Event, Sheet)
    return Places(
        member_session=_session(member, "yinuo.people.access.PersonBackend"),
        floor_session=_session(member, "django.contrib.auth.backends.ModelBackend"),
        contact_session=_session(contact, "yinuo.people.access.PersonBackend"),
        project=project.code,
        project_token=project.token,
        entry=lines.MEASURED,
        holder=contact.pk,
        sheet=sheet.number,
        sheet_token=sheet.token,
        link=SECRET,
        bearer=_bearer(member, now),
        today=clock.today(project.time_zone).isoformat(),
        week=week,
        rows={str(model._meta.db_table): model._base_manager.count() for model in counted},  # noqa: SLF001 - documented API
    )


def _bearer(person: Person, now: datetime) -> str:
    """A token for programs; "" where this version has none."""
    make = getattr(people, "make_token", None)
    until = now.date() + timedelta(days=30)
    return str(make(person.member, name="bench", expires_on=until, at=now)) if make else ""


def _session(person: Person, backend: str) -> str:
    """A session as signing in leaves it; the floor keeps Django's own backend, as from the start."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = backend
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
