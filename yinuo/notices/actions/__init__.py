"""The verbs of notices: register a kind, tell somebody, deliver, try again."""

from yinuo.notices.actions.delivery import CUT_OFF_TWICE, NO_GATEWAY, deliver, expand
from yinuo.notices.actions.letters import (
    HELD,
    INVITED_LATELY,
    contact_with_address,
    hear,
    hold,
    invitation_letter,
    send_invitation,
    sign_in_letter,
)
from yinuo.notices.actions.outbox import sign_in, tell, try_again
from yinuo.notices.actions.registry import (
    CLIENT,
    VENDOR,
    File,
    Letter,
    Told,
    UnknownKind,
    VendorNotice,
    register,
    title_of,
)

__all__ = [
    "CLIENT",
    "CUT_OFF_TWICE",
    "HELD",
    "INVITED_LATELY",
    "NO_GATEWAY",
    "VENDOR",
    "File",
    "Letter",
    "Told",
    "UnknownKind",
    "VendorNotice",
    "contact_with_address",
    "deliver",
    "expand",
    "hear",
    "hold",
    "invitation_letter",
    "register",
    "send_invitation",
    "sign_in",
    "sign_in_letter",
    "tell",
    "title_of",
    "try_again",
]
