"""The walk of one person through his door: read all, answer all, try what is not his, and read his mail."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client

from tests.cast import sign_in
from tests.leaks.crawler import Crawler, Finding, forms_of, gaps
from yinuo.base import clock
from yinuo.notices import jobs as notices
from yinuo.signing import jobs as signing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.core.mail import EmailMessage

    from tests.leaks.canaries import Canaries
    from tests.leaks.scene import Scene

OURS = "@chengchuan.example"
CLIENTS = ("wen", "lu", "shao", "he", "ma", "dong", "link", "nobody")
"""Window, sponsor, stakeholder, another firm's contact, revoked, off the project, whoever holds the link, nobody."""
UNGUESSABLE = re.compile(r"[A-Za-z0-9_-]{22,}")
CHECKPOINT_AT = datetime(2026, 11, 20, 16, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
"""A Friday, just before the digest."""
LATER = timedelta(days=12)
"""Long enough for digests and reminders to fall due."""


def forbidden(scene: Scene, identity: str) -> list[Canaries]:
    """What must never reach `identity`."""
    if identity in {"wen", "lu", "shao"}:
        return [scene.private, scene.of_p2]
    if identity == "he":
        return [scene.private, scene.of_p1]
    if identity == "link":
        return [scene.private, scene.of_p2, scene.of_p1.without("first title")]
    return [scene.private, scene.of_p1, scene.of_p2]


def visit(scene: Scene, identity: str, elsewhere: Iterable[str] = (), tokens: Sequence[str] | None = None) -> Crawler:
    """Everything `identity` can read, by pages, by answering, by trying `elsewhere` and foreign `tokens`, by mail."""
    cache.clear()  # where the limits on tries are kept
    mail.outbox = []
    crawler = Crawler(browser(scene, identity), forbidden(scene, identity))
    starts = [f"/link/{scene.link}/"] if identity == "link" else ["/portal/", "/"]
    crawler.crawl(starts)
    answer_everything(crawler)
    crawler.crawl(letters(scene, identity, crawler))
    knock(crawler, [*elsewhere, *_swapped(crawler.seen, ["nobody", *(scene.tokens if tokens is None else tokens)])])
    if missing := gaps(crawler.numbers) if identity != "link" else set():
        crawler.findings.add(Finding("number gap", "sheet numbers", f"missing {sorted(missing)}"))
    return crawler


@contextmanager
def aside() -> Iterator[None]:
    """What happens in here leaves no trace in the database."""
    block = transaction.atomic()
    setattr(block, "_from_testcase", True)  # noqa: B010  # as Django's own test case: durable blocks may stand in it
    with block:
        yield
        transaction.set_rollback(True)


def browser(scene: Scene, identity: str) -> Client:
    if identity in {"link", "nobody"}:
        return Client()
    return sign_in(getattr(scene.cast, identity).person)


def answer_everything(crawler: Crawler) -> None:
    """Post each form as it stands with each of its buttons, then all the steps to the seal; read what follows."""
    for address, text in sorted(crawler.bodies.items()):
        for form in forms_of(text):
            target = form.action.partition("#")[0] or address
            if not target.startswith(("/portal/", "/link/")):
                continue
            crawler.post(target, {})
            for name, value in form.buttons or (("", ""),):
                said = crawler.post(target, dict(form.fields) | {name: value})
                if 'name="code"' in said:
                    _sign(crawler, target, said)
    crawler.seen -= set(crawler.bodies)
    crawler.crawl(["/portal/", *crawler.bodies])


def _sign(crawler: Crawler, target: str, page: str) -> None:
    """Give a wrong code, then the one from the mailbox."""
    (form,) = [form for form in forms_of(page) if "code" in dict(form.fields)]
    body = dict(form.fields) | {"act": "sign"}
    crawler.post(target, body | {"code": "000"})
    notices.send_due(clock.now())
    codes = re.findall(r"^(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE) if mail.outbox else []
    if codes:
        crawler.post(target, body | {"code": codes[-1]})


def letters(scene: Scene, identity: str, crawler: Crawler) -> list[str]:
    """Read the mail of `identity`; where its links lead."""
    signing.remind(clock.now() + LATER)
    signing.checkpoint(CHECKPOINT_AT)
    notices.send_due(clock.now())
    notices.send_due(clock.now() + LATER)
    if identity in {"link", "nobody"}:
        return []
    address = getattr(scene.cast, identity).person.email
    led: list[str] = []
    for message in to_clients(mail.outbox):
        if address in message.recipients():
            crawler.letter(message.message())
            led += re.findall(r"(/(?:link|portal)/\S+?/)(?=\s|$)", str(message.body))
    return led


def to_clients(sent: Sequence[EmailMessage]) -> list[EmailMessage]:
    """Letters that anybody outside our firm receives."""
    return [letter for letter in sent if any(not to.endswith(OURS) for to in letter.recipients())]


def knock(crawler: Crawler, addresses: Iterable[str]) -> None:
    """Ask for addresses that are not his: whatever comes back is read."""
    for address in sorted({address.partition("?")[0] for address in addresses} - crawler.seen):
        crawler.asked = address
        crawler.get(address)
    crawler.asked = ""


def _swapped(addresses: Iterable[str], tokens: Sequence[str]) -> set[str]:
    """The same addresses with foreign names in place of each of their own."""
    shapes: dict[str, str] = {}
    for address in sorted(addresses):
        shapes.setdefault(UNGUESSABLE.sub("*", address), address)
    return {
        address[: match.start()] + token + address[match.end() :]
        for address in shapes.values()
        for match in UNGUESSABLE.finditer(address)
        for token in tokens
    }
