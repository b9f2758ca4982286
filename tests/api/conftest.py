"""Programs with tokens, each asking as the member who made it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import Cast
from tests.ledger.conftest import lines, sheet
from yinuo.base import clock, limits
from yinuo.people import actions as people
from yinuo.people.models import Member

__all__ = ["lines", "sheet"]


@pytest.fixture(autouse=True)
def nothing_unwritten():
    """Tries of other tests that no database remembers."""
    limits.forget()


def token_for(member: Member, days: int = 30) -> str:
    now = clock.now()
    return people.make_token(member, name="报表", expires_on=now.date() + timedelta(days=days), at=now)


def program(secret: str) -> Client:
    """Asks with the token in every request, and keeps no cookie worth anything."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


@pytest.fixture
def lin(cast: Cast) -> Client:
    """A program of 林知夏, project manager of P1."""
    return program(token_for(cast.lin))


@pytest.fixture
def zhou(cast: Cast) -> Client:
    """A program of 周砚, a member off P1."""
    return program(token_for(cast.zhou))


@pytest.fixture
def admin(cast: Cast) -> Client:
    """A program of 郁青, administrator."""
    return program(token_for(cast.admin))
