"""A stream sealed under a passphrase: scrypt (RFC 7914), then AES-256-GCM, each chunk bound to its place."""

from __future__ import annotations

import secrets
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"yinuo sealed 1\n"
_SALT, _PREFIX, _TAG = 16, 7, 16
_CHUNK = 1 << 20
_COST = 1 << 16  # with 8 blocks: 64 MB and a fifth of a second for each guess


class WrongPassphrase(ValueError):
    """The passphrase does not open this, or the bytes were changed or cut off."""


def _key(passphrase: str, salt: bytes) -> AESGCM:
    return AESGCM(Scrypt(salt=salt, length=32, n=_COST, r=8, p=1).derive(passphrase.encode()))


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


class Sealing:
    """Write here; sealed chunks go to `target`. `close` writes the last one and leaves `target` open."""

    def __init__(self, target: BinaryIO, passphrase: str) -> None:
        salt, self._prefix = secrets.token_bytes(_SALT), secrets.token_bytes(_PREFIX)
        self._target, self._header = target, MAGIC + salt + self._prefix
        self._key, self._number, self._held = _key(passphrase, salt), 0, bytearray()
        target.write(self._header)

    def write(self, data: bytes) -> int:
        self._held += data
        while len(self._held) > _CHUNK:  # one chunk stays back: only `close` knows the last
            self._put(bytes(self._held[:_CHUNK]), is_last=False)
            del self._held[:_CHUNK]
        return len(data)

    def close(self) -> None:
        self._put(bytes(self._held), is_last=True)

    def _put(self, chunk: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, is_last=is_last)
        self._target.write(self._key.encrypt(nonce, chunk, self._header))
        self._number += 1


class Unsealing:
    """Read here what `Sealing` wrote; raises `WrongPassphrase` before giving out a byte that is not authentic."""

    def __init__(self, source: BinaryIO, passphrase: str) -> None:
        self._source = source
        self._header = source.read(len(MAGIC) + _SALT + _PREFIX)
        salt, self._prefix = self._header[len(MAGIC) : -_PREFIX], self._header[-_PREFIX:]
        if not self._header.startswith(MAGIC) or len(self._header) != len(MAGIC) + _SALT + _PREFIX:
            raise WrongPassphrase
        self._key, self._number, self._open, self._is_over = _key(passphrase, salt), 0, bytearray(), False
        self._next = source.read(_CHUNK + _TAG)

    def read(self, size: int = -1) -> bytes:
        while not self._is_over and (size < 0 or len(self._open) < size):
            self._take()
        size = len(self._open) if size < 0 else size
        data = bytes(self._open[:size])
        del self._open[:size]
        return data

    def _take(self) -> None:
        sealed, self._next = self._next, self._source.read(_CHUNK + _TAG)
        self._is_over = not self._next
        try:
            nonce = _nonce(self._prefix, self._number, is_last=self._is_over)
            self._open += self._key.decrypt(nonce, sealed, self._header)
        except InvalidTag as error:
            raise WrongPassphrase from error
        self._number += 1
