"""The story told for each module: frozen at its own day, in Chinese; other tellings on demand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection, transaction
from django.test import override_settings

from tests.replay import replayed
from yinuo.demo import story
from yinuo.demo.scene import Scene

HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@contextmanager
def _telling(as_of: date, language: str) -> Iterator[Scene]:
    def tell() -> Scene:
        return story.tell(as_of=as_of, language=language)

    evening = datetime(as_of.year, as_of.month, as_of.day, 12, tzinfo=UTC)
    with (
        time_machine.travel(evening, tick=True),
        override_settings(PASSWORD_HASHERS=HASHERS),
        transaction.atomic(),
    ):
        scene = replayed(tell, as_of, language)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as a database does by itself, some while after so many rows came in
        yield scene
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def telling(django_db_setup: None, django_db_blocker: pytest.FixtureDef) -> Iterator[Callable[..., object]]:
    """`with telling(as_of, language) as scene:`; everything is rolled back at the end."""
    with django_db_blocker.unblock():
        yield _telling


@pytest.fixture(scope="module")
def scene(telling: Callable[..., object]) -> Iterator[Scene]:
    """The story in Chinese, frozen at 2026-11-20."""
    with telling(date(2026, 11, 20), "zh-hans") as told:
        yield told
