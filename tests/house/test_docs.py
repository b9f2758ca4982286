"""The docs name what there is, and nothing that is not."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands

from tests.house import tree
from yinuo.base.checks import FLOORS
from yinuo.config.command import _parser as parser

DOCS = tree.ROOT / "docs"
ENVIRONMENT = re.compile(
    r"""environ(?:\.get\(|\.setdefault\(|\[)["']([A-Z_]+)|["']([A-Z_]+)["'] (?:not )?in os\.environ"""
)
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}


def doc(name):
    return (DOCS / name).read_text()


def first_cells(name):
    """What the first column of every table of a page names in code."""
    rows = re.findall(r"^\| (`[^|]*`) \|", doc(name), re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]+)`", row)}


def our_models():
    return {
        model.__name__
        for room in apps.get_app_configs()
        if room.name.startswith("yinuo.")
        for model in room.get_models()
    }


def test_every_table_has_its_word():
    assert sorted(our_models() - first_cells("words.md")) == []


def test_no_word_is_named_twice():
    words = re.findall(r"^\| `(\w+)` \|", doc("words.md"), re.MULTILINE)

    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_every_word_of_the_code_still_exists():
    source = "\n".join(path.read_text() for path in tree.modules())

    assert sorted(word for word in first_cells("words.md") if not re.search(rf"\b{word}\b", source)) == []


def test_every_word_is_said_in_both_languages():
    rows = re.findall(r"^\|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|$", doc("words.md"), re.MULTILINE)

    assert [row for row in rows if not all(cell.strip() for cell in row[1:])] == []


def test_the_house_shows_every_room_on_its_floor():
    shown = re.findall(r"^\| (\d+) \| `(\w+)`", doc("house.md"), re.MULTILINE)

    assert shown == [(str(depth), room) for depth, rooms in enumerate(FLOORS, 1) for room in rooms]


def test_every_setting_is_told():
    read = {
        name
        for path in tree.modules()
        for pair in ENVIRONMENT.findall(path.read_text())
        for name in pair
        if name and name not in NOT_OURS
    } | {"DATABASE_URL"}  # read by the library that understands it

    assert read == {name for name in first_cells("settings.md") if name.isupper()}


def test_every_command_is_told():
    ours = {name for name, app in get_commands().items() if str(app).startswith("yinuo.")}
    words = {name for action in parser()._subparsers._group_actions for name in action.choices}  # noqa: SLF001 - no other way

    assert ours | words == {name for name in first_cells("settings.md") if name.islower()}


def test_every_system_check_is_told():
    raised = {check for path in tree.modules() for check in re.findall(r"yinuo\.[EW]\d{3}", path.read_text())}

    assert raised == {name for name in first_cells("settings.md") if name.startswith("yinuo.")}


def test_every_decision_has_its_page_and_its_line():
    pages = {path.name for path in (DOCS / "decisions").glob("0*.md")}
    lines = re.findall(r"^\| (\d+) \| \[[^\]]+\]\((\d{4}-[\w-]+\.md)\) \|", doc("decisions/README.md"), re.MULTILINE)

    numbers = [int(number) for number, _page in lines]
    assert numbers == sorted(set(numbers))
    assert len(lines) >= 30
    assert {page for _number, page in lines} == pages
    assert all(page.startswith(f"{int(number):04}-") for number, page in lines)


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("0*.md")), ids=lambda path: path.stem)
def test_a_decision_is_short_and_says_why_what_and_what_follows(path):
    text = path.read_text()

    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Context", "Decision", "Consequences", "Kept by"]
    assert text.count("\n") <= 40


@pytest.mark.parametrize("path", [*sorted(DOCS.rglob("*.md")), *sorted(tree.ROOT.glob("*.md"))], ids=tree.name)
def test_no_link_leads_nowhere(path):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text())

    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_test_that_a_decision_names_exists(path):
    named = re.findall(r"`((?:tests|yinuo)/[\w/.-]+)`", path.read_text())

    assert [name for name in named if not Path(tree.ROOT / name).exists()] == []
