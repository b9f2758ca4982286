"""One hostile file: its name, and how its bytes are made when they are wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bad:
    """`is_heavy` files cost seconds to make or to send: they go in only where the proof is asked for."""

    name: str
    make: Callable[[], bytes]
    is_heavy: bool = False
    sent_as: str = ""
    """The name the browser says, where it is not `name` itself."""

    @property
    def file_name(self) -> str:
        return self.sent_as or self.name
