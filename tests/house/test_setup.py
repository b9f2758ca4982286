"""A clean machine, two commands: what they stand on."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "yinuo/base/static/build"
LOCKS = sorted([*ROOT.glob("requirements*.txt"), ROOT / "package-lock.json"])


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_a_lock_holds_no_address(lock: Path) -> None:
    text = lock.read_text()

    assert re.findall(r"\w+://\S+|--(?:index-url|extra-index-url|find-links)\S*", text) == []
    assert "resolved" not in text


@pytest.mark.parametrize("lock", [lock for lock in LOCKS if lock.suffix == ".txt"], ids=lambda path: path.name)
def test_every_locked_package_has_a_hash(lock: Path) -> None:
    packages = re.split(r"\n(?=\S)", lock.read_text().strip())

    assert [package for package in packages if "==" not in package or "--hash=sha256:" not in package] == []


def test_every_locked_package_of_the_pages_has_a_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, package in packages.items() if name and not package.get("integrity")] == []


def test_development_runs_what_is_delivered() -> None:
    def versions(name: str) -> set[str]:
        return set(re.findall(r"^(\S+==\S+)", (ROOT / name).read_text(), re.MULTILINE))

    assert versions("requirements.txt") <= versions("requirements-dev.txt")


def test_what_runs_for_every_change_is_what_a_person_runs() -> None:
    assert (ROOT / ".ci/run").read_text().splitlines() == ["#!/bin/sh", "exec ./run test"]


@pytest.mark.parametrize("page", ["README.md", "README.zh.md"])
def test_the_first_page_names_both_commands(page: str) -> None:
    text = (ROOT / page).read_text()

    assert "./run demo" in text
    assert "./run test" in text


def test_run_prints_its_own_help() -> None:
    said = subprocess.run([sys.executable, "run"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert re.findall(r"^  (\w+) ", said, re.MULTILINE) == [
        *("demo", "test", "setup", "serve", "check", "words", "prove", "bench", "lock"),
    ]


def test_every_asset_a_template_asks_for_is_built() -> None:
    templates = [path.read_text() for path in ROOT.glob("yinuo/*/templates/**/*.html")]
    asked = {name for text in templates for name in re.findall(r"""{%\s*asset\s+["']([^"']+)""", text)}
    manifest = json.loads((BUILD / "manifest.json").read_text())

    assert asked - set(manifest) == set()
    assert [name for name in manifest.values() if not (BUILD / name).exists()] == []


def test_every_icon_a_template_asks_for_is_in_the_sprite() -> None:
    templates = [path.read_text() for path in ROOT.glob("yinuo/*/templates/**/*") if path.is_file()]
    asked = {name for text in templates for name in re.findall(r"""(?:{%\s*icon\s+|\bicon\()["']([^"']+)""", text)}
    manifest = json.loads((BUILD / "manifest.json").read_text())
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (BUILD / manifest["icons.svg"]).read_text()))

    assert asked - drawn == set()


def test_no_style_or_script_reaches_outside() -> None:
    manifest = json.loads((BUILD / "manifest.json").read_text())
    styles = [(BUILD / name).read_text() for asked, name in manifest.items() if asked.endswith(".css")]

    assert [found for css in styles for found in re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*|@font-face", css)] == []


def test_the_repository_holds_no_links_out_of_itself() -> None:
    listed = subprocess.run(["git", "ls-files", "--stage"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert [line for line in listed.splitlines() if line.startswith("120000")] == []
