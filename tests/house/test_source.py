"""Rules of the source that neither the linter nor the import rules can see."""

import ast
import re

import pytest

from tests.house import tree

FORBIDDEN_WORDS = {
    "service", "services", "manager", "managers", "helper", "helpers", "util", "utils", "handler", "handlers",
    "processor", "processors", "common", "misc", "data", "info",
}  # fmt: skip
NOT_OUR_NAMES = {"handle_data", "data", "extract_extra_data", "extract_common_fields"}
"""Names that a library asks for: parsers of HTML and XML call the first two, sign-in through a provider the others."""
MARKS = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|raise NotImplementedError")


def rooms_and_folders():
    """Every `__init__` that only introduces: of a room, or of furniture that grew into a folder."""
    return [path for path in tree.modules() if path.name == "__init__.py" and path.parent != tree.PACKAGE]


def is_docstring_only(module):
    return len(module.body) == 1 and bool(ast.get_docstring(module))


def words(identifier):
    """`OpenLink` and `open_link` are both `open`, `link`."""
    return {word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", identifier)}


def forbidden_names(module):
    """Vague names; Django's managers are called so, and a project manager is a word of the trade in a function."""
    for node in ast.walk(module):
        if isinstance(node, ast.ClassDef):
            is_django = any("Manager" in ast.unparse(base) for base in node.bases)
            if words(node.name) & FORBIDDEN_WORDS - ({"manager"} if is_django else set()):
                yield node.name
        elif isinstance(node, ast.FunctionDef) and words(node.name) & FORBIDDEN_WORDS - {"manager", "managers"}:
            if node.name in NOT_OUR_NAMES:
                continue
            yield node.name


def portal_breaches(module):
    """Imports of a room other than `from yinuo.<room> import for_client`; the portal may use base and itself."""
    free = re.compile(r"yinuo\.(base|portal)(\.|$)")
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("yinuo"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("yinuo"):
            names = {alias.name for alias in node.names}
            is_door = re.fullmatch(r"yinuo\.\w+", node.module) and names == {"for_client"}
            visitor = node.module == "yinuo.people.access" and names <= {"Place", "Visitor"}
            if not (is_door or visitor or free.match(node.module)):
                yield node.module


def calls(module, *attributes):
    """Every call of a method with one of these names."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in attributes:
            yield node.func.attr


def test_a_room_introduces_itself_in_ten_lines_and_does_nothing_else():
    talkative = [
        tree.name(path)
        for path in rooms_and_folders()
        if path.parent.parent == tree.PACKAGE and not (is_docstring_only(tree.parse(path)) and tree.lines(path) <= 10)
    ]

    assert talkative == []


@pytest.mark.parametrize("path", [path for path in tree.modules() if path.stat().st_size], ids=tree.name)
def test_a_module_says_in_its_first_line_what_it_is(path):
    assert ast.get_docstring(tree.parse(path)), tree.name(path)


def test_names_are_words_of_the_trade():
    vague = {f"{tree.name(path)}::{name}" for path in tree.modules() for name in forbidden_names(tree.parse(path))}
    files = {tree.name(path) for path in tree.modules() if words(path.stem) & FORBIDDEN_WORDS}

    assert vague == set()
    assert files == set()


def test_the_portal_knows_a_room_by_its_door_only():
    modules = [path for path in tree.modules() if path.is_relative_to(tree.PACKAGE / "portal")]

    assert modules
    assert {tree.name(path): list(portal_breaches(tree.parse(path))) for path in modules} == {
        tree.name(path): [] for path in modules
    }


def test_nobody_looks_a_table_up_by_its_name():
    callers = [
        tree.name(path)
        for path in tree.modules()
        if not path.is_relative_to(tree.PACKAGE / "base") and list(calls(tree.parse(path), "get_model"))
    ]

    assert callers == []


def test_a_door_speaks_no_sql():
    doors = [path for path in tree.modules() if "for_client" in path.relative_to(tree.PACKAGE).as_posix()]

    assert [
        tree.name(path) for path in doors if list(calls(tree.parse(path), "raw", "extra", "cursor", "execute"))
    ] == []


def test_nothing_is_left_for_later():
    left = {tree.name(path): MARKS.findall(path.read_text()) for path in tree.modules()}

    assert {name: marks for name, marks in left.items() if marks} == {}


def test_only_the_clock_knows_what_time_it_is():
    asks = re.compile(r"\b(timezone|datetime)\.(now|utcnow|today)\(|\bdate\.today\(|localdate\(|localtime\(\)")
    askers = {tree.name(path) for path in tree.modules() if asks.search(path.read_text())}

    assert askers - {"yinuo/base/clock.py"} == set()


def test_each_rule_can_fail():
    assert not is_docstring_only(ast.parse('"""Room."""\nfrom yinuo.ledger import models'))
    assert list(
        forbidden_names(
            ast.parse("class Links(Manager): ...\nclass LinkManager: ...\ndef user_data(): ...\ndef database(): ...")
        )
    ) == [
        "LinkManager",
        "user_data",
    ]
    assert list(
        portal_breaches(
            ast.parse(
                "import yinuo.ledger.for_client\nfrom yinuo.ledger.for_client import home\n"
                "from yinuo.ledger import for_client, models\nfrom yinuo import ledger\n"
                "from yinuo.ledger import for_client as ledger\nfrom yinuo.base import clock\n"
                "from yinuo.people.access import Visitor, member_of"
            )
        )
    ) == ["yinuo.ledger.for_client", "yinuo.ledger.for_client", "yinuo.ledger", "yinuo", "yinuo.people.access"]
    assert list(calls(ast.parse("apps.get_model('counsel', 'Note')"), "get_model")) == ["get_model"]
    assert MARKS.findall("x = 1  # TODO: later\n") == ["TODO"]
