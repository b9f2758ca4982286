"""One byte string for one meaning, and the hashes over it (decision 12)."""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal


def plain(value: str | float | bool | date | datetime | Decimal | None) -> str:
    """`value` as canonical JSON text: NFC, sorted, no floats; numbers and dates as strings a human can read."""
    if isinstance(value, datetime):
        return plain(moment(value))
    if isinstance(value, date):
        return plain(value.isoformat())
    if isinstance(value, Decimal):
        return plain(format(value.normalize(), "f"))
    if isinstance(value, str):
        value = unicodedata.normalize("NFC", value)
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def moment(at: datetime) -> str:
    """`at` in UTC to the microsecond, `2026-11-20T08:30:00.000000Z`."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def salt() -> str:
    """128 fresh random bits as 32 hex digits."""
    return secrets.token_hex(16)


def commitment(salt: str, name: str, value: str) -> str:
    """Hides `value` until its salt is shown: SHA-256(0x02 ‖ salt ‖ name ‖ 0x00 ‖ value)."""
    return hashlib.sha256(b"\x02" + bytes.fromhex(salt) + name.encode() + b"\x00" + value.encode()).hexdigest()


def leaf(commitments: Iterable[tuple[str, str]]) -> str:
    """SHA-256(0x00 ‖ canonical list of [name, commitment], sorted by name)."""
    body = json.dumps(sorted(commitments), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + body.encode()).hexdigest()


def link(previous: str, seq: int, leaf: str) -> str:
    """SHA-256(0x01 ‖ previous link ‖ seq as 8 bytes ‖ leaf): everything up to and including this event."""
    return hashlib.sha256(b"\x01" + bytes.fromhex(previous) + seq.to_bytes(8, "big") + bytes.fromhex(leaf)).hexdigest()
