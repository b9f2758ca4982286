"""Puts a dossier together: a manifest, its seal, and a ZIP that is the same bytes for the same files."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from yinuo.base.dossier import verify

EPOCH = (2000, 1, 1, 0, 0, 0)
"""The same facts give the same bytes."""
_HERE = Path(__file__).resolve().parent
_ALWAYS = ("README.zh.txt", "README.en.txt", "verify.py")


@cache
def always() -> dict[str, bytes]:
    """What lies in every dossier: how to check it, in both languages, and the program that does."""
    return {name: (_HERE / name).read_bytes() for name in _ALWAYS}


@cache
def verifier_sha256() -> str:
    """The hash of `verify.py` as it is given away now; receipts name it."""
    return hashlib.sha256(always()["verify.py"]).hexdigest()


def files_of(parts: Mapping[str, bytes], facts: Mapping[str, object]) -> dict[str, bytes]:
    """`parts` with what lies in every dossier, the manifest (which also says `facts`) and its seal, by name."""
    whole = {**always(), **parts}
    listed = {
        name: {"sha256": hashlib.sha256(whole[name]).hexdigest(), "size": len(whole[name])} for name in sorted(whole)
    }
    manifest = json.dumps({"format": verify.FORMAT, **facts, "files": listed}, ensure_ascii=False, indent=1) + "\n"
    whole[verify.MANIFEST] = manifest.encode()
    seal = hashlib.sha256(whole[verify.MANIFEST]).hexdigest()
    whole[verify.SEAL] = f"{seal}  {verify.MANIFEST}\n".encode()
    return dict(sorted(whole.items()))


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of `files`: names in order, one fixed time, one way of packing."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data, zipfile.ZIP_DEFLATED, compresslevel=6)
    return out.getvalue()
