"""What the three kinds of robot want: address, signature, body, limits, and what their answers mean."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit


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


BAD_KEY = {Kind.WECOM: {93000, 40014}, Kind.DINGTALK: {300005, 40035}, Kind.FEISHU: {19001}}
BAD_SIGN = {Kind.WECOM: set[int](), Kind.DINGTALK: {310000}, Kind.FEISHU: {19021}}
"""What the codes of a refusal mean; DingTalk's also stands for a wanted keyword or a foreign address."""
_PATHS = {
    "/cgi-bin/webhook/send": (Kind.WECOM, "key"),
    "/robot/send": (Kind.DINGTALK, "access_token"),
}
_FEISHU_PATH = "/open-apis/bot/v2/hook/"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def robot_of(address: str, secret: str = "", *, hosts: Collection[str] = (), is_loopback: bool = False) -> Robot | None:
    """The robot behind an address as its group shows it; None for whatever is no robot's address.

    Only https to the three providers and to `hosts` (name, or name:port) of the firm's own; plain http to loopback
    with `is_loopback`, which is for tests. Nothing of an address but host, port and key is kept.
    """
    try:
        where = urlsplit(address.strip())
        port = where.port
    except ValueError:
        return None
    origin = f"{where.scheme}://{where.netloc}"
    name = (where.hostname or "") + (f":{port}" if port else "")
    if "@" in where.netloc or not _may_leave_for(origin, name, hosts, is_loopback=is_loopback):
        return None
    path = where.path.rstrip("/")
    if path.startswith(_FEISHU_PATH):
        kind, key = Kind.FEISHU, unquote(path.removeprefix(_FEISHU_PATH))
    elif path in _PATHS:
        kind, name_of_key = _PATHS[path]
        key = parse_qs(where.query).get(name_of_key, [""])[0]
    else:
        return None
    is_foreign = origin in ORIGINS.values() and origin != ORIGINS[kind]
    return None if is_foreign or not _KEY.fullmatch(key) else Robot(kind, key, secret.strip(), origin)


_KEY = re.compile(r"[A-Za-z0-9_-]{4,200}")


def _may_leave_for(origin: str, name: str, hosts: Collection[str], *, is_loopback: bool) -> bool:
    if origin in ORIGINS.values():
        return True
    where = urlsplit(origin)
    if is_loopback and where.scheme == "http" and where.hostname in LOOPBACK:
        return True
    return where.scheme == "https" and name in hosts


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
