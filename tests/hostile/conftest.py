"""The scene of the matrix, with a storage of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests import cast as everybody
from tests.hostile.asking import Asking
from tests.house import scene


@pytest.fixture
def files(tmp_path: Path, settings: Any) -> Path:
    """Where this test's documents are kept."""
    storages = {**settings.STORAGES}
    storages["default"] = {**storages["default"], "OPTIONS": {"location": tmp_path / "kept"}}
    settings.STORAGES = storages
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.fixture
def asking(db: None, files: Path) -> Asking:
    return Asking(scene.build(everybody.build()), files)
