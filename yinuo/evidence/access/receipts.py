"""A receipt 回执: a place in a stream as it was when somebody was told of it, to be held against it later."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from yinuo.base.dossier import packing
from yinuo.evidence.access.dossiers import head, place_of


@dataclass(frozen=True, slots=True)
class Receipt:
    """Where a stream stood: `seq` and `link` of its last event, those of the act itself, and what was signed.

    Empty fields are left out. `verifier` is the SHA-256 of the verify.py that is given away now.
    """

    stream: str
    seq: int
    link: str
    verifier: str
    document: str = ""
    reply_seq: int = 0
    reply_link: str = ""

    @property
    def facts(self) -> dict[str, str | int]:
        """What a machine reads, by name."""
        return {name.replace("_", "-"): value for name, value in asdict(self).items() if value}

    @property
    def text(self) -> str:
        """One line a fact; `verify.py` reads them out of a whole mail."""
        return "\n".join(f"{name}: {value}" for name, value in self.facts.items())

    @property
    def json(self) -> bytes:
        """The same as the file receipt.json."""
        return (json.dumps({"format": "yinuo-receipt-1", **self.facts}, indent=1) + "\n").encode()


def receipt(project_code: str, *, subject: str = "", verb: str = "", fact: str = "", document: str = "") -> Receipt:
    """A receipt of the shared stream as it stands; with `subject`, also of the event that tells `fact`."""
    stream, seq, link = head(project_code)
    place = place_of(subject, verb, fact) if subject else None
    reply_seq, reply_link = place or (0, "")
    return Receipt(stream, seq, link, packing.verifier_sha256(), document, reply_seq, reply_link)
