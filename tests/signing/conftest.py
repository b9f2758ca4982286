"""The cast for tests whose commits are real."""

import pytest

from tests import cast as the_cast


@pytest.fixture
def transactional_cast(transactional_db):
    return the_cast.build()
