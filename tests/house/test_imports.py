"""The import rules hold, and each of them is able to fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

BREACHES = {
    # where: (what stands there, the contract that must catch it, the words in which it does)
    "people/queries.py": (
        "from yinuo.ledger import models",
        "Rooms only look down",
        "yinuo.people.queries -> yinuo.ledger.models",
    ),
    "projects/queries.py": (
        "from yinuo.projects import actions",
        "Inside a room: pages ask actions, actions ask models",
        "yinuo.projects.queries -> yinuo.projects.actions",
    ),
    "ledger/for_client.py": (
        "from yinuo.ledger import models",
        "A client is shown published rows only",
        "yinuo.ledger.for_client -> yinuo.ledger.models",
    ),
    "portal/counsel_by_a_detour.py": (
        "from yinuo.portal import detour",
        "The portal cannot reach counsel by any road",
        "yinuo.portal.detour -> yinuo.counsel.models",
    ),
    "portal/detour.py": ("from yinuo.counsel import models", "", ""),
    "portal/side_door.py": (
        "from yinuo.ledger import published",
        "The portal enters a room only through for_client",
        "yinuo.portal.side_door -> yinuo.ledger.published",
    ),
    "desk/borrowed.py": (
        "from yinuo.notices import pages",
        "Pages belong to their own room",
        "yinuo.desk.borrowed -> yinuo.notices.pages",
    ),
    "science/dated.py": (
        "from django.utils import timezone",
        "The cellars know no Django",
        "yinuo.science.dated -> django",
    ),
    "demo/keys.py": ("import allauth", "Sign-in belongs to people", "yinuo.demo.keys -> allauth"),
    "desk/printed.py": ("import docx\nimport typst", "Paper is made in base", "yinuo.desk.printed -> typst"),
}
PRINTED = {"base/printed.py": "import docx\nimport typst"}
STRANGERS = {
    "attic/__init__.py": ("Rooms only look down", "yinuo.attic"),
    "ledger/helpers.py": ("Inside a room: pages ask actions, actions ask models", "yinuo.ledger.helpers"),
}


def lint(folder):
    """What import-linter says of the package in `folder`, contract by contract."""
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "", "COLUMNS": "500"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def a_copy(folder, lines):
    """The package with `lines` written into it; files that do not exist yet come into being."""
    shutil.copy(ROOT / ".importlinter", folder)
    for path in (ROOT / "yinuo").rglob("*.py"):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    for name, line in lines.items():
        path = folder / "yinuo" / name
        path.parent.mkdir(exist_ok=True)
        before = path.read_text() if path.exists() else ""
        path.write_text(f"{before}\n{line}\n")
    return folder


@pytest.fixture(scope="module")
def broken(tmp_path_factory):
    lines = {name: line for name, (line, *_told) in BREACHES.items()}
    return lint(a_copy(tmp_path_factory.mktemp("broken"), {"notices/pages.py": "", **lines}))


@pytest.fixture(scope="module")
def strange(tmp_path_factory):
    return lint(a_copy(tmp_path_factory.mktemp("strange"), dict.fromkeys(STRANGERS, "") | PRINTED))


def test_the_rules_hold():
    code, said = lint(ROOT)

    assert code == 0, said


@pytest.mark.parametrize("name", [name for name, breach in BREACHES.items() if breach[1]])
def test_a_forbidden_import_is_caught(broken, name):
    _line, contract, chain = BREACHES[name]
    code, said = broken

    assert code == 1
    assert f"{contract} BROKEN" in said
    assert chain in said


@pytest.mark.parametrize("name", STRANGERS)
def test_a_stranger_is_caught(strange, name):
    contract, module = STRANGERS[name]
    code, said = strange

    assert code == 1
    assert f"{contract} BROKEN" in said
    assert module in said
