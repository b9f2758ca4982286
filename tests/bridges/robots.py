"""Fakes of the three robots on loopback: they check what the real ones check, and refuse with status 200 as they do."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY, SECRET = "k-7f3a", "SECtest0001"
HOUR = 3600


@dataclass(slots=True)
class Group:
    """What a group was told. `now` is the provider's clock; `failures` are answers given before any other.

    `hangs_up` lets the group have the message and closes the line without a word.
    """

    now: float = 1_763_596_800.0
    is_signed: bool = True
    said: list[str] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    failures: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    origin: str = ""
    hangs_up: bool = False


def _mac(key: str, message: str) -> str:
    return base64.b64encode(hmac.digest(key.encode(), message.encode(), hashlib.sha256)).decode()


def wecom(group: Group, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if path != "/cgi-bin/webhook/send" or query.get("key") != KEY:
        return {"errcode": 93000, "errmsg": "invalid webhook url"}
    text = body["text"]["content"]
    if body["msgtype"] != "text" or len(text.encode()) > 2048:
        return {"errcode": 40058, "errmsg": "content exceed max length"}
    if len([moment for moment in group.asked if moment > group.now - 60]) > 20:
        return {"errcode": 45009, "errmsg": "api freq out of limit"}
    group.said.append(text)
    return {"errcode": 0, "errmsg": "ok"}


def dingtalk(group: Group, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if path != "/robot/send" or query.get("access_token") != KEY:
        return {"errcode": 300005, "errmsg": "token is not exist"}
    if group.is_signed:
        moment = query.get("timestamp", "0")
        is_fresh = abs(int(moment) / 1000 - group.now) <= HOUR
        if not is_fresh or query.get("sign") != _mac(SECRET, f"{moment}\n{SECRET}"):
            return {"errcode": 310000, "errmsg": "sign not match"}
    if len([moment for moment in group.asked if moment > group.now - 60]) > 20:
        return {"errcode": 130101, "errmsg": "send too fast"}
    group.said.append(body["text"]["content"])
    return {"errcode": 0, "errmsg": "ok"}


def feishu(group: Group, path: str, query: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    if path != f"/open-apis/bot/v2/hook/{KEY}":
        return {"code": 19001, "msg": "param invalid: incoming webhook access token invalid"}
    if group.is_signed:
        moment = str(body.get("timestamp", "0"))
        is_fresh = len(moment) == 10 and abs(int(moment) - group.now) <= HOUR
        if not is_fresh or body.get("sign") != _mac(f"{moment}\n{SECRET}", ""):
            return {"code": 19021, "msg": "sign match fail or timestamp is not within one hour from current time"}
    if len([moment for moment in group.asked if moment > group.now - 1]) > 5:
        return {"code": 11232, "msg": "create message trigger system frequency limit"}
    group.said.append(body["content"]["text"])
    return {"code": 0, "msg": "success", "data": {}}


ANSWERS = {"wecom": wecom, "dingtalk": dingtalk, "feishu": feishu}


@contextmanager
def group_of(kind: str) -> Iterator[Group]:
    """A group whose robot listens on loopback until the end."""
    group = Group()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            where = urlsplit(self.path)
            group.asked.append(group.now)
            if group.failures:
                status, answer = group.failures.pop(0)
            else:
                query = {name: values[0] for name, values in parse_qs(where.query).items()}
                status, answer = 200, ANSWERS[kind](group, where.path, query, body)
            if group.hangs_up:
                self.close_connection = True
                return
            data = json.dumps(answer).encode()
            self.send_response(status)
            if "Location" in answer:
                self.send_header("Location", answer["Location"])
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    group.origin = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield group
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
