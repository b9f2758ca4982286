"""Secrets that must be used later: never in clear in a table, an event or a backup's rows."""

import base64

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac

PAYLOAD = "yinuo.notices.payload"
ROBOT = "yinuo.notices.robot"
"""What is sealed; what was sealed as one thing does not open as another."""


def seal(text: str, what: str = PAYLOAD) -> str:
    """`text` under a key derived from the installation's secret; empty stays empty."""
    return _box(what).encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str, what: str = PAYLOAD) -> str:
    """What `seal` was given."""
    return _box(what).decrypt(sealed.encode()).decode() if sealed else ""


def _box(what: str) -> Fernet:
    key = salted_hmac(what, "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
