"""One table of what was tried to break Yinuo, and how often.

`python -m tests.prove [--on sqlite|postgres] [--figures FILE] [pytest options]`. A whole run writes docs/proof.md.
With `--figures` the figures of several runs, one section after another, are kept in FILE and told together; `--paper`
writes them into docs/proof.md.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

PAPER = Path(__file__).parent.parent / "docs" / "proof.md"
LAST_RUN = "## Last run"
DATABASES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
GREATEST = ("most", "longest")


def main(words: list[str]) -> int:
    """0 when every test passed and every figure met its goal."""
    options, rest = _parser().parse_known_args(words)
    chosen = [name for name in DATABASES if name.startswith(options.on)]
    started, failed = time.monotonic(), []
    with tempfile.TemporaryDirectory(prefix="yinuo-proof-") as folder:
        file = options.figures or Path(folder) / "figures"
        file.touch()
        for name in chosen:
            print(f"Proof on {DATABASES[name]}", flush=True)
            if _run(name, rest, file):
                failed.append(name)
        rows = gather([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()])
    told = table(rows)
    print(told)
    missed = [
        row for row in rows.values() if not all(is_met(row["wanted"], row[name]) for name in DATABASES if name in row)
    ]
    for row in missed:
        print(f"Missed: {row['section']}, {row['what']}, wanted {row['wanted']}", file=sys.stderr)
    is_whole = not rest and len(chosen) == len(DATABASES) and not options.figures
    if options.paper or (is_whole and not failed):
        _write(told, time.monotonic() - started if is_whole else None)
    return 1 if failed or missed or not rows else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run prove", description="Other options are pytest's.")
    parser.add_argument("--on", default="", choices=["sqlite", "postgres", ""], help="only this database")
    parser.add_argument("--figures", type=Path, metavar="FILE", help="keep the figures of several runs in FILE")
    parser.add_argument("--paper", action="store_true", help="write the table into docs/proof.md in any case")
    return parser


def _run(name: str, words: list[str], file: Path) -> int:
    command = [sys.executable, "-m", "pytest", *words]
    if name == "postgresql":
        command = [sys.executable, "-m", "tests.postgres", *command]
    env = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    return subprocess.call(command, env={**env, "YINUO_PROVE": "1", "YINUO_FIGURES": str(file)})


def gather(lines: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The figures by section and phrase, one column a database; see `tests.figures.figure` for how they add up."""
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for line in lines:
        start = {"section": line["section"], "what": line["what"], "wanted": line["wanted"]}
        row = rows.setdefault((line["section"], line["what"]), start)
        row[line["database"]] = _together(line["what"], row.get(line["database"]), line["number"])
    return dict(sorted(rows.items(), key=lambda item: item[0][0]))


def _together(what: str, before: float | str | None, now: str) -> float | str:
    if not re.fullmatch(r"-?\d+(\.\d+)?", now):
        return now
    number = float(now) if "." in now else int(now)
    if not isinstance(before, int | float):
        return number
    return max(before, number) if what.startswith(GREATEST) else before + number


def is_met(wanted: str, number: float | str) -> bool:
    """Whether a figure meets a goal such as `0`, `≥ 200` or `≤ 10`; a goal in words is the test's own to judge."""
    goal = re.fullmatch(r"([≥≤]?) ?(\d[\d,]*(?:\.\d+)?)", wanted)
    if not goal or isinstance(number, str):
        return True
    bound = float(goal[2].replace(",", ""))
    return {"≥": number >= bound, "≤": number <= bound, "": number == bound}[goal[1]]


def table(rows: dict[tuple[str, str], dict[str, Any]]) -> str:
    """The rows as a Markdown table a section."""
    lines: list[str] = []
    for section in dict.fromkeys(section for section, _what in rows):
        lines += ["", f"### {section}", "", "| what | wanted | SQLite | PostgreSQL |", "|---|--:|--:|--:|"]
        for row in rows.values():
            if row["section"] == section:
                lines.append(
                    f"| {row['what']} | {row['wanted']} | {_shown(row, 'sqlite')} | {_shown(row, 'postgresql')} |"
                )
    return "\n".join(lines)


def _shown(row: dict[str, Any], name: str) -> str:
    number = row.get(name, "")
    return f"{number:,}" if isinstance(number, int) else f"{number:,.1f}" if isinstance(number, float) else number


def _write(told: str, seconds: float | None) -> None:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    length = "run section by section" if seconds is None else f"{seconds / 60:.0f} minutes"
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {length}"
    machine = (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}, Linux {platform.release()}"
    )
    before = PAPER.read_text(encoding="utf-8").partition(LAST_RUN)[0]
    PAPER.write_text(f"{before}{LAST_RUN}\n\n{when} · {machine}\n{told}\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
