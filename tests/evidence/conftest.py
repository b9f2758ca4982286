"""An owner of the database who means ill, a store for files, and a sheet of the ledger."""

import pytest
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import connection

from tests.ledger.conftest import lines, sheet  # noqa: F401  # what dossiers are made of
from yinuo.base import guards


@pytest.fixture
def without_guards(db: None) -> None:
    """Whoever owns the database can take the guards away."""
    guards.drop(connection)


@pytest.fixture
def store(tmp_path, settings) -> FileSystemStorage:
    """An empty file store of this test's own."""
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": tmp_path / "files"},
        },
    }
    return default_storage
