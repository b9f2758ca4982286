"""What somebody at the portal's door may ask of notices."""

from __future__ import annotations

from datetime import datetime

from yinuo.notices import actions


def send_sign_in(email: str, *, at: datetime) -> None:
    """Send a way in to `email` if it belongs to a contact; the answer is the same for every address."""
    actions.sign_in(email, at=at)
