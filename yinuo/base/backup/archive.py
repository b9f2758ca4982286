"""The file of a backup: a tar stream, the manifest last, with size and SHA-256 of everything before it."""

from __future__ import annotations

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, BinaryIO, cast

from yinuo.base.backup import cipher

FORMAT = 1
MANIFEST = "manifest.json"
SQLITE, POSTGRESQL = "database.sqlite3.gz", "database.dump"
SECRET_KEY, ERASURES = "secret-key", "erasures.jsonl"
_NAMES = re.compile(
    rf"{MANIFEST}|{SQLITE}|{POSTGRESQL}|{SECRET_KEY}|{ERASURES}|files/[0-9a-f]{{2}}/[0-9a-f]{{2}}/[0-9a-f]{{64}}",
    re.ASCII,
)
_LARGEST_MANIFEST = 1 << 30


class Damaged(ValueError):
    """Not a backup of ours, or not a whole one; the text names what is wrong."""


class PassphraseNeeded(ValueError):
    """The backup is sealed and no passphrase was given."""


@dataclass(slots=True)
class Manifest:
    """What a backup holds. `tables` counts rows, `streams` maps a name to number and link of its last event."""

    made_at: str
    version: str
    vendor: str
    server: str
    migrations: list[str]
    tables: dict[str, int]
    streams: dict[str, list[Any]]
    secret_key: str
    flaws: list[str] = field(default_factory=list)
    files: dict[str, list[Any]] = field(default_factory=dict)
    format: int = FORMAT


class Packing:
    """Put files in, one after the other; `finish` adds the manifest."""

    def __init__(self, target: BinaryIO | cipher.Sealing) -> None:
        self._tar = tarfile.open(fileobj=cast("IO[bytes]", target), mode="w|")  # noqa: SIM115 - closed by finish
        self._files: dict[str, list[Any]] = {}

    def add(self, name: str, path: Path) -> str:
        """Put in the file at `path`; its SHA-256."""
        with path.open("rb") as file:
            return self._put(name, file, path.stat().st_size)

    def add_bytes(self, name: str, data: bytes) -> str:
        return self._put(name, io.BytesIO(data), len(data))

    def finish(self, manifest: Manifest) -> str:
        """Close the tar; the manifest's SHA-256, which stands for the whole."""
        manifest.files = self._files
        digest = self.add_bytes(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode())
        self._tar.close()
        return digest

    def _put(self, name: str, file: IO[bytes], size: int) -> str:
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        reader = _Counted(file)
        self._tar.addfile(entry, cast("IO[bytes]", reader))
        digest = reader.digest.hexdigest()
        self._files[name] = [size, digest]
        return digest


class _Counted:
    """A file that hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.digest = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self.file.read(size)
        self.digest.update(data)
        return data


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[BinaryIO | cipher.Unsealing]:
    """The tar stream of a backup; raises `PassphraseNeeded`, and `cipher.WrongPassphrase` while it is read."""
    with path.open("rb") as file:
        is_sealed = file.read(len(cipher.MAGIC)) == cipher.MAGIC
        file.seek(0)
        if is_sealed and not passphrase:
            raise PassphraseNeeded
        yield cipher.Unsealing(file, passphrase) if is_sealed else file


def unpack(path: Path, into: Path, passphrase: str = "") -> tuple[Manifest, str]:
    """Write everything into the folder `into` and compare it with the manifest, whose SHA-256 comes second.

    Raises `Damaged`, `PassphraseNeeded`, `cipher.WrongPassphrase`; what was written until then is for the caller to
    remove.
    """
    found: dict[str, list[Any]] = {}
    manifest, manifest_sha256 = b"", ""
    try:
        with (
            opened(path, passphrase) as source,
            tarfile.open(fileobj=cast("IO[bytes]", source), mode="r|") as tar,
        ):
            for entry in tar:
                held = tar.extractfile(entry)
                if held is None or not _NAMES.fullmatch(entry.name) or manifest or entry.name in found:
                    raise Damaged(entry.name)
                if entry.name == MANIFEST:
                    manifest = held.read(_LARGEST_MANIFEST)
                    manifest_sha256 = hashlib.sha256(manifest).hexdigest()
                else:
                    found[entry.name] = _write(held, into / entry.name)
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(str(error)) from error
    return _judged(manifest, found), manifest_sha256


def _write(held: IO[bytes], place: Path) -> list[Any]:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    with place.open("xb") as file:
        place.chmod(0o600)
        while chunk := held.read(1 << 20):
            file.write(chunk)
            digest.update(chunk)
            size += len(chunk)
    return [size, digest.hexdigest()]


def _judged(data: bytes, found: dict[str, list[Any]]) -> Manifest:
    try:
        manifest = Manifest(**json.loads(data))
    except (ValueError, TypeError) as error:
        raise Damaged(MANIFEST) from error
    if manifest.format != FORMAT:
        raise Damaged(f"{MANIFEST}: {manifest.format}")
    if different := sorted(
        name for name in manifest.files.keys() | found if manifest.files.get(name) != found.get(name)
    ):
        raise Damaged(", ".join(different[:5]))
    return manifest
