"""The printable page "what was agreed about X" as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Knot:
    """One dated record. `state` is its word on screen (已确认); `delivered` what was delivered since, line by line."""

    day: date
    code: str
    state: str
    person: str
    words: str
    source: str = ""
    delivered: tuple[str, ...] = ()
    sha256: str = ""
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class AboutPaper:
    """What was found about `query` in one project, in order of date."""

    language: str
    query: str
    project_name: str
    from_firm: str
    to_firm: str
    printed_on: date
    knots: tuple[Knot, ...]
    # Hash of the evidence stream's head when printed, empty when not quoted.
    head: str = ""
