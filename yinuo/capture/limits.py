"""How much of a table file is read, and why one is refused."""

from __future__ import annotations

from enum import StrEnum

MAX_FILE = 10 * 1024 * 1024
"""Bytes as handed in."""
MAX_PART = 30 * 1024 * 1024
"""Bytes of one part of a workbook, unpacked."""
MAX_ROWS = 5000
"""Rows with content below the header."""
MAX_COLUMNS = 60
MAX_CELL = 20_000
"""Characters of one cell."""
MAX_LOOKED_AT = 100_000
"""Rows a workbook may name, empty ones too."""
MAX_TEXT = 5_000_000
"""Characters of all cells together."""
MAX_SECONDS = 6.0


class Reason(StrEnum):
    """Why a table cannot be read; rooms put it into words."""

    EMPTY = "empty"
    OTHER_KIND = "other_kind"
    OLD_KIND = "old_kind"
    LOCKED = "locked"
    DAMAGED = "damaged"
    NOT_TEXT = "not_text"
    NO_SHEET = "no_sheet"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    MANY_ROWS = "many_rows"
    MANY_COLUMNS = "many_columns"
    LONG_CELL = "long_cell"


class Unreadable(Exception):
    """The file gives no table; `reason` says why, `where` the row or the sheet if there is one to name."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(f"{reason.value} {where}".strip())
        self.reason = reason
        self.where = where
