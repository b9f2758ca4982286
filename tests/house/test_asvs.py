"""The table of ASVS names tests that exist, states that are known, and no requirement twice."""

import re

from tests.house import tree

TABLE = (tree.ROOT / "docs" / "asvs.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+)[^|]*\|([^|]+)\|([^|]+)\|$", TABLE, re.MULTILINE)
STATES = ("met", "not met", "not applicable", "not yet looked at")


def test_every_test_that_is_named_exists():
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TABLE)

    assert len(named) >= 60
    missing = [name for name in set(named) if f"def {name[1]}(" not in (tree.ROOT / name[0]).read_text()]
    assert missing == []


def test_every_row_has_a_state():
    assert len(ROWS) >= 90
    assert [row for row in ROWS if not row[2].strip().startswith(STATES)] == []


def test_no_requirement_stands_twice_and_all_stand_in_order():
    numbers = [tuple(map(int, row[0].split("."))) for row in ROWS]

    assert numbers == sorted(set(numbers))
