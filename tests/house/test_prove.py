"""The table of proof adds up figures, keeps the greatest where it says so, and knows a goal that was missed."""

import pytest

from tests import prove


def line(what, number, wanted="", database="sqlite", section="Kills"):
    return {"section": section, "what": what, "number": number, "wanted": wanted, "database": database, "at": 0}


def test_figures_add_up_by_phrase_and_database():
    lines = [
        line("kills", "3", "≥ 200"),
        line("kills", "4", "≥ 200"),
        line("kills", "5", "≥ 200", "postgresql"),
        line("longest answer, seconds", "0.7"),
        line("longest answer, seconds", "0.2"),
    ]

    assert [row for row in prove.table(prove.gather(lines)).splitlines() if row.startswith("| ")] == [
        "| what | wanted | SQLite | PostgreSQL |",
        "| kills | ≥ 200 | 7 | 5 |",
        "| longest answer, seconds |  | 0.7 |  |",
    ]


@pytest.mark.parametrize(
    ("wanted", "number", "met"),
    [
        ("0", 0, True),
        ("0", 1, False),
        ("≥ 5,000", 5000, True),
        ("≥ 200", 199, False),
        ("≤ 10", 10.0, True),
        ("≤ 10", 10.1, False),
        ("≥ 95 %", 3, True),
        ("", 7, True),
    ],
)
def test_a_goal_is_met_or_missed(wanted, number, met):
    assert prove.is_met(wanted, number) is met
