"""A leak of each kind, planted on purpose, is found by the crawler that finds none without it."""

from __future__ import annotations

import pytest

from tests.figures import Figure
from tests.leaks.planted import PLANTS, Plant
from tests.leaks.scene import Scene
from tests.leaks.visits import visit


@pytest.mark.parametrize("plant", PLANTS, ids=lambda plant: plant.__name__)
def test_a_planted_leak_is_found(plant: Plant, scene: Scene, monkeypatch: pytest.MonkeyPatch, figure: Figure):
    expected = plant(monkeypatch, scene)

    found = {(finding.kind, finding.name) for finding in visit(scene, "wen", tokens=()).findings}

    assert expected in found
    assert {name for _kind, name in found} == {expected[1]}
    figure("Leaks", "leaks planted and found", 1, wanted="10")
