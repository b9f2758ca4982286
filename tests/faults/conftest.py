"""Installations of their own: the first is begun through the real verbs, the others are copies of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from django.db import connection

from tests.faults.cluster import Cluster
from tests.faults.installation import Installation
from tests.faults.mailserver import MailServer

Begin = Callable[..., Installation]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster | None]:
    """The PostgreSQL that these tests may kill; None on SQLite."""
    if connection.vendor != "postgresql":
        yield None
        return
    made = Cluster()
    try:
        assert made.ask("SHOW fsync") == "on"
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def begun(cluster: Cluster | None, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """Migrated, with the cast; never started, only copied."""
    first = Installation(
        tmp_path_factory.mktemp("begun") / "book", url=cluster.database("begun") if cluster else ""
    )  # fmt: skip
    first.begin()
    return first


@pytest.fixture
def begin(begun: Installation, cluster: Cluster | None, tmp_path: Path) -> Iterator[Begin]:
    """Make an installation: `begin(mail_port=…, folder=…)`; whatever it started is stopped in the end."""
    made: list[Installation] = []
    numbers = count(1)

    def begin(*, folder: Path | None = None, mail_port: int = 0, **settings: str) -> Installation:
        number = next(numbers)
        folder = folder or tmp_path / f"book{number}"
        url = ""
        if cluster:
            url = cluster.database(f"book_{abs(hash(str(folder))) % 10**9}", like="begun")
        shutil.copytree(begun.folder, folder, dirs_exist_ok=True)
        made.append(Installation(folder, url=url, mail_port=mail_port, **settings))
        return made[-1]

    yield begin
    for one in made:
        one.stop()


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server
