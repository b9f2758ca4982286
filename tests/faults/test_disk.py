"""The disk is full: it says so, loses nothing, goes on being read, and recovers when there is room again."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection  # noqa: F401 - read by the condition of skipif

from tests.faults.conftest import Begin
from tests.faults.installation import Installation
from tests.faults.visitor import Page, Visitor, said
from tests.figures import Figure, many

pytestmark = [pytest.mark.slow, pytest.mark.django_db(databases=[])]
MEGABYTE = 1 << 20
READ = ("/today/", "/projects/P1/", "/projects/P1/register/", "/projects/P1/sources/", "/projects/P1/evidence/")


@contextmanager
def small_disk(place: Path) -> Iterator[bool]:
    """A disk of 24 MB at `place`; False where this machine lets nobody mount one."""
    place.mkdir()
    mounted = os.geteuid() == 0 and shutil.which("mount") is not None
    if mounted:
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "none", place], capture_output=True, check=False)
        mounted = done.returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", place], check=True)


def fill(place: Path) -> None:
    with (place / "filler").open("wb", buffering=0) as file:
        for size in (MEGABYTE, 4096, 1):
            try:
                while True:
                    file.write(b"\0" * size)
            except OSError:
                continue


def send(visitor: Visitor, name: str) -> Page:
    """A source as a file: bytes on the disk, rows in the database."""
    data = f"{name} {secrets.token_hex(40_000)}".encode()
    return visitor.upload("/projects/P1/capture/", {"title": name, "text": name}, "file", f"{name}.txt", data)


class Story:
    """What was sent, what was acknowledged, what was refused with which page."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.kept, self.refused, self.number = visitor, [], [], 0

    def send(self) -> Page:
        self.number += 1
        page = send(self.visitor, f"source-{self.number}-x")
        (self.kept if page.status == 302 else self.refused).append(f"source-{self.number}-x")
        return page

    def until_full(self) -> Page:
        for _turn in range(400):
            page = self.send()
            if page.status != 302:
                return page
        raise AssertionError("it never was full")


def go_through(book: Installation, shut: Callable[[], None], make_room: Callable[[], None], turns: int) -> Story:
    """Fill the disk, be refused, read, make room, write again; as often as told."""
    book.start("pages")
    book.wait()
    visitor = Visitor(book.port)
    visitor.sign_in("linzhixia@chengchuan.example")
    story = Story(visitor)
    page = story.send()
    assert page.status == 302, said(page)
    for turn in range(turns):
        visitor.language = visitor.cookies["language"] = ("zh-hans", "en")[turn % 2]
        shut()
        page = story.until_full()
        assert page.status == 507, page.text
        assert ("存储空间已满", "The store is full")[turn % 2] in page.text
        assert "Traceback" not in page.text
        assert page.headers["retry-after"]
        assert [path for path in READ if visitor.get(path).status != 200] == []
        make_room()
        page = story.send()
        assert page.status == 302, said(page)
    return story


def check(book: Installation, story: Story) -> None:
    seen = book.ask(
        "from yinuo.evidence import queries as evidence\n"
        "from yinuo.evidence.models import Attachment\n"
        "from yinuo.ledger.models import Source\n"
        "print(json.dumps([list(Source.objects.order_by('pk').values_list('title', flat=True)),"
        " list(Attachment.objects.order_by('pk').values_list('file_name', flat=True)),"
        " [str(flaw) for flaw in evidence.verify(documents=True)]]))"
    )

    assert seen == [story.kept, [f"{name}.txt" for name in story.kept], []]
    assert book.children["pages"].poll() is None


def test_a_full_disk_is_said_and_costs_nothing(begin: Begin, tmp_path: Path, figure: Figure) -> None:
    place = tmp_path / "disk"
    with small_disk(place) as is_mounted:
        if not is_mounted:
            pytest.skip("nobody may mount a disk here; the quota below stands for it")
        book = begin(folder=place / "book")
        turns = many(20, 2)

        story = go_through(book, lambda: fill(place), lambda: (place / "filler").unlink(), turns)

        check(book, story)
        book.stop()
    figure("Faults", "times the disk was full: said so, read on, recovered without repair", turns, wanted="20")
    figure("Faults", "acknowledged writes lost on a full disk", 0, wanted="0")


def test_a_quota_is_said_and_costs_nothing(begin: Begin, figure: Figure) -> None:
    """Works without any right; no file may grow beyond a few kilobytes, so neither log nor kept file can."""
    book = begin()
    turns = many(10, 2)

    story = go_through(book, lambda: book.bound(64 << 10), lambda: book.bound(-1), turns)

    check(book, story)
    figure("Faults", "times a quota was met: said so, read on, recovered without repair", turns, wanted="10")
