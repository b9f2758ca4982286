"""Whether what leaves this installation can arrive: letters at mailboxes, links at other people's screens."""

from __future__ import annotations

from ipaddress import ip_address

from django.conf import settings

_STAY = {"console", "dummy", "locmem"}


def way_of_mail() -> str:
    """How letters leave: smtp, console, filebased and so on."""
    return settings.EMAIL_BACKEND.rpartition(".")[0].rpartition(".")[2]


def sends_mail() -> bool:
    """Whether letters leave this machine at all, or lie in the demo's own mailbox page."""
    return way_of_mail() not in _STAY


def is_for_this_machine_only() -> bool:
    """Whether links lead to the machine they are opened on."""
    try:
        return ip_address(settings.HOST).is_loopback
    except ValueError:
        return bool(settings.HOST == "localhost")
