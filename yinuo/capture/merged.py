"""Places and merged cells of a sheet."""

from __future__ import annotations

from yinuo.capture.limits import MAX_COLUMNS, MAX_ROWS


def column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def filled(rows: dict[int, dict[int, str]], merged: list[tuple[int, int, int]]) -> dict[int, dict[int, str]]:
    """A cell merged over several rows says the same for each of them that holds anything else."""
    left = MAX_ROWS * MAX_COLUMNS
    for column, first, last in merged:
        text = rows.get(first, {}).get(column, "")
        if not text or last == first:
            continue
        below = range(first + 1, last + 1) if last - first < len(rows) else [n for n in rows if first < n <= last]
        left -= len(below)
        if left < 0:
            break
        for number in below:
            if number in rows:
                rows[number].setdefault(column, text)
    return dict(sorted(rows.items()))
