"""The checks are asked on the day of the story."""

from collections.abc import Iterator

import pytest

from tests.counsel.book import TODAY, on


@pytest.fixture
def friday() -> Iterator[None]:
    """It is the Friday of the story; ask for it before the cast."""
    with on(TODAY):
        yield
