"""A kind of notice for each side, and the cast for tests whose commits are real."""

from collections.abc import Callable

import pytest

from tests import cast as the_cast
from yinuo.notices import actions as notices
from yinuo.notices.actions import registry
from yinuo.people.models import Person


@pytest.fixture
def transactional_cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def kind(monkeypatch) -> Callable[..., str]:
    """Register a kind for this test alone."""

    def kind(name: str = "test.news", *, side=notices.CLIENT, compose=None, recipients=registry.nobody) -> str:
        def plain(told: notices.Told, person: Person) -> notices.Letter:
            return notices.Letter(f"About {told.subject}", f"For {person.called}: {told.payload or told.subject}")

        monkeypatch.setitem(
            registry._kinds, name, registry.Kind(name, side, name, recipients, compose or plain)
        )
        return name

    return kind
