"""What the recorded verbs are called on screen."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

VERBS = {
    "ledger.hear": pgettext_lazy("event", "words taken in"),
    "ledger.quote": pgettext_lazy("event", "words marked"),
    "ledger.enter": pgettext_lazy("event", "line entered"),
    "ledger.clarify": pgettext_lazy("event", "line clarified"),
    "ledger.word": pgettext_lazy("event", "wording written"),
    "ledger.offer_sheet": pgettext_lazy("event", "sheet put to the client"),
    "ledger.offer": pgettext_lazy("event", "line put to the client"),
    "ledger.recall": pgettext_lazy("event", "sheet taken back"),
    "ledger.reply": pgettext_lazy("event", "sheet answered"),
    "ledger.confirm": pgettext_lazy("event", "line confirmed"),
    "ledger.confirm_orally": pgettext_lazy("event", "line confirmed orally"),
    "ledger.not_accept": pgettext_lazy("event", "line not accepted"),
    "ledger.ask": pgettext_lazy("event", "question asked"),
    "ledger.begin": pgettext_lazy("event", "work begun"),
    "ledger.measure": pgettext_lazy("event", "measured"),
    "ledger.publish_measurement": pgettext_lazy("event", "measurement told"),
    "ledger.met": pgettext_lazy("event", "met"),
    "ledger.missed": pgettext_lazy("event", "missed"),
    "ledger.kept": pgettext_lazy("event", "kept"),
    "ledger.not_kept": pgettext_lazy("event", "not kept"),
    "ledger.moved": pgettext_lazy("event", "moved"),
    "ledger.corrected": pgettext_lazy("event", "promise corrected"),
    "ledger.refuse": pgettext_lazy("event", "declined by us"),
    "ledger.withdraw": pgettext_lazy("event", "withdrawn"),
    "ledger.waive": pgettext_lazy("event", "waived"),
    "ledger.link": pgettext_lazy("event", "lines tied"),
    "ledger.unlink": pgettext_lazy("event", "tie undone"),
    "ledger.save_view": pgettext_lazy("event", "view saved"),
    "ledger.drop_view": pgettext_lazy("event", "view forgotten"),
    "ledger.import": pgettext_lazy("event", "spreadsheet taken in"),
    "ledger.undo_import": pgettext_lazy("event", "import undone"),
    "ledger.export": pgettext_lazy("event", "register taken out"),
    "counsel.note": pgettext_lazy("event", "private note"),
    "evidence.attach": pgettext_lazy("event", "file kept"),
    "evidence.erase": pgettext_lazy("event", "person erased"),
    "projects.open": pgettext_lazy("event", "project opened"),
    "projects.contract": pgettext_lazy("event", "contract written down"),
    "projects.seat": pgettext_lazy("event", "joined the project"),
    "projects.end_seat": pgettext_lazy("event", "left the project"),
    "projects.set_signing": pgettext_lazy("event", "signing limit set"),
    "projects.take_days": pgettext_lazy("event", "days off taken in"),
    "projects.undo_days": pgettext_lazy("event", "days off undone"),
    "projects.set_calendar": pgettext_lazy("event", "working days chosen"),
    "projects.invite": pgettext_lazy("event", "invited"),
    "signing.wrong_code": pgettext_lazy("event", "wrong code tried"),
    "signing.extend": pgettext_lazy("event", "deadline moved"),
    "signing.remind": pgettext_lazy("event", "reminded"),
    "signing.make_link": pgettext_lazy("event", "link made"),
    "signing.open_link": pgettext_lazy("event", "link opened"),
    "signing.revoke_link": pgettext_lazy("event", "link closed"),
    "signing.send_code": pgettext_lazy("event", "code sent"),
    "signing.use_code": pgettext_lazy("event", "code used"),
}


def name_of(verb: str) -> str:
    """The verb on screen; one that has no words yet shows itself."""
    return str(VERBS.get(verb, verb))
