"""A backup taken under load is one moment of the whole book; restored elsewhere it is the same book."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.faults.cluster import Cluster
from tests.faults.conftest import Begin
from tests.faults.installation import Installation
from tests.faults.writers import LOOK, Record, end, writers
from tests.figures import Figure, many
from yinuo.base.backup import archive

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=[])]
PASSPHRASE = "三更灯火五更鸡"
SEALED_FACT = """
import django; django.setup()
from yinuo.base import clock
from yinuo.evidence import actions as evidence
evidence.attach("三方合同".encode(), project_code="P1", side="vendor", file_name="contract.txt",
                media_type="text/plain", subject="P1", by="林知夏", at=clock.now())
facts = {"who": evidence.Personal("person:77", "温宁")}
evidence.record(verb="people.note", subject="person:77", by="郁青", facts=facts)
"""
ERASE = """
import django; django.setup()
from yinuo.base import clock
from yinuo.evidence import actions as evidence
evidence.erase("person:77", by="郁青", at=clock.now(), why="本人申请")
"""
AFTER = """
from django.contrib.sessions.models import Session
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event, PersonKey
from yinuo.notices.models import Notice
print(json.dumps({
    "keys": list(PersonKey.objects.filter(person="person:77").values_list("person", flat=True)),
    "told": [fact.is_erased for act in evidence.events_of("person:77") for fact in act.facts if fact.name == "who"],
    "verbs": list(Event.objects.filter(verb__in=["evidence.erase", "evidence.restore"]).order_by("pk")
                  .values_list("verb", flat=True)),
    "sessions": Session.objects.count(),
    "waiting": Notice.objects.filter(sent_at=None, dropped_at=None, given_up_at=None).count(),
}))
"""


@pytest.fixture
def path(cluster: Cluster | None) -> dict[str, str]:
    """Where PostgreSQL's own tools are."""
    return {"PATH": f"{cluster.bin}{os.pathsep}{os.environ['PATH']}"} if cluster else {}


@pytest.fixture
def empty(cluster: Cluster | None, tmp_path: Path) -> Installation:
    """A place that holds nothing: no folder, and on PostgreSQL an empty database."""
    name = f"empty_{abs(hash(str(tmp_path))) % 10**9}"
    return Installation(tmp_path / "elsewhere", url=cluster.database(name) if cluster else "")


def test_a_backup_under_load_is_restored_whole(
    begin: Begin, empty: Installation, path: dict[str, str], tmp_path: Path, figure: Figure
) -> None:
    book = begin()
    book.run(SEALED_FACT)
    book.start("pages")
    book.wait()
    record = Record(tmp_path / "acknowledged")
    people = writers(book, record, many(6, 3))
    while record.count < many(200, 12):
        time.sleep(0.05)
    before = {kind: set(words) for kind, words in record.acknowledged.items()}
    file, secret = tmp_path / "book.backup", tmp_path / "passphrase"
    secret.write_text(f"{PASSPHRASE}\n")

    made = book.yinuo("backup", str(file), "--passphrase-file", str(secret), **path)
    during = record.count
    end(people)
    book.run(ERASE)
    # As on the machine of the old one, whose list of the erased is heeded.
    taken = empty.yinuo(
        "restore", str(file), "--into", str(empty.folder), "--verify", "--passphrase-file", str(secret), **path,
        YINUO_DATA=str(book.folder),
    )  # fmt: skip

    assert (made.returncode, made.stderr) == (0, "")
    assert during > sum(map(len, before.values()))
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert "Every count and every head is that of the manifest." in taken.stdout
    assert "1 erasure was applied again." in taken.stdout
    assert "events stand." in taken.stdout
    seen: dict = empty.ask(LOOK)  # type: ignore[assignment]
    assert (seen["half"], seen["flaws"]) == ([], [])
    assert {kind: words - set(seen[kind]) for kind, words in before.items()} == {kind: set() for kind in before}
    assert empty.ask(AFTER) == {
        "keys": [],
        "told": [True],
        "verbs": ["evidence.restore", "evidence.erase"],
        "sessions": 0,
        "waiting": 0,
    }
    assert (empty.folder / "secret-key").read_text() == (book.folder / "secret-key").read_text()
    empty.start("pages")
    empty.wait()
    empty.stop()
    figure("Backup", "drills under load: equal counts and heads, verified, erasure applied again", 1, wanted="1")


def test_what_cannot_be_trusted_is_not_restored(
    begin: Begin, empty: Installation, path: dict[str, str], tmp_path: Path
) -> None:
    book = begin()
    plain, sealed = tmp_path / "plain.backup", tmp_path / "sealed.backup"
    said = book.yinuo("backup", str(plain), **path)
    assert (said.returncode, "NOT ENCRYPTED" in said.stderr) == (0, True)
    assert book.yinuo("backup", str(sealed), **path, YINUO_BACKUP_PASSPHRASE=PASSPHRASE).stderr == ""
    assert book.yinuo("backup", str(plain), **path).returncode == 1

    def refused(file: Path, reason: str, **env: str) -> None:
        taken = empty.yinuo("restore", str(file), "--into", str(empty.folder), **path, **env)
        assert (taken.returncode, reason in taken.stdout) == (1, True), taken.stdout + taken.stderr
        assert list(empty.folder.iterdir()) == []

    refused(sealed, "give its passphrase")
    refused(sealed, "The passphrase is wrong", YINUO_BACKUP_PASSPHRASE="another")
    data = bytearray(sealed.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / "flipped").write_bytes(data)
    refused(tmp_path / "flipped", "The passphrase is wrong", YINUO_BACKUP_PASSPHRASE=PASSPHRASE)
    (tmp_path / "cut").write_bytes(sealed.read_bytes()[:-1])
    refused(tmp_path / "cut", "The passphrase is wrong", YINUO_BACKUP_PASSPHRASE=PASSPHRASE)
    data = bytearray(plain.read_bytes())
    data[len(data) // 3] ^= 1
    (tmp_path / "flipped").write_bytes(data)
    refused(tmp_path / "flipped", "This is no whole backup")
    (tmp_path / "cut").write_bytes(plain.read_bytes()[: len(data) // 2])
    refused(tmp_path / "cut", "This is no whole backup")
    again = book.yinuo("restore", str(plain), "--into", str(book.folder), **path)
    assert (again.returncode, "is not empty" in again.stdout) == (1, True)
    manifest, _sha256 = archive.unpack(plain, tmp_path / "parts")
    assert json.dumps(manifest.streams)
