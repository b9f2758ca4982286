"""Links that open one subject without signing in (decision 18)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from yinuo.base import clock, codes
from yinuo.base.prepared import Given, Prepared
from yinuo.evidence import actions as evidence
from yinuo.evidence.models import Side
from yinuo.people.models import Member
from yinuo.signing import queries
from yinuo.signing.models import Link


class LinkGone(Exception):
    """The link was revoked, is past its last day, or never was: the one answer to all three."""


@transaction.atomic
def make_link(
    subject: str, *, project_id: int, by: Member, at: datetime, last_on: date, for_person_id: int | None = None
) -> str:
    """Make a link and return its secret, 256 bits, which is stored nowhere. Its last day is given by the caller."""
    secret = codes.secret()
    link = Link.objects.create(
        subject=subject,
        project_id=project_id,
        secret_digest=codes.digest(secret),
        for_person_id=for_person_id,
        made_by=by.person.name,
        made_at=at,
        last_on=last_on,
    )
    evidence.record(
        verb="signing.make_link",
        subject=subject,
        by=by.person.name,
        project=queries.project_code(project_id),
        facts={"link": link.pk, "last_on": last_on, "for_person": for_person_id},
    )
    return secret


def open_link(secret: str, *, on: date) -> Link:
    """The link behind `secret`. The first opening is remembered; nothing is used up.

    Raises:
        LinkGone: it was revoked, is past its last day on `on`, or never was.

    """
    link: Link | None = _open.first(digest=codes.digest(secret), on=on)
    if link is None:
        raise LinkGone
    if link.opened_at is None:
        _remember_opening(link)
    return link


_open = Prepared(lambda: Link.objects.filter(secret_digest=Given("digest"), revoked_at=None, last_on__gte=Given("on")))


@transaction.atomic
def _remember_opening(link: Link) -> None:
    moment = clock.now()
    if not Link.objects.filter(pk=link.pk, opened_at=None).update(opened_at=moment):
        return
    link.opened_at = moment
    evidence.record(
        verb="signing.open_link",
        subject=link.subject,
        by="",
        project=queries.project_code(link.project_id),
        side=Side.SHARED,
        facts={"link": link.pk, "for_person": link.for_person_id},
    )


@transaction.atomic
def revoke_links(subject: str, *, by: Member, at: datetime) -> int:
    """Close every open link to `subject`; how many there were."""
    links = list(Link.objects.select_for_update().filter(subject=subject, revoked_at=None).order_by("pk"))
    Link.objects.filter(pk__in=[link.pk for link in links]).update(revoked_at=at)
    for link in links:
        evidence.record(
            verb="signing.revoke_link",
            subject=subject,
            by=by.person.name,
            project=queries.project_code(link.project_id),
            facts={"link": link.pk},
        )
    return len(links)
