"""What somebody at the portal's door may ask of notices, and what the portal writes for groups that a client reads."""

from __future__ import annotations

from datetime import datetime

from yinuo.notices import actions
from yinuo.notices.actions import Digest, Group, Part
from yinuo.notices.actions.speaking import Compose

__all__ = ["Digest", "Group", "Part", "send_sign_in", "write_to_groups"]


def send_sign_in(email: str, *, at: datetime) -> None:
    """Send a way in to `email` if it belongs to a contact; the answer is the same for every address."""
    actions.sign_in(email, at=at)


def write_to_groups(compose: Compose) -> None:
    """Let `compose` write the day's message for every group that a client reads (decision 54)."""
    actions.compose_by(compose, client_reads=True)
