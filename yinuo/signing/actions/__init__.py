"""The verbs of signing: links, codes, deadlines, checkpoints."""

from yinuo.signing.actions.checkpoints import CHECKPOINT, checkpoint, checkpoint_letter
from yinuo.signing.actions.codes import (
    TRIES,
    Checked,
    CodeGone,
    CodesTooOften,
    WrongCode,
    check_code,
    send_code,
    spend_code,
    use_code,
)
from yinuo.signing.actions.deadlines import NoDeadline, answered, ask_by, extend, remind
from yinuo.signing.actions.letters import code_letter
from yinuo.signing.actions.links import LinkGone, make_link, open_link, revoke_links
from yinuo.signing.models import Means

__all__ = [
    "CHECKPOINT",
    "TRIES",
    "Checked",
    "CodeGone",
    "CodesTooOften",
    "LinkGone",
    "Means",
    "NoDeadline",
    "WrongCode",
    "answered",
    "ask_by",
    "check_code",
    "checkpoint",
    "checkpoint_letter",
    "code_letter",
    "extend",
    "make_link",
    "open_link",
    "remind",
    "revoke_links",
    "send_code",
    "spend_code",
    "use_code",
]
