"""What every page of a door needs: language, theme, messages, the projects to switch between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from yinuo.base.marks import Link
from yinuo.base.preferences import theme_of

TAGS = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}


@dataclass(frozen=True, slots=True)
class Note:
    """A message to show once; `level` is info, success, warning or error."""

    level: str
    text: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language to choose: its code, its name in its own words, and how HTML writes it."""

    code: str
    title: str
    tag: str


@dataclass(frozen=True, slots=True)
class Frame:
    """Plain facts of a page's frame."""

    language: str
    languages: tuple[Tongue, ...]
    theme: str
    here: str
    is_demo: bool

    @property
    def lang(self) -> str:
        """The language as HTML writes it."""
        return TAGS.get(self.language, self.language)


ProjectLinks = Callable[[HttpRequest], Sequence[Link]]
_project_links: list[ProjectLinks] = []


def offer_projects(links: ProjectLinks) -> None:
    """Register who knows the projects of the member that asks (called from a room's `ready`)."""
    if links not in _project_links:
        _project_links.append(links)


def frame_of(request: HttpRequest) -> Frame:
    """The frame's facts for `request`."""
    return Frame(
        language=translation.get_language() or settings.LANGUAGE_CODE,
        languages=tuple(Tongue(code, title, TAGS.get(code, code)) for code, title in settings.LANGUAGES),
        theme=theme_of(request),
        here=request.get_full_path(),
        is_demo=settings.DEMO,
    )


def _notes(request: HttpRequest) -> Callable[[], list[Note]]:
    """Read only when shown, so that a redirect in between loses none."""
    return lambda: [Note(message.level_tag, str(message.message)) for message in get_messages(request)]


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context of the vendor's frame."""
    return {
        "frame": frame_of(request),
        "notes": _notes(request),
        "switcher": SimpleLazyObject(lambda: [link for links in _project_links for link in links(request)]),
    }


def portal(request: HttpRequest) -> dict[str, Any]:
    """Context of the client's frame: plain facts only."""
    return {"frame": frame_of(request), "notes": _notes(request)}
