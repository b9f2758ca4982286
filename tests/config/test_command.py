"""The `yinuo` command says what it does and what has to be done first."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("one_database_is_enough")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated book; it is only copied."""
    folder = tmp_path_factory.mktemp("begun") / "book"
    assert yinuo("migrate", data=folder).returncode == 0
    return folder


@pytest.fixture
def book(begun: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(begun, tmp_path / "book"))


def yinuo(*words: str, data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    env = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "PORT", "YINUO_TESTING"}}
    command = [sys.executable, "-m", "yinuo.config.command", *words]
    return subprocess.run(
        command, env={**env, "YINUO_DATA": str(data), **more}, capture_output=True, text=True, check=False
    )


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


def test_a_port_in_use_is_named_with_a_way_out(book: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        said = yinuo("serve", "--port", str(port), data=book)

    assert said.returncode == 1
    assert f"Port {port} is taken by another program. Choose another: yinuo serve --port {port + 1}" in said.stdout


def test_an_unknown_option_is_not_swallowed(tmp_path: Path) -> None:
    said = yinuo("serve", "--prot", "9000", data=tmp_path)

    assert said.returncode == 2
    assert "unknown: --prot 9000" in said.stderr


def test_a_data_folder_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "book").write_text("a file")

    said = yinuo("serve", data=tmp_path / "book")

    assert (said.returncode, said.stderr) == (1, "")
    assert f"The data folder {tmp_path / 'book'} cannot be used" in said.stdout


def test_a_database_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    said = yinuo("serve", data=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path}/none/book.sqlite3")

    assert (said.returncode, said.stderr) == (1, "")
    assert "The database does not answer: unable to open database file." in said.stdout


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        (("--port", "80000"), "There is no port 80000"),
        (("--host", "192.0.2.1", "--port", "8000"), "Cannot listen on 192.0.2.1, port 8000"),
    ],
)
def test_a_place_to_listen_that_is_none_is_not_called_taken(book: Path, words: tuple[str, ...], answer: str) -> None:
    said = yinuo("serve", *words, data=book)

    assert (said.returncode, said.stderr) == (1, "")
    assert answer in said.stdout


def test_each_command_says_how_it_is_called(tmp_path: Path) -> None:
    said = yinuo("restore", "--help", data=tmp_path)

    assert said.returncode == 0
    assert said.stdout.startswith("usage: yinuo restore")


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = yinuo("restore", str(tmp_path / "none"), "--into", str(tmp_path / "new"), data=tmp_path, LANG="en")

    assert said.returncode == 1
    assert f"There is no backup {tmp_path / 'none'}. Nothing was restored." in said.stdout


def test_before_the_first_migration_the_doctor_asks_for_that_and_names_no_missing_table(tmp_path: Path) -> None:
    said = yinuo("doctor", data=tmp_path, LANG="en")

    assert said.returncode == 1
    assert "Run: yinuo migrate" in said.stdout
    assert "no such table" not in said.stdout


def test_the_doctor_says_when_links_and_letters_reach_nobody(tmp_path: Path) -> None:
    alone = yinuo("doctor", data=tmp_path, LANG="en", EMAIL_URL="mail.example.com:25").stdout
    reached = yinuo(
        "doctor", data=tmp_path, LANG="en", EMAIL_URL="smtp://mail.example.com", YINUO_URL="http://a.example"
    )

    assert "mend  Links lead to http://127.0.0.1" in alone
    assert "EMAIL_URL names no server" in alone
    assert "ok    Links lead to http://a.example" in reached.stdout
    assert "ok    Mail goes out by smtp" in reached.stdout
