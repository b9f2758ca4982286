"""Says a text in a group, at the pace its robot allows, trying again what may be tried again."""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from yinuo.bridges.robots.kinds import BUSY, LOOPBACK, RULES, TOO_FAST, Post, Robot, parts, pause, post_of, verdict

SECONDS_TO_WAIT = 10
LONGEST_ANSWER = 64_000
TRIES = 3
FIRST_PAUSE = 2.0
"""Seconds before the second try; each further one waits twice as long."""
SERVER_ERROR = 500
UNREADABLE = -2
UNREACHED = -3
"""No connection came about: nothing was said."""
UNANSWERED = -4


class _Straight(HTTPRedirectHandler):
    """A robot answers itself: whoever sends us elsewhere is none."""

    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


_opener = build_opener(_Straight)


class NotTaken(Exception):
    """The robot did not take the message: `code` as it answered, `words` of the provider, never ours nor the key.

    `is_passing` says that another try may succeed, `after` how many seconds from now. `may_have_arrived` is a message
    that left and was never answered: said again, the group may read it twice.
    """

    def __init__(
        self, code: int, words: str, *, is_passing: bool = False, after: float = 0.0, may_have_arrived: bool = False
    ) -> None:
        super().__init__(f"{code} {words}".strip())
        self.code, self.words, self.is_passing, self.after = code, words, is_passing, after
        self.may_have_arrived = may_have_arrived


@dataclass(slots=True)
class Voice:
    """What sends for one robot: it remembers when it spoke. `clock` tells seconds since 1970, `rest` waits them.

    `tries` is 1 where somebody else tries again later, so that nobody waits here.
    """

    robot: Robot
    tries: int = TRIES
    clock: Callable[[], float] = time.time
    rest: Callable[[float], None] = time.sleep
    sent: deque[float] = field(default_factory=lambda: deque(maxlen=200))

    def say(self, text: str) -> int:
        """Say `text`, in several messages where it is long; how many were sent.

        Raises:
            NotTaken: refused for good, or still refused after all tries; what was sent before stays sent.

        """
        messages = parts(text, RULES[self.robot.kind].most_bytes)
        for message in messages:
            self._say(message)
        return len(messages)

    def _say(self, message: str) -> None:
        for turn in range(self.tries):
            if wait := pause(list(self.sent), self.clock(), RULES[self.robot.kind].paces):
                self.rest(wait)
            now = self.clock()
            self.sent.append(now)
            try:
                _send(self.robot, post_of(self.robot, message, now))
            except NotTaken as refused:
                if not refused.is_passing or turn == self.tries - 1 or refused.after:
                    raise
                self.rest(FIRST_PAUSE * 2**turn)
            else:
                return


def _send(robot: Robot, post: Post) -> None:
    """One request. Nothing that is raised holds the address, since the address holds the key."""
    where = urlsplit(post.url)
    if where.scheme != "https" and not (where.scheme == "http" and where.hostname in LOOPBACK):
        raise NotTaken(UNREADABLE, "the robot's address is not https")
    data = json.dumps(post.body, ensure_ascii=False).encode()
    request = Request(post.url, data=data, headers={"Content-Type": "application/json; charset=utf-8"})  # noqa: S310  # checked above
    try:
        with _opener.open(request, timeout=SECONDS_TO_WAIT) as answer:
            told = answer.read(LONGEST_ANSWER)
    except HTTPError as error:
        error.close()
        raise NotTaken(error.code, "", is_passing=error.code >= SERVER_ERROR) from None
    except URLError:
        raise NotTaken(UNREACHED, "the robot cannot be reached", is_passing=True) from None
    except (OSError, HTTPException):
        raise NotTaken(UNANSWERED, "the robot did not answer", may_have_arrived=True) from None
    _judge(robot, told)


def _judge(robot: Robot, told: bytes) -> None:
    try:
        answer = json.loads(told)
    except ValueError:
        answer = None
    if not isinstance(answer, dict):
        raise NotTaken(UNREADABLE, "the answer cannot be read")
    code, words = verdict(robot.kind, answer)
    if code == 0:
        return
    if code in TOO_FAST[robot.kind]:
        raise NotTaken(code, words, is_passing=True, after=RULES[robot.kind].limited_for)
    raise NotTaken(code, words, is_passing=code in BUSY[robot.kind])
