"""A form takes effect once: its key is spent in the transaction of the act (decision 39)."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.html import format_html
from django.utils.safestring import SafeString

from yinuo.base import clock, codes, jobs
from yinuo.base.models import SpentKey

if TYPE_CHECKING:
    from django.http import HttpRequest

FIELD = "once"
"""The hidden field that carries a form's key."""
LONGEST = 64
LASTS = timedelta(days=7)
ANSWER_LASTS = timedelta(hours=1)
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of a field


class AlreadyDone(Exception):
    """The same form took effect before: whatever was written now is rolled back."""


@dataclass(slots=True)
class Posted:
    """One request that carries a key. `digest` names the act, `seal` opens the answer to it; neither is the key."""

    digest: str
    seal: bytes
    nonce: str = field(default_factory=codes.token)
    is_committed: bool = False
    is_claimed: bool = False

    def __call__(self) -> None:
        """Called by the database once the act stands."""
        self.is_committed = True

    @property
    def is_spent(self) -> bool:
        """Whether this request spent its key, in the present transaction or an earlier one."""
        return self.is_committed or any(entry[1] is self for entry in connection.run_on_commit)


_posted: ContextVar[Posted | None] = ContextVar("posted", default=None)


def fields(csrf_token: object) -> SafeString:
    """The two hidden fields of every form that posts: the proof that it is ours, and the key that it is spent by."""
    return format_html(
        '<input type="hidden" name="{}" value="{}"><input type="hidden" name="{}" value="{}">',
        _TOKEN,
        csrf_token,
        FIELD,
        secrets.token_urlsafe(16),
    )


def read(request: HttpRequest) -> Posted | None:
    """The act that a POST asks for, or None when it carries no key.

    Who posts, where, and what: a form that was changed and sent again is another act, so that nothing typed is lost.
    """
    key = request.POST.get(FIELD, "")
    if not key or len(key) > LONGEST:
        return None
    typed = sorted((name, request.POST.getlist(name)) for name in request.POST if name not in (FIELD, _TOKEN))
    files = sorted((name, _files(request, name)) for name in request.FILES)
    act = json.dumps([key, str(request.user.pk or ""), request.get_full_path(), typed, files])
    return Posted(codes.digest(act), hashlib.sha256(f"answer {key}".encode()).digest())


def _files(request: HttpRequest, name: str) -> list[str]:
    digests = []
    for upload in request.FILES.getlist(name):
        sha256 = hashlib.sha256(f"{upload.name}\n".encode())
        for chunk in upload.chunks():
            sha256.update(chunk)
        upload.seek(0)
        digests.append(sha256.hexdigest())
    return digests


@contextmanager
def posting() -> Iterator[None]:
    """The length of one request: what `begin` says holds no longer."""
    before = _posted.set(None)
    try:
        yield
    finally:
        _posted.reset(before)


def begin(posted: Posted) -> None:
    """Every act from now on spends the key of `posted`."""
    _posted.set(posted)


def claim() -> None:
    """Spend the key ahead of a page whose effects lie outside of our transactions. Raises `AlreadyDone`."""
    spend()
    if posted := _posted.get():
        posted.is_claimed = True


def give_back(posted: Posted) -> None:
    """A claimed page refused the form: it may be sent again."""
    SpentKey.objects.filter(digest=posted.digest, nonce=posted.nonce).delete()
    posted.is_committed = False
    connection.run_on_commit = [entry for entry in connection.run_on_commit if entry[1] is not posted]


def spend() -> None:
    """Spend the key of the request that is being answered, with the act it asks for: called by whatever writes.

    Several verbs of one request share its key; without a request (worker, import) nothing happens.

    Raises:
        AlreadyDone: another request spent it. Two at the same moment wait for each other here.

    """
    posted = _posted.get()
    if posted is None or posted.is_spent:
        return
    try:
        with transaction.atomic():
            SpentKey.objects.create(digest=posted.digest, nonce=posted.nonce, at=clock.now())
    except IntegrityError as error:
        raise AlreadyDone from error
    transaction.on_commit(posted)


@jobs.every(600, "base.forget_keys")
def forget(at: datetime) -> int:
    """Forget answers after an hour and keys after seven days; how many keys."""
    SpentKey.objects.filter(at__lt=at - ANSWER_LASTS).exclude(answer=None).update(answer=None)
    return SpentKey.objects.filter(at__lt=at - LASTS).delete()[0]
