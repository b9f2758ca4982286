"""The verbs of notices: register a kind, tell somebody, deliver, try again."""

from yinuo.notices.actions.delivery import CUT_OFF_TWICE, NO_GATEWAY, deliver, expand
from yinuo.notices.actions.letters import (
    CHANGED,
    INVITED_LATELY,
    changed_letter,
    contact_with_address,
    hear,
    invitation_letter,
    login_code_letter,
    member_with_address,
    password_letter,
    send_invitation,
    sign_in_letter,
)
from yinuo.notices.actions.outbox import post, sign_in, tell, try_again
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
    "CHANGED",
    "CLIENT",
    "CUT_OFF_TWICE",
    "INVITED_LATELY",
    "NO_GATEWAY",
    "VENDOR",
    "File",
    "Letter",
    "Told",
    "UnknownKind",
    "VendorNotice",
    "changed_letter",
    "contact_with_address",
    "deliver",
    "expand",
    "hear",
    "invitation_letter",
    "login_code_letter",
    "member_with_address",
    "password_letter",
    "post",
    "register",
    "send_invitation",
    "sign_in",
    "sign_in_letter",
    "tell",
    "title_of",
    "try_again",
]
