"""A sheet put to 温宁, its link, and a way to read the code that went to a mailbox."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from tests.cast import Cast, sign_in
from tests.ledger import conftest as stage
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.published import Sheet
from yinuo.notices import jobs
from yinuo.signing import actions as signing

lines, sheet = stage.lines, stage.sheet
"""Fixtures of the ledger."""


@dataclass(frozen=True)
class Door:
    """One way to the same sheet."""

    client: Client
    address: str
    who: str = ""

    def send(self, **answers: str):
        """Step one: ask for the code."""
        return self.client.post(self.address, {"act": "send", "who": self.who, **answers})

    def sign(self, code: str, **answers: str):
        """Step two: give it."""
        return self.client.post(self.address, {"act": "sign", "who": self.who, "code": code, **answers})


def code_of(person) -> str:
    """Carry the mail out and read the newest code in `person`'s mailbox."""
    jobs.send_due(at=clock.now())
    letters = [letter for letter in mail.outbox if letter.to == [person.email]]
    return re.findall(r"^(\d{6})$", letters[-1].body, re.MULTILINE)[-1]


def link_to(cast: Cast, sheet: Sheet) -> str:
    return signing.make_link(
        ledger.sheet_subject(sheet),
        project_id=cast.p1.pk,
        by=cast.lin,
        at=clock.now(),
        last_on=sheet.due_on + timedelta(days=30),
    )


@pytest.fixture
def secret(cast: Cast, sheet: Sheet) -> str:
    return link_to(cast, sheet)


@pytest.fixture
def by_link(secret: str) -> Door:
    return Door(Client(), f"/link/{secret}/")


@pytest.fixture
def signed_in(cast: Cast, sheet: Sheet) -> Door:
    return Door(sign_in(cast.wen.person), f"/portal/{cast.p1.token}/sheets/{sheet.token}/")


@pytest.fixture(params=["by_link", "signed_in"])
def door(request) -> Door:
    """Both ways, one after the other."""
    return request.getfixturevalue(request.param)


def fields_of(page) -> dict[str, str]:
    """Hidden fields that carry the answers to the next step."""
    pairs = re.findall(r'<input type="hidden" name="([acwdqr]\d+|who)" value="([^"]*)">', page.content.decode())
    return dict(pairs)
