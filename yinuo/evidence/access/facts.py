"""How the facts of an event are hidden and opened."""

from __future__ import annotations

from yinuo.base import canonical, sealed

_SALT = 16


def committed(name: str, commitment: str, person: str, salt: str) -> tuple[str, ...]:
    """What the leaf says about one fact; a sealed one marks its person, or it could be passed off as erased."""
    return (commitment, canonical.mark(salt, name, person)) if person else (commitment,)


def opened(key: bytes, hidden: bytes, commitment: str) -> tuple[str, str]:
    """Salt as hex and value as canonical text of a sealed fact; raises `sealed.Broken`."""
    plain = sealed.unseal(key, hidden, bytes.fromhex(commitment))
    return plain[:_SALT].hex(), plain[_SALT:].decode()
