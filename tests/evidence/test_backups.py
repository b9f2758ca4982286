"""A backup each night, thinned out; sealed streams; the list of the erased."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection  # noqa: F401 - read by the condition of skipif

from yinuo.base.backup import cipher, erasures
from yinuo.evidence import actions as evidence
from yinuo.evidence import jobs

NIGHT = datetime(2026, 11, 19, 18, 5, tzinfo=UTC)
"""Friday 2026-11-20, 02:05 in Shanghai."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("yinuo-*"))


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    settings.BACKUP_DIR = tmp_path / "backups"
    settings.BACKUP_DIR.mkdir()
    return settings.BACKUP_DIR


def put(folder: Path, moment: datetime) -> None:
    (folder / f"yinuo-{moment:%Y%m%dT%H%M%SZ}.backup").write_bytes(b"")


def test_without_a_folder_nothing_is_done(settings) -> None:
    settings.BACKUP_DIR = None

    assert jobs.back_up_nightly(NIGHT) is None


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="needs no tool of PostgreSQL")
@pytest.mark.django_db(transaction=True)
def test_each_night_has_one_backup_and_a_missed_night_is_made_good(folder: Path) -> None:
    evidence.record(verb="people.begin", subject="firm", by="郁青")

    made = [jobs.back_up_nightly(NIGHT + timedelta(hours=hours)) for hours in (0, 1, 22, 24, 70)]

    assert [path and path.name for path in made] == [
        "yinuo-20261119T180500Z.backup",
        None,
        None,
        "yinuo-20261120T180500Z.backup",
        "yinuo-20261122T160500Z.backup",
    ]
    assert not list(folder.glob(".backup-*"))


def test_seven_days_and_four_weeks_are_kept_and_foreign_files_stay(folder: Path) -> None:
    for day in range(60):
        put(folder, NIGHT - timedelta(days=day))
    put(folder, NIGHT + timedelta(hours=3))
    (folder / "mine.backup").write_bytes(b"")

    jobs.thin_out(folder)

    assert names(folder) == [
        "yinuo-20261031T180500Z.backup",
        "yinuo-20261107T180500Z.backup",
        *(f"yinuo-202611{day}T180500Z.backup" for day in (13, 14, 15, 16, 17, 18)),
        "yinuo-20261119T210500Z.backup",
    ]
    assert (folder / "mine.backup").exists()


@pytest.mark.django_db
def test_the_doctor_says_when_the_last_backup_is_old(folder: Path, settings, capsys) -> None:
    settings.TESTING = False
    put(folder, NIGHT)

    with pytest.raises(CommandError):
        call_command("doctor")

    said = capsys.readouterr().out
    assert "2026-11-19T18:05+00:00" in said
    assert "YINUO_BACKUP_DIR" in said


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_what_is_sealed_opens_with_its_passphrase_only(size: int) -> None:
    target = io.BytesIO()
    sealing = cipher.Sealing(target, "一诺")
    plain = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    sealing.write(plain)
    sealing.close()

    assert cipher.Unsealing(io.BytesIO(target.getvalue()), "一诺").read() == plain
    for broken in (target.getvalue()[:-1], target.getvalue() + b"x"):
        with pytest.raises(cipher.WrongPassphrase):
            cipher.Unsealing(io.BytesIO(broken), "一诺").read()
    with pytest.raises(cipher.WrongPassphrase):
        cipher.Unsealing(io.BytesIO(target.getvalue()), "二诺").read()


def test_chunks_cannot_change_places() -> None:
    target = io.BytesIO()
    sealing = cipher.Sealing(target, "一诺")
    sealing.write(bytes(3 << 20))
    sealing.close()
    sealed, chunk = target.getvalue(), (1 << 20) + 16
    head = len(sealed) - 3 * chunk

    swapped = (
        sealed[:head]
        + sealed[head + chunk : head + 2 * chunk]
        + sealed[head : head + chunk]
        + sealed[head + 2 * chunk :]
    )
    shortened = sealed[: head + chunk]

    for broken in (swapped, shortened):
        with pytest.raises(cipher.WrongPassphrase):
            cipher.Unsealing(io.BytesIO(broken), "一诺").read()


def test_nobody_leaves_the_list_of_the_erased(tmp_path: Path) -> None:
    erasures.keep(tmp_path, {"person:1": "2026-11-01T00:00:00Z"})
    with (tmp_path / erasures.NAME).open("a") as file:
        file.write('{"person": "per')

    erasures.keep(tmp_path, {"person:2": "2026-11-02T00:00:00Z"})

    assert erasures.read(tmp_path / erasures.NAME) == {
        "person:1": "2026-11-01T00:00:00Z",
        "person:2": "2026-11-02T00:00:00Z",
    }


@pytest.mark.django_db(transaction=True)
def test_an_erasure_is_written_down_beside_the_backups_at_once(folder: Path) -> None:
    evidence.erase("person:12", by="郁青", at=NIGHT, why="本人申请")

    assert list(erasures.read(folder / erasures.NAME)) == ["person:12"]
