"""A first guess at what a line is: a wish, our promise, or the client's duty. Only a hint; a person decides."""

from __future__ import annotations

import re
from enum import StrEnum

MAX_LINE = 2000


class Kind(StrEnum):
    """The three kinds of row, with the values of the ledger."""

    EXPECTATION = "expectation"
    COMMITMENT = "commitment"
    DUTY = "duty"


class Side(StrEnum):
    """Whose words they are."""

    CLIENT = "client"
    VENDOR = "vendor"
    UNKNOWN = ""


# Not an undertaking: questions, refusals, what is past.
_NOT = re.compile(
    r"[?？]\s*$|吗[。.!！]?\s*$|无法|不能保证|不承诺|做不到|没法|已经(?:完成|提供|发)"
    r"|(?i:\bcannot\b|\bcan't\b|\bno promise|\bunable to\b)"
)
_I_WILL = re.compile(
    r"(?:我们?|我方|我司|咱们|本人)?(?:保证|承诺|负责|会在|会把|会给|会安排|来安排|来做|来处理|争取|尽量|确保|一定)"
    r"|(?:我们?|我方|我司)(?:.{0,12})(?:给|发|提供|完成|交付|安排|搞定|处理|更新|改好|到场|上线)"
    r"|(?i:\b(?:we|i)(?:'ll| will| shall| commit| promise| guarantee)\b)"
)
_WISH = re.compile(
    r"希望|要求|想要|需要|必须|务必|应当|应该|最好|得能|不得|不能超过|要能|要按|要有|要在|要求|期望|盼|能不能|可以不可以|^要"
    r"|(?i:\b(?:want|need|must|should|expect|require|would like|has to|have to|shall)s?\b)"
)
_CLIENT_TASK = re.compile(
    r"(?:甲方|贵司|贵方|客户|你们|您(?:这边|那边|方)?|请.{0,6}(?:部|部长|经理|总|主任|工|老师))"
    r".{0,14}(?:提供|安排|确认|给到|给齐|准备|收集|整理|协调|指定|签字|审批|到场|参加|配合)"
    r"|(?i:\b(?:client|customer|your (?:team|side)|please)\b.{0,40}\b(?:provide|send|confirm|prepare)\b)"
    r"|(?i:\b(?:client|customer|your (?:team|side)|please)\b.{0,40}\b(?:arrange|appoint|sign|approve)\b)"
)
_OF_US = re.compile(
    r"(?:希望|要求|想要|想让|需要|请)(?:你们|您们?|贵司|贵方|乙方)|(?i:\b(?:want|need|expect) you to\b)"
)
_WE_BRING = re.compile(
    r"(?:我|我们|我这边|我来?)(?:会|让|叫|安排|请|来|负责)?.{0,16}(?:整理|准备|提供|收集|核对)?.{0,16}(?:交给|给到|发给|提供给)(?:你们|贵司|乙方)"
    r"|(?i:\byou(?:'ll| will)? (?:get|have|receive) (?:it|them|the\b)|\bi(?:'ll| will)? (?:hand|send|give)\b)"
)
_OUR_TASK = re.compile(
    r"(?:乙方|供应商|你们|贵司|贵方).{0,14}(?:负责|应|须|必须|提供|完成|交付|保证)|(?i:\b(?:supplier|vendor)\b.{0,20}\b(?:shall|will|must)\b)"
)


def kind_hint(text: str, speaker_side: str) -> Kind | None:
    """The likely kind of `text` said by `speaker_side` ("client", "vendor" or ""), or None.

    A client who undertakes something gives a duty; a vendor who does gives a commitment.
    """
    text = text[:MAX_LINE]
    side = Side(speaker_side)
    if side is Side.CLIENT:
        return _of_client(text)
    if _CLIENT_TASK.search(text):
        return Kind.DUTY
    if side is Side.VENDOR:
        if re.search(r"(?:客户|甲方|贵司).{0,6}(?:希望|要求|想要|需要)", text):
            return Kind.EXPECTATION
        return Kind.COMMITMENT if _I_WILL.search(text) and not _NOT.search(text) else None
    if _OUR_TASK.search(text):
        return Kind.COMMITMENT
    return Kind.EXPECTATION if _WISH.search(text) else None


def _of_client(text: str) -> Kind | None:
    if _OUR_TASK.search(text) or _OF_US.search(text):
        return Kind.EXPECTATION
    if (_I_WILL.search(text) or _WE_BRING.search(text)) and not _NOT.search(text):
        return Kind.DUTY
    return Kind.EXPECTATION if _WISH.search(text) else None
