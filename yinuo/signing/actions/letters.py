"""The letter that carries a code."""

from __future__ import annotations

import json

from django.utils.translation import gettext as _

from yinuo.notices.actions import Letter, Told
from yinuo.people.models import Person
from yinuo.signing import queries


def code_letter(told: Told, person: Person) -> Letter | None:
    """The digits and the name of the document; nothing once the code can no longer be used."""
    facts = json.loads(told.payload)
    code = queries.usable_code(facts["code"], told.at)
    if code is None:
        return None
    title = facts["title"] or told.subject
    named = {"code": facts["digits"], "title": title, "name": person.called, "mark": code.document_sha256[:8]}
    if told.channel == "sms":
        return Letter("", _("Yinuo: %(code)s confirms “%(title)s”. Valid for 10 minutes, once. Tell nobody.") % named)
    return Letter(
        subject=_("Your code to confirm a document"),
        text=_(
            "%(name)s,\n\n"
            "your code is\n\n"
            "%(code)s\n\n"
            "It confirms your answers to “%(title)s” (fingerprint %(mark)s). "
            "It is valid for 10 minutes and can be used once.\n\n"
            "We never ask for this code by telephone or chat. If you did not ask for it, you need do nothing."
        )
        % named,
    )
