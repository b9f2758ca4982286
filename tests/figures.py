"""What the proof counts: a test says a figure, `./run prove` gathers the figures into one table."""

import json
import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

PROVING = os.environ.get("YINUO_PROVE") == "1"
"""True under `./run prove`: loops that kill, break or crawl run at the size that the proof asks for."""

Figure = Callable[..., None]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The proof runs the tests that say a figure, and no others."""
    if PROVING:
        saying = [item for item in items if "figure" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=[item for item in items if item not in saying])
        items[:] = saying


def many(full: int, few: int) -> int:
    """How often a loop runs: `full` times under `./run prove`, `few` times in `./run test`."""
    return full if PROVING else few


@pytest.fixture(scope="session")
def figure() -> Figure:
    """Say a figure: `figure("Kills", "acknowledged writes lost", 0, wanted="0")`.

    `section` is the line's chapter in docs/proof.md, `what` a phrase in the plural, `number` what was counted,
    `wanted` the goal as words ("0", "≥ 200"), empty when there is none. Said twice, numbers are added up, unless
    `what` begins with "most" or "longest": then the greatest counts.
    """
    file = os.environ.get("YINUO_FIGURES")

    def say(section: str, what: str, number: object, *, wanted: str = "") -> None:
        if file:
            line = {"section": section, "what": what, "number": str(number), "wanted": wanted}
            line |= {"database": connection.vendor, "at": round(time.time())}
            with Path(file).open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(line, ensure_ascii=False) + "\n")

    return say
