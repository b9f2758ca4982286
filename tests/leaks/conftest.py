"""The scene, told through the real verbs."""

from __future__ import annotations

from typing import Any

import pytest

from tests import cast as everybody
from tests.leaks import scene as stage
from tests.leaks.scene import Scene
from tests.replay import replayed


@pytest.fixture
def scene(db: None, settings: Any) -> Scene:
    """Half of it was put to the client; passwords are hashed quickly."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    return replayed(_built)


def _built() -> Scene:
    return stage.build(everybody.build())
