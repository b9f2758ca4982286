"""Files that people hand in: which kinds we take, told by name and by content, and how they are given back."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from django.http import FileResponse

from yinuo.capture import files as texts
from yinuo.capture import package

INLINE = frozenset({"image/png", "image/jpeg", "image/webp", "image/gif", "application/pdf"})
"""What a browser may show in place; everything else is downloaded."""

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEIF_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_NAME = 200
_TEXT_CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


def _starts(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda data: data.startswith(marks)


def _is_webp(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def _is_heif(data: bytes) -> bool:
    return data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _office(part: str) -> Callable[[bytes], bool]:
    """A zip with the main `part` of that format and without macros."""

    def holds(data: bytes) -> bool:
        try:
            names = package.names(data)
        except package.DamagedFile:
            return False
        return {"[Content_Types].xml", part} <= names and not any(n.endswith("vbaProject.bin") for n in names)

    return holds


def _is_text(data: bytes) -> bool:
    """Text in UTF-8, or GB 18030 as older Chinese programs write it; UTF-16 only with its mark."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(data, "utf-16")
    return not _TEXT_CONTROLS.intersection(data) and (_decodes(data, "utf-8") or _decodes(data, "gb18030"))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_table(data: bytes) -> bool:
    """As spreadsheets save it: any encoding that we read a table in, UTF-16 without its mark too."""
    try:
        texts.decoded(data)
    except texts.Unreadable:
        return False
    return True


_KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    "jpg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    "webp": ("image/webp", _is_webp),
    "gif": ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    "heic": ("image/heic", _is_heif),
    "heif": ("image/heif", _is_heif),
    "pdf": ("application/pdf", _is_pdf),
    "docx": (_DOCX, _office("word/document.xml")),
    "xlsx": (_XLSX, _office("xl/workbook.xml")),
    "txt": ("text/plain", _is_text),
    "md": ("text/markdown", _is_text),
    "eml": ("message/rfc822", _is_text),
    "csv": ("text/csv", _is_table),
}
EXTENSIONS = tuple(_KINDS)
"""File name endings that are taken, for the `accept` attribute and for the sentence that refuses."""


def kind(name: str, data: bytes) -> str | None:
    """Media type if both the ending of `name` and the content are of one allowed kind, else None."""
    media_type, holds = _KINDS.get(name.rpartition(".")[2].lower(), ("", None))
    return media_type if holds and holds(data) else None


def kind_by_name(name: str) -> str:
    """Media type by the ending of `name` alone, for a file that was checked when it came in."""
    return _KINDS.get(name.rpartition(".")[2].lower(), ("application/octet-stream", None))[0]


def safe_name(name: str) -> str:
    """Last part of a path without control characters or marks that turn text around; at most 200 characters."""
    last = name.replace("\\", "/").rpartition("/")[2]
    clean = "".join(c for c in last if c.isprintable()).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[: _NAME - len(dot + ending)]}{dot}{ending}" if len(ending) < _NAME // 2 else clean[:_NAME]


@dataclass(frozen=True, slots=True)
class Paper:
    """A kept file as it is handed out."""

    token: str
    name: str
    media_type: str
    size: int
    sha256: str
    side: str


def response(paper: Paper, data: bytes) -> FileResponse:
    """`data` for a browser: never sniffed, sandboxed, shown in place only for pictures and PDF, with a UTF-8 name."""
    answer = FileResponse(
        io.BytesIO(data),
        as_attachment=paper.media_type not in INLINE,
        filename=paper.name,
        content_type=paper.media_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    # Chromium's own PDF viewer does not open in a sandbox; a PDF runs no script of ours there either.
    sandbox = "" if paper.media_type == "application/pdf" else "; sandbox"
    answer.headers["Content-Security-Policy"] = f"default-src 'none'; frame-ancestors 'none'{sandbox}"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
