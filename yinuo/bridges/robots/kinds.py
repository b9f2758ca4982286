"""What the three kinds of robot want: address, signature, body, limits, and what their answers mean."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, urlencode


class Kind(StrEnum):
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


@dataclass(frozen=True, slots=True)
class Robot:
    """One robot of one group.

    `key` is the last part of its address, `secret` what it signs with ("" where it does not).
    `origin` stands for the provider's own address where the firm runs a gateway, or a test a fake.
    """

    kind: Kind
    key: str
    secret: str = ""
    origin: str = ""

    def __repr__(self) -> str:
        """Without key and secret: whoever holds them can write to the group."""
        return f"Robot({self.kind})"


@dataclass(frozen=True, slots=True)
class Post:
    """One request that is ready to leave."""

    url: str
    body: dict[str, object]


@dataclass(frozen=True, slots=True)
class Rules:
    """Bytes of UTF-8 one message may hold, how many messages in how many seconds, and how long a limit lasts."""

    most_bytes: int
    paces: tuple[tuple[int, float], ...]
    limited_for: float


ORIGINS = {
    Kind.WECOM: "https://qyapi.weixin.qq.com",
    Kind.DINGTALK: "https://oapi.dingtalk.com",
    Kind.FEISHU: "https://open.feishu.cn",
}
RULES = {
    Kind.WECOM: Rules(2048, ((20, 60.0),), 60.0),
    Kind.DINGTALK: Rules(18_000, ((20, 60.0),), 600.0),
    Kind.FEISHU: Rules(18_000, ((5, 1.0), (100, 60.0)), 60.0),
}
"""WeCom counts the content, the others the whole body of 20 KB: 18,000 bytes leave room for the rest of it."""
# Codes for too much at once. DingTalk's two are known to us from practice, not from its guide.
TOO_FAST = {Kind.WECOM: {45009}, Kind.DINGTALK: {130101, 410100}, Kind.FEISHU: {11232, 9499}}
BUSY = {Kind.WECOM: {-1}, Kind.DINGTALK: {-1}, Kind.FEISHU: set[int]()}


def dingtalk_sign(milliseconds: int, secret: str) -> str:
    """Base64 of HMAC-SHA256 over moment, line feed and secret, keyed by the secret; not yet quoted for an address."""
    message = f"{milliseconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(secret.encode(), message, hashlib.sha256).digest()).decode()


def feishu_sign(seconds: int, secret: str) -> str:
    """Base64 of HMAC-SHA256 over nothing, keyed by moment, line feed and secret: the other way round than DingTalk."""
    key = f"{seconds}\n{secret}".encode()
    return base64.b64encode(hmac.new(key, b"", hashlib.sha256).digest()).decode()


def post_of(robot: Robot, text: str, now: float) -> Post:
    """The request that says `text` in the robot's group; `now` in seconds since 1970 is what it signs with."""
    origin = (robot.origin or ORIGINS[robot.kind]).rstrip("/")
    if robot.kind == Kind.WECOM:
        body: dict[str, object] = {"msgtype": "text", "text": {"content": text}}
        return Post(f"{origin}/cgi-bin/webhook/send?{urlencode({'key': robot.key})}", body)
    if robot.kind == Kind.DINGTALK:
        asked = {"access_token": robot.key}
        if robot.secret:
            moment = int(now * 1000)
            asked |= {"timestamp": str(moment), "sign": dingtalk_sign(moment, robot.secret)}
        return Post(f"{origin}/robot/send?{urlencode(asked)}", {"msgtype": "text", "text": {"content": text}})
    body = {"msg_type": "text", "content": {"text": text}}
    if robot.secret:
        body |= {"timestamp": str(int(now)), "sign": feishu_sign(int(now), robot.secret)}
    return Post(f"{origin}/open-apis/bot/v2/hook/{quote(robot.key, safe='')}", body)


def verdict(kind: Kind, answer: dict[str, object]) -> tuple[int, str]:
    """Code and words of an answer; 0 is taken. Refusals come with status 200: only the body tells."""
    names = ("code", "msg") if kind == Kind.FEISHU else ("errcode", "errmsg")
    code = answer.get(names[0])
    return (code if isinstance(code, int) else -2), str(answer.get(names[1], ""))[:200]


def parts(text: str, most_bytes: int) -> list[str]:
    """`text` in messages of at most `most_bytes` of UTF-8 each.

    Parted between lines, and within a line only where one is longer than a message.
    """
    found: list[str] = []
    held = ""
    for line in text.splitlines():
        joined = f"{held}\n{line}" if held else line
        if len(joined.encode()) <= most_bytes:
            held = joined
            continue
        if held:
            found.append(held)
        *whole, held = _cut(line, most_bytes)
        found += whole
    return [*found, held] if held else found


def _cut(line: str, most_bytes: int) -> list[str]:
    found, held, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > most_bytes:
            found.append(held)
            held, size = "", 0
        held, size = held + sign, size + width
    return [*found, held]


def pause(sent: list[float], now: float, paces: tuple[tuple[int, float], ...]) -> float:
    """How many seconds to wait before one more message, given the moments of those before; 0 for none."""
    wait = 0.0
    for most, seconds in paces:
        recent = sorted(moment for moment in sent if moment > now - seconds)
        if len(recent) >= most:
            wait = max(wait, recent[-most] + seconds - now)
    return wait
