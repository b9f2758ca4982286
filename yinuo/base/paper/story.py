"""The story of a sheet or of one line, from the words offered to the value measured, as PDF in either language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yinuo.base.paper import labels, pdf

if TYPE_CHECKING:
    from datetime import date

    from yinuo.base.paper.about import Knot


@dataclass(frozen=True, slots=True)
class StoryPaper:
    """What happened to `title`, in order of date. `head` is the last link of the shared stream."""

    language: str
    title: str
    project_name: str
    from_firm: str
    to_firm: str
    knots: tuple[Knot, ...]
    head: str = ""

    @property
    def as_of(self) -> date:
        """The last day it tells of, so that the same records give the same paper."""
        return max(knot.day for knot in self.knots)


def story_pdf(story: StoryPaper) -> bytes:
    """The story on A4; it has at least one knot."""
    return pdf.render("about", story_view(story), on=story.as_of)


def story_view(story: StoryPaper) -> dict[str, Any]:
    say = labels.of(story.language)
    return {
        **labels.typesetting(story.language),
        "say": say,
        "heading": say["story"],
        "query": story.title,
        "facts": [
            (say["project"], story.project_name),
            (say["to_firm"], story.to_firm),
            (say["from_firm"], story.from_firm),
            (say["as_of"], labels.day(story.as_of, story.language)),
        ],
        "found": say["found"].format(number=len(story.knots)),
        "knots": [pdf.knot_view(knot, story.language) for knot in story.knots],
        "project": story.project_name,
        "foot": say["head"],
        "fingerprint": story.head,
    }
