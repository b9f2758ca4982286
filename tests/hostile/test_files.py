"""Broken, lying and costly files at every address that takes a file: a sentence, never a stop, nothing half-written."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING

import pytest

from tests.figures import many
from tests.hostile import files, targets
from tests.hostile.asking import summed, turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.figures import Figure
    from tests.hostile.asking import Asking
    from tests.hostile.bad import Bad

pytestmark = [pytest.mark.slow]
PARTED = "hostile-part"
MULTIPART = f"multipart/form-data; boundary={PARTED}"


class Listener:
    """A door of this machine at which nobody may knock."""

    def __init__(self) -> None:
        self.door = socket.create_server(("127.0.0.1", 0))
        self.port = self.door.getsockname()[1]
        self.knocks = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                self.door.accept()[0].close()
            except OSError:
                return
            self.knocks += 1


@pytest.fixture
def listener() -> Iterator[Listener]:
    heard = Listener()
    yield heard
    heard.door.close()


def form_data(body: dict[str, str], field: str, file_name: str, data: bytes) -> bytes:
    """A form with a file as a client that lies sends it: the name is not tidied."""
    lines = [f'--{PARTED}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{body[name]}\r\n' for name in body]
    head = f'--{PARTED}\r\nContent-Disposition: form-data; name="{field}"; filename="{file_name}"\r\n'
    opening = "".join(lines) + head + "Content-Type: application/octet-stream\r\n\r\n"
    return b"".join((opening.encode(), data, f"\r\n--{PARTED}--\r\n".encode()))


def _upload(asking: Asking, target: targets.Target, field: str, bad: Bad, data: bytes) -> object:
    shown = {name: value for name, value in target.body.items() if name in target.fields}
    body = {**target.form, **{name: value for name, value in shown.items() if name not in {"token", "take", "text"}}}
    return asking.ask(
        f"{bad.name} at {target.row.url}",
        target.identity,
        lambda client: client.post(target.path, form_data(body, field, bad.file_name, data), content_type=MULTIPART),
        reads=True,
    )


@pytest.mark.parametrize("group", files.WANTED)
def test_a_hostile_file_is_answered_in_words(asking: Asking, listener: Listener, figure: Figure, group: str) -> None:
    doors = targets.uploads(asking)
    assert {target.row.url for target, _field in doors} >= {
        "projects/<code>/capture/",
        "projects/<code>/lines/<entry_code>/measurement/",
        "projects/<code>/sheets/<int:number>/answers/",
        "projects/<code>/sheets/<int:number>/returned/",
    }
    sent, each = files.WANTED[group], many(full=len(doors), few=1)
    asking.longest = asking.most = 0
    for place, bad in enumerate(sent):
        data = bad.make().replace(b"127.0.0.1:{port}", f"127.0.0.1:{listener.port}".encode())
        for target, field in turn(doors, place, each):
            _upload(asking, target, field, bad, data)

    assert asking.faults == [], summed(asking.faults)
    assert listener.knocks == 0
    figure("Hostile", f"malformed files ({group})", len(sent), wanted="≥ 100 in all")
    figure("Hostile", f"uploads of them ({group})", len(sent) * each)
    figure("Hostile", f"answers 5xx ({group})", asking.broken, wanted="0")
    figure("Hostile", f"rows or files left behind ({group})", asking.leftovers, wanted="0")
    figure("Hostile", f"outside connections ({group})", listener.knocks, wanted="0")
    figure("Hostile", f"longest answer, seconds ({group})", round(asking.longest, 1), wanted="≤ 10")
    figure("Hostile", f"most memory, MB ({group})", asking.most // 1024, wanted="≤ 400")


def test_there_are_as_many_files_as_the_proof_asks() -> None:
    assert sum(len(group) for group in files.GROUPS.values()) >= 150
