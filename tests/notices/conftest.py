"""Kinds of notice for one test, and the cast for tests whose commits are real."""

from collections.abc import Callable, Iterator

import pytest

from tests import cast as the_cast
from yinuo.notices import actions as notices
from yinuo.notices.actions import registry
from yinuo.people.models import Person


@pytest.fixture
def transactional_cast(transactional_db):
    return the_cast.build()


@pytest.fixture
def kind() -> Iterator[Callable[..., str]]:
    """Register a kind for this test alone."""
    made = set()

    def plain(told: notices.Told, person: Person) -> notices.Letter:
        return notices.Letter(f"About {told.subject}", f"For {person.called}: {told.payload or told.subject}")

    def kind(name: str = "test.news", *, side=notices.CLIENT, compose=plain, recipients=registry.nobody) -> str:
        notices.register(name, side=side, recipients=recipients, compose=compose)
        made.add(name)
        return name

    yield kind
    for name in made:
        registry.forget(name)
