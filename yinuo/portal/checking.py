"""Says what a file is that somebody hands in to be verified; nothing of it is kept."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yinuo.base.dossier import verify
from yinuo.base.paper import pdf, word
from yinuo.ledger import for_client as ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_UNPACKED = 64 * 1024 * 1024
"""Bytes that a dossier may hold here; a larger one is checked with its own verify.py."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file is. `kind`: dossier, known, quotes, unknown or damaged; `lines` (stands, words) of a dossier."""

    kind: str
    sha256: str
    size: int
    known: ledger.Known | None = None
    edition: str = ""
    made_for: str = ""
    lines: tuple[tuple[bool, str], ...] = ()
    is_exact: bool = False
    changed: tuple[int, ...] | None = None
    quoted: str = ""
    why: str = ""

    @property
    def stands(self) -> bool:
        """Whether every line of a dossier stands."""
        return all(stands for stands, _words in self.lines)


def checked(asker: object, data: bytes, receipt: str = "") -> Finding:
    """What `data` is to the person who asks; anybody else is told no more than the hash already tells."""
    sha256 = hashlib.sha256(data).hexdigest()
    if known := ledger.known(asker, sha256):
        return Finding("known", sha256, len(data), known=known)
    if data.startswith(b"PK"):
        return _packed(asker, data, sha256, receipt)
    if quoted := pdf.quoted_sheet(data):
        is_exact = ledger.is_our_paper(asker, quoted, data)
        return _quoting(asker, data, sha256, quoted, is_exact=is_exact)
    return Finding("unknown", sha256, len(data))


def by_hash(asker: object, sha256: str) -> Finding:
    """The same for a file of which only the hash is given."""
    known = ledger.known(asker, sha256)
    return Finding("known" if known else "unknown", sha256, 0, known=known)


def _packed(asker: object, data: bytes, sha256: str, receipt: str) -> Finding:
    """A dossier, or a Word file of a sheet."""
    try:
        back = word.read_sheet_docx(data)
    except (word.NotOurSheet, word.DamagedFile):
        return _dossier(data, sha256, receipt)
    texts = {line.number: line.text for line in back.lines}
    return _quoting(asker, data, sha256, back.sha256, changed=ledger.changed_lines(asker, back.sha256, texts))


def _quoting(
    asker: object,
    data: bytes,
    sha256: str,
    quoted: str,
    *,
    is_exact: bool = False,
    changed: tuple[int, ...] | None = None,
) -> Finding:
    known = ledger.known(asker, quoted)
    if known is None:
        return Finding("unknown", sha256, len(data), quoted=quoted)
    return Finding("quotes", sha256, len(data), known=known, quoted=quoted, is_exact=is_exact, changed=changed)


def _dossier(data: bytes, sha256: str, receipt: str) -> Finding:
    try:
        files = verify.unpacked(data, MOST_UNPACKED)
        lines = verify.check(files, (receipt.encode(),) if receipt.strip() else ())
        manifest = json.loads(files[verify.MANIFEST])
    except verify.Unreadable as error:
        return Finding("damaged", sha256, len(data), why=_in_language(*str(error).partition("; ")[::2]))
    told = tuple((line.stands, _in_language(line.en, line.zh)) for line in lines)
    if all(line.stands for line in lines):
        told += tuple(_compared(manifest["streams"]))
    return Finding(
        "dossier",
        sha256,
        len(data),
        edition=str(manifest.get("edition", "")),
        made_for=str(manifest.get("made_for", "")),
        lines=told,
    )


def _compared(streams: dict[str, dict[str, object]]) -> Iterator[tuple[bool, str]]:
    """Whether our own record leads through the heads; whoever holds a head is told nothing new by it."""
    for stream, head in streams.items():
        named = {"stream": stream, "seq": head["seq"]}
        if not head["seq"] or ledger.is_ours(stream, int(str(head["seq"])), str(head["link"])):
            yield True, _("%(stream)s: our own record leads through number %(seq)s of this dossier.") % named
        else:
            yield False, _("%(stream)s: our own record does not lead through number %(seq)s of this dossier.") % named


def _in_language(en: str, zh: str) -> str:
    return zh if (get_language() or "").startswith("zh") and zh else en
