"""The demo's mailbox: what the demo would have sent, so that links and codes can be used."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from yinuo.people.access import member_for

MOST = 100
BETWEEN = b"\n" + b"-" * 79 + b"\n"
DIGITS = re.compile(r"^\d{6}$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as it lies in the mailbox."""

    to: str
    subject: str
    text: str
    digits: str
    sent_at: datetime | None


@require_GET
def mailbox(request: HttpRequest) -> HttpResponse:
    """The mails of the demo, newest first: in the demo, on this machine, for a member; otherwise nothing is here."""
    if not settings.DEMO or not _is_loopback(request):
        raise Http404
    member_for(request)
    folder = getattr(settings, "EMAIL_FILE_PATH", None)
    return render(request, "demo/mailbox.html", {"mails": _mails(Path(folder)) if folder else []})


def _is_loopback(request: HttpRequest) -> bool:
    # A proxy on this machine would make the whole world look like loopback.
    if any(name in request.headers for name in ("Forwarded", "X-Forwarded-For", "X-Real-Ip")):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _mails(folder: Path) -> list[Mail]:
    if not folder.is_dir():
        return []
    files = [path for path in folder.iterdir() if path.suffix in {".eml", ".log"}]
    files.sort(key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    mails: list[Mail] = []
    for path in files[:MOST]:
        # Django's file back-end may put several mails of one moment into one file.
        parts = [part for part in path.read_bytes().split(BETWEEN) if part.strip()]
        mails += [_mail(part) for part in reversed(parts)]
    return mails[:MOST]


def _mail(raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if isinstance(body, EmailMessage) else ""
    digits = DIGITS.search(text)
    sent_at = message["Date"].datetime if message["Date"] else None
    if sent_at and sent_at.tzinfo is None:
        sent_at = sent_at.replace(tzinfo=UTC)  # a mail writes "-0000" for UTC of no particular place
    return Mail(
        to=str(message["To"] or ""),
        subject=str(message["Subject"] or ""),
        text=text.replace("\r\n", "\n").strip(),
        digits=digits.group() if digits else "",
        sent_at=sent_at,
    )
