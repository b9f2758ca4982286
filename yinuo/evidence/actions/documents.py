"""Keep documents by the hash of their bytes, and attach files to a project."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from yinuo.base import clock, files
from yinuo.evidence.access import path_of
from yinuo.evidence.actions.events import record
from yinuo.evidence.models import Attachment, Document


class TooLarge(Exception):
    """More bytes than `settings.UPLOAD_MAX_BYTES`; the text says both sizes."""


class NotAllowed(Exception):
    """Not one of the kinds of file we take, or the content is not what the name says; the text says which we take."""


def keep_document(data: bytes, *, media_type: str) -> Document:
    """Keep exact bytes once, under their SHA-256. The file is written before the row: a row never lacks its bytes.

    Nothing is stripped or turned: the original is the evidence. Raises `TooLarge`.
    """
    limit = settings.UPLOAD_MAX_BYTES
    if len(data) > limit:
        sizes = {"size": filesizeformat(len(data)), "limit": filesizeformat(limit)}
        raise TooLarge(_("This file is %(size)s; the limit is %(limit)s. Send a smaller one.") % sizes)
    sha256 = hashlib.sha256(data).hexdigest()
    _write(sha256, data)
    document, _is_new = Document.objects.get_or_create(
        sha256=sha256, defaults={"media_type": media_type, "size": len(data), "kept_at": clock.now()}
    )
    return document


@transaction.atomic
def attach(
    data: bytes,
    *,
    project_code: str,
    side: str,
    file_name: str,
    media_type: str,
    subject: str,
    by: str,
    at: datetime,
) -> Attachment:
    """Keep a file that somebody handed in. Its kind is told by name and content; the browser's `media_type` is noted.

    Raises `TooLarge` and `NotAllowed`.
    """
    name = files.safe_name(file_name)
    kind = files.kind(name, data)
    if kind is None:
        raise NotAllowed(
            _("“%(name)s” cannot be taken: its content must be of the kind its ending says, one of %(kinds)s.")
            % {"name": name, "kinds": ", ".join(files.EXTENSIONS)}
        )
    document = keep_document(data, media_type=kind)
    attachment = Attachment.objects.create(
        document=document,
        project_code=project_code,
        side=side,
        file_name=name,
        subject=subject,
        added_by=by,
        added_at=at,
    )
    record(
        verb="evidence.attach",
        subject=subject or project_code,
        by=by,
        project=project_code,
        side=side,
        facts={"file_name": name, "sha256": document.sha256, "size": document.size, "declared_type": media_type},
        rows=[document, attachment],
    )
    return attachment


def _write(sha256: str, data: bytes) -> None:
    """Write the file unless it stands whole; one cut off half-way by a crash is written again."""
    path = path_of(sha256)
    if default_storage.exists(path):
        with default_storage.open(path) as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                return
        default_storage.delete(path)
    written = default_storage.save(path, ContentFile(data))
    if written != path:  # somebody kept the same bytes at the same moment
        default_storage.delete(written)
    _settle(path)


def _settle(path: str) -> None:
    """Wait until the disk has the file, as the database does with its rows."""
    try:
        local = default_storage.path(path)
    except NotImplementedError:  # a remote storage settles by itself
        return
    file = os.open(local, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)
