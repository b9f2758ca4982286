"""One-time secrets on their way: never in clear in the outbox."""

import base64

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac


def seal(text: str) -> str:
    """`text` under a key derived from the installation's secret; empty stays empty."""
    return _box().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """What `seal` was given."""
    return _box().decrypt(sealed.encode()).decode() if sealed else ""


def _box() -> Fernet:
    key = salted_hmac("yinuo.notices.payload", "key", algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))
