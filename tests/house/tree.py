"""What the tests of the house read: every source file, template and asset."""

import ast
from functools import cache
from pathlib import Path

from yinuo.base.checks import FLOORS

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "yinuo"
ROOMS = tuple(room for floor in FLOORS for room in floor)


def name(path):
    """The path as people write it, from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


@cache
def modules():
    """Every module of the package; migrations are history and follow no house rule."""
    return tuple(path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


@cache
def test_modules():
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@cache
def templates():
    return tuple(
        path
        for path in sorted(PACKAGE.rglob("*"))
        if "templates" in path.parts and path.is_file() and path.suffix in {".html", ".jinja", ".txt"}
    )


@cache
def assets():
    """Our own scripts and styles, not what is built of them."""
    return tuple(
        path for path in sorted((ROOT / "assets").rglob("*")) if path.suffix in {".js", ".css"} and path.is_file()
    )


@cache
def parse(path):
    return ast.parse(path.read_text())


def lines(path):
    return path.read_text().count("\n")
