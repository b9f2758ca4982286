"""The people of the walk on their chairs, and the clock in our hands."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page

from tests.stories.words import TONGUES, Words
from yinuo.base import clock
from yinuo.demo.data import people as told
from yinuo.people import actions as people
from yinuo.people.models import Contact, FirmKind, Member
from yinuo.projects import actions as projects
from yinuo.projects.models import Project, SeatRole

PASSWORD = "泵业-排产-2026"
SHANGHAI = timezone(timedelta(hours=8))
WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=SHANGHAI)
FRIDAY = WEDNESDAY.replace(day=20, hour=16, minute=30)
LIN = "lin.zhixia@chengchuan.example"
WEN = "wen.ning@hualing.example"
STARTED = date(2026, 3, 20)
SHOTS = os.environ.get("YINUO_SHOTS", "")
SEATS = {"H01": SeatRole.SPONSOR, "H03": SeatRole.WINDOW, "H09": SeatRole.KEY_USER}


@dataclass(frozen=True, slots=True)
class Chairs:
    """P1 with its people, by their code in the story; 林知夏 manages it."""

    words: Words
    project: Project
    members: dict[str, Member]
    contacts: dict[str, Contact]

    def person_id(self, code: str) -> int:
        return (self.members.get(code) or self.contacts[code]).person_id


@pytest.fixture
def at() -> Iterator[Callable[[datetime], None]]:
    """It is Wednesday; `at(moment)` makes it another day, for the server too."""
    traveller = time_machine.travel(WEDNESDAY, tick=True)
    clockwork = traveller.start()
    yield clockwork.move_to
    traveller.stop()


@pytest.fixture(params=list(TONGUES))
def words(request: pytest.FixtureRequest) -> Words:
    return TONGUES[request.param]


@pytest.fixture
def chairs(at: Any, transactional_db: None, words: Words, settings: Any, live_server: Any) -> Chairs:
    """Everybody of the first project, called as the language of the walk calls them."""
    settings.URL = live_server.url
    tongue = words.language
    first = next(row for row in told.MEMBERS if row.code == "V04")
    firms = {row.code: row.name(tongue) for row in told.FIRMS}
    lin = people.begin(
        firm=firms["V"], name=first.name(tongue), email=_mail(first), title=first.title(tongue), password=PASSWORD
    )
    people.set_language(lin.person, language=tongue)
    members = {"V04": lin}
    for row in told.MEMBERS:
        if row.code == "V07":
            members["V07"] = people.add_member(
                lin.firm, by=lin, name=row.name(tongue), email=_mail(row), title=row.title(tongue), role="member"
            )
    client = people.add_firm(by=lin, name=firms["H"], kind=FirmKind.CLIENT)
    project = projects.open_project(
        client, by=lin, at=clock.now(), code="P1", name="ERP", started_on=STARTED,
        time_zone="Asia/Shanghai", language=tongue, manager=lin,
    )  # fmt: skip
    projects.seat(project, members["V07"].person, by=lin, role=SeatRole.CONSULTANT, since=STARTED)
    contacts = {}
    for row in told.HUALING:
        contacts[row.code] = people.add_contact(
            client, by=lin, name=row.name(tongue), address_as=row.called(tongue), email=_mail(row), phone="",
            title=row.title(tongue), language=tongue,
        )  # fmt: skip
        role = SEATS.get(row.code, SeatRole.STAKEHOLDER)
        projects.seat(project, contacts[row.code].person, by=lin, role=role, since=STARTED)
    return Chairs(words, project, members, contacts)


def _mail(row: Any) -> str:
    return f"{row.mail}@{'chengchuan' if row.firm == 'V' else 'hualing'}.example"


@pytest.fixture
def shot(request: pytest.FixtureRequest) -> Callable[[Page, str], None]:
    """Keep a picture of a page for people to look at, when YINUO_SHOTS names a folder."""
    folder = Path(SHOTS) / request.node.name.replace("/", "-") if SHOTS else None

    def shot(page: Page, name: str) -> None:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            # With the browser's own caret: hiding it would need a style that the pages' policy forbids.
            page.screenshot(path=folder / f"{name}.png", full_page=True, caret="initial")

    return shot
