"""The gate to kept files: bytes leave only whole, and only for the project and side they belong to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.core.files.storage import default_storage

from yinuo.base import files
from yinuo.evidence.models import Attachment, Side


class DocumentBroken(Exception):
    """The file of a document is gone, or its bytes are no longer those of its hash."""


def path_of(sha256: str) -> str:
    """Where the default storage keeps these bytes."""
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"


def document_bytes(sha256: str) -> bytes:
    """The exact bytes kept under `sha256`; raises `DocumentBroken`."""
    try:
        with default_storage.open(path_of(sha256)) as file:
            data: bytes = file.read()
    except FileNotFoundError as error:
        raise DocumentBroken(sha256) from error
    if hashlib.sha256(data).hexdigest() != sha256:
        raise DocumentBroken(sha256)
    return data


def attachment(token: str, *, project_code: str) -> files.Paper | None:
    """A file handed in on this project, of either side: for members."""
    return _paper(token, project_code=project_code)


def shared_attachment(token: str, *, project_code: str) -> files.Paper | None:
    """The same for the client's side; the caller has found `token` on a published row."""
    return _paper(token, project_code=project_code, side=Side.SHARED)


def _paper(token: str, **where: str) -> files.Paper | None:
    found = Attachment.objects.select_related("document").filter(token=token, **where).first()
    if found is None:
        return None
    return files.Paper(
        token=found.token,
        name=found.file_name,
        media_type=files.kind_by_name(found.file_name),
        size=found.document.size,
        sha256=found.document_id,
        side=found.side,
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that both sides see: its token, and the day it was handed in (UTC)."""

    token: str
    on: date


def shared_by_hash(sha256: str) -> list[Shared]:
    """Every handing-in of exactly these bytes to be seen by both sides, oldest first."""
    rows = Attachment.objects.filter(document=sha256, side=Side.SHARED).order_by("id")
    return [Shared(token, at.date()) for token, at in rows.values_list("token", "added_at")]
