"""Pages and worker live and stop together."""

import signal
import subprocess
import sys
import time
from pathlib import Path

SLEEPER = "import pathlib, os, sys, time; pathlib.Path(sys.argv[1]).write_text(str(os.getpid())); time.sleep(60)"
HOUSEHOLD = "import sys; from yinuo.config import household; sys.exit(household.keep_running({commands!r}))"


def sleeper(place: Path) -> list[str]:
    return [sys.executable, "-c", SLEEPER, str(place)]


def run(*commands: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", HOUSEHOLD.format(commands=list(commands))])


def wait_for(place: Path) -> int:
    until = time.monotonic() + 10
    while not place.exists() or not place.read_text():
        assert time.monotonic() < until
        time.sleep(0.02)
    return int(place.read_text())


def is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}/stat").exists() and Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def test_asked_to_stop_the_household_stops_all_its_processes(tmp_path: Path) -> None:
    for asked in (signal.SIGTERM, signal.SIGINT):
        places = [tmp_path / f"{asked.name}-pages", tmp_path / f"{asked.name}-worker"]
        household = run(*map(sleeper, places))
        children = [wait_for(place) for place in places]

        household.send_signal(asked)

        assert household.wait(timeout=10) == 0
        assert [is_alive(child) for child in children] == [False, False]


def test_when_one_process_falls_the_other_does_not_go_on_alone(tmp_path: Path) -> None:
    household = run(
        sleeper(tmp_path / "pages"), [sys.executable, "-c", "import time; time.sleep(0.3); raise SystemExit(3)"]
    )
    pages = wait_for(tmp_path / "pages")

    assert household.wait(timeout=10) == 3
    assert not is_alive(pages)


def test_nobody_is_left_behind_by_a_process_that_stops_too_early(tmp_path: Path) -> None:
    parent = "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); time.sleep(60)"
    household = run([sys.executable, "-c", parent, *sleeper(tmp_path / "grandchild")])
    grandchild = wait_for(tmp_path / "grandchild")

    household.terminate()

    assert household.wait(timeout=10) == 0
    assert not is_alive(grandchild)
