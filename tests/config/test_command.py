"""The `yinuo` command says what it does and what has to be done first."""

import os
import socket
import subprocess
import sys
from pathlib import Path


def yinuo(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PORT", "YINUO_TESTING"}}
    command = [sys.executable, "-m", "yinuo.config.command", *words]
    return subprocess.run(command, env={**env, "YINUO_DATA": str(data)}, capture_output=True, text=True, check=False)


def test_without_a_word_it_lists_its_commands(tmp_path: Path) -> None:
    said = yinuo(data=tmp_path)

    assert said.returncode == 2
    assert [
        word for word in ("demo", "serve", "worker", "migrate", "doctor", "verify") if f"\n    {word} " in said.stdout
    ] == [
        *("demo", "serve", "worker", "migrate", "doctor", "verify"),
    ]


def test_pages_are_not_served_from_a_database_of_another_version(tmp_path: Path) -> None:
    said = yinuo("serve", data=tmp_path)

    assert said.returncode == 1
    assert "Run: yinuo migrate" in said.stdout


def test_a_port_in_use_is_named_with_a_way_out(tmp_path: Path) -> None:
    yinuo("migrate", data=tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        said = yinuo("serve", "--port", str(port), data=tmp_path)

    assert said.returncode == 1
    assert f"Port {port} is taken by another program. Choose another: yinuo serve --port {port + 1}" in said.stdout


def test_an_unknown_option_is_not_swallowed(tmp_path: Path) -> None:
    said = yinuo("serve", "--prot", "9000", data=tmp_path)

    assert said.returncode == 2
    assert "unknown: --prot 9000" in said.stderr
