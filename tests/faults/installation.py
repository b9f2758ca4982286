"""A real installation in a folder of its own: pages and worker as `yinuo serve` starts them, and ways to kill them."""

from __future__ import annotations

import http.client
import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

from yinuo.config import household

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60
OURS = ("YINUO_", "DATABASE_URL", "EMAIL_URL", "PORT", "DJANGO_")

BEGIN = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests import cast
cast.build()
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


class Installation:
    """`url` is the database's; an empty one means SQLite in the folder."""

    def __init__(self, folder: Path, *, url: str = "", mail_port: int = 0, **settings: str) -> None:
        self.folder, self.port, self.kills = folder, free_port(), 0
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.log = folder.parent / f"{folder.name}.log"
        kept = {key: value for key, value in os.environ.items() if not key.startswith(OURS)}
        self.env = kept | {
            "DJANGO_SETTINGS_MODULE": "yinuo.config.settings",
            "YINUO_DATA": str(folder),
            "PORT": str(self.port),
            "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}" if mail_port else "dummy:",
            "PYTHONPATH": str(ROOT),
            **({"DATABASE_URL": url} if url else {}),
            **settings,
        }  # fmt: skip
        self.is_postgresql = url.startswith("postgres")

    def begin(self) -> None:
        """Make the database and let the cast come in through the real verbs."""
        self.run(BEGIN)

    def run(self, code: str) -> str:
        """What a program says that runs within the installation's settings; its last line."""
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-4000:]
        return (done.stdout.strip().splitlines() or [""])[-1]

    def ask(self, code: str) -> object:
        """The same, where the last line is JSON."""
        return json.loads(self.run(f"import json, django; django.setup()\n{code}"))

    def yinuo(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        """The command as a person types it."""
        command = [sys.executable, "-m", "yinuo.config.command", *words]
        place = {**self.env, "LANG": "en", "LC_ALL": "en", **env}
        return subprocess.run(command, env=place, cwd=ROOT, capture_output=True, text=True, check=False)

    def start(self, *names: str) -> None:
        """Start what is not running: pages, worker, or both."""
        threads = 4 if self.is_postgresql else 1
        commands = {
            "pages": household.pages(host="127.0.0.1", port=self.port, threads=threads),
            "worker": household.worker(),
        }
        with self.log.open("ab") as log:
            for name in names or commands:
                if name not in self.children:
                    self.children[name] = subprocess.Popen(
                        commands[name], env=self.env, cwd=ROOT, stdout=log, stderr=log, start_new_session=True
                    )

    def wait(self) -> None:
        """Until a page is served."""
        until = time.monotonic() + PATIENCE
        while not self.answers():
            assert time.monotonic() < until, self.log.read_text()[-3000:]
            time.sleep(0.05)

    def answers(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            try:
                door.request("GET", "/account/login/")
                return door.getresponse().status == 200
            finally:
                door.close()
        return False

    def bound(self, largest: int) -> None:
        """Let no process of ours write a file beyond `largest` bytes, as a quota would; -1 lifts it. Linux only."""
        groups = {child.pid for child in self.children.values()}
        for place in Path("/proc").glob("[0-9]*"):
            with suppress(OSError, ValueError):
                session = int((place / "stat").read_text().rsplit(")", 1)[1].split()[3])
                if session in groups:
                    _soft, hard = resource.prlimit(int(place.name), resource.RLIMIT_FSIZE)
                    resource.prlimit(int(place.name), resource.RLIMIT_FSIZE, (largest, hard))

    def kill(self, *names: str) -> None:
        """SIGKILL to the whole group of each process, which gets no chance to finish anything."""
        for name in names or tuple(self.children):
            if child := self.children.pop(name, None):
                with suppress(ProcessLookupError):
                    os.killpg(child.pid, signal.SIGKILL)
                    self.kills += 1
                child.wait()

    def kill_some(self, dice: random.Random) -> None:
        """Both, or one of them."""
        self.kill(*dice.choice([("pages", "worker"), ("pages",), ("worker",), ("worker",)]))

    def stop(self) -> None:
        """In the end: as a person would, then for good."""
        for child in self.children.values():
            child.terminate()
        until = time.monotonic() + 10
        for child in self.children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(timeout=max(0.1, until - time.monotonic()))
        before = self.kills
        self.kill()
        self.kills = before
