"""Unguessable names for what a client may address."""

import hashlib
import secrets


def token() -> str:
    """A fresh 128-bit public name, 22 URL-safe characters."""
    return secrets.token_urlsafe(16)


def secret() -> str:
    """A fresh 256-bit secret for a link; only its `digest` is stored."""
    return secrets.token_urlsafe(32)


def digest(text: str) -> str:
    """SHA-256 of `text` as 64 lower-case hex digits: how secrets are stored."""
    return hashlib.sha256(text.encode()).hexdigest()


def six_digits() -> str:
    """A one-time code: six decimal digits, about 20 bits (ASVS 6.5)."""
    return f"{secrets.randbelow(10**6):06d}"
