"""Sealing of personal values with AES-256-GCM: without the key they are noise for ever."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_NONCE = 12


class Broken(ValueError):
    """The sealed bytes do not open with this key, or were changed."""


def key() -> bytes:
    """256 fresh random bits."""
    return secrets.token_bytes(32)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """`plain` as 12 bytes of nonce, then AES-GCM ciphertext and tag, openable only together with `bound_to`."""
    nonce = secrets.token_bytes(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """The plain bytes; raises `Broken`."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], bound_to)
    except (InvalidTag, ValueError) as error:
        raise Broken from error
