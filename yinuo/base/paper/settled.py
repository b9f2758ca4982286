"""Office files whose bytes follow from what stands in them, not from the second in which they were written."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

if TYPE_CHECKING:
    from datetime import date

CORE = "docProps/core.xml"
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def settled(data: bytes, on: date) -> bytes:
    """The package `data` with every part, and the moment of its last change, dated `on`."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as written, ZipFile(out, "w") as kept:
        for name in written.namelist():
            part = written.read(name)
            if name == CORE:
                part = MODIFIED.sub(rb"\g<1>" + f"{on.isoformat()}T00:00:00Z".encode(), part)
            kept.writestr(ZipInfo(name, (on.year, on.month, on.day, 0, 0, 0)), part, ZIP_DEFLATED)
    return out.getvalue()
