"""A project asks more of itself than every project has to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yinuo.counsel import actions as counsel

if TYPE_CHECKING:
    from datetime import date

    from yinuo.demo.scene import Scene


def reports_are_agreed(scene: Scene, project: str, by: str, on: date) -> None:
    """A monthly report to the executives was agreed: from now on a month without one is named (R52)."""
    counsel.set_rule(
        scene.projects[project], by=scene.members[by], at=scene.at(on, 17), rule="R52", is_on=True, values={"months": 2}
    )
