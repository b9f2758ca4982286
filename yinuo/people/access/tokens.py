"""The way in for programs: a token that a member made, good for reading only (decision 44)."""

from __future__ import annotations

from yinuo.base import clock, codes
from yinuo.base.prepared import Given, Prepared
from yinuo.people.models import ApiToken

ZONE = "UTC"
"""Tokens begin and end by this clock, as the page of the account says of all its times."""


def token_of(secret: str) -> ApiToken | None:
    """The token behind `secret` while it counts, with its member and person read along. One query."""
    found: ApiToken | None = _live.first(digest=codes.digest(secret), today=clock.today(ZONE))
    return found


_live = Prepared(
    lambda: ApiToken.objects.filter(
        secret_digest=Given("digest"),
        ended_at=None,
        expires_on__gte=Given("today", ApiToken._meta.get_field("expires_on")),  # noqa: SLF001  # documented API
        member__person__is_active=True,
    ).select_related("member__person")
)
