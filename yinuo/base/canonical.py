"""One byte string for one meaning, and the hashes over it (decision 12)."""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any


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


def mark(salt: str, name: str, person: str) -> str:
    """Stands for name and person of a sealed fact, telling neither: SHA-256(0x04 ‖ salt ‖ name ‖ 0x00 ‖ person)."""
    return hashlib.sha256(b"\x04" + bytes.fromhex(salt) + name.encode() + b"\x00" + person.encode()).hexdigest()


def leaf(commitments: Iterable[tuple[str, ...]]) -> str:
    """SHA-256(0x00 ‖ canonical list of [commitment], or [commitment, mark] if sealed, sorted)."""
    body = json.dumps(sorted(commitments), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"\x00" + body.encode()).hexdigest()


def link(previous: str, seq: int, leaf: str) -> str:
    """SHA-256(0x01 ‖ previous link ‖ seq as 8 bytes ‖ leaf): everything up to and including this event."""
    return hashlib.sha256(b"\x01" + bytes.fromhex(previous) + seq.to_bytes(8, "big") + bytes.fromhex(leaf)).hexdigest()


def cell(value: Any) -> str:
    """One stored value of a table as text, exactly: unlike `plain` it does not unify ways of writing a character."""
    if isinstance(value, bytes | bytearray | memoryview):
        value = bytes(value).hex()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    if isinstance(value, date | Decimal):
        return plain(value)
    return json.dumps(str(value), ensure_ascii=False)


def row(cells: Mapping[str, str]) -> str:
    """SHA-256(0x03 ‖ canonical list of [column, cell], sorted by column): the fingerprint of a stored row."""
    body = json.dumps(sorted(cells.items()), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(b"\x03" + body.encode()).hexdigest()
