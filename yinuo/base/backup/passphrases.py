"""Where a passphrase comes from: a file or the environment, never the command line, which others on a machine see."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def add_option(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file", type=Path, metavar="PATH", help="Its first line is the passphrase of the backup."
    )


def given(options: Mapping[str, Any]) -> str:
    """The passphrase of `--passphrase-file`, else of YINUO_BACKUP_PASSPHRASE, else an empty text.

    Raises OSError when the file cannot be read, and when it is empty: a backup meant to be sealed is never left open.
    """
    path: Path | None = options.get("passphrase_file")
    if path is None:
        return os.environ.get("YINUO_BACKUP_PASSPHRASE", "")
    first = path.read_text(encoding="utf-8").partition("\n")[0].strip()
    if not first:
        raise OSError(f"{path}: 0")
    return first
