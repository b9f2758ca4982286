"""Every form takes effect once, however often and however parallel it is sent (decision 39)."""

import threading
from collections import Counter
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import Client

from tests import cast as everybody
from tests.figures import many
from tests.house import forms, scene
from tests.house.forms import Posting
from tests.house.scene import Scene as Stage
from tests.portal.conftest import code_of
from yinuo.base import clock, codes
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Reply
from yinuo.people.models import Member
from yinuo.signing.models import Code

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

STARTED = date(2026, 11, 18)
AT_ONCE = many(full=20, few=5)
ASKED_FIRST = (
    *(
        "account/app/",
        "account/app/remove/",
        "account/oidc/remove/",
        "account/recovery-codes/",
        "account/passkeys/new/",
    ),
    *("account/passkeys/<int:key>/name/", "account/passkeys/<int:key>/remove/"),
    *("account/tokens/new/", "account/tokens/<int:token>/end/"),
)
"""Pages that change how one signs in: they ask first who it is, and what they do then is tried in tests/people."""
NO_ROW = {
    **dict.fromkeys(ASKED_FIRST, "asks first who it is"),
    **dict.fromkeys(("account/login/", "account/login/passkey/", "account/login/second-step/"), "begins a session"),
    **dict.fromkeys(("account/confirm/", "account/confirm/code/", "account/confirm/passkey/"), "marks the session"),
    "account/sessions/end/": "ends sessions",
    "account/login/code/confirm/": "needs the code of the same browser",
    "account/password/set/": "only for a member without a password",
    "account/logout/": "signing out twice is signing out once",
    "projects/<slug:code>/people/paste/": "only shows what was understood; see below",
    "projects/<slug:code>/evidence/verification/": "reads",
    "projects/<code>/imports/": "the file of the matrix is no file",
    "projects/<code>/imports/<int:number>/columns/": "changes one row",
    "projects/<code>/plan/import/": "the file of the matrix is no file",
    "projects/<code>/plan/import/<int:number>/columns/": "changes one row",
    "projects/<code>/issues/import/": "the file of the matrix is no file",
    "projects/<code>/issues/import/<int:number>/columns/": "changes one row",
    "projects/<code>/lines/<entry_code>/links/<other>/end/": "nothing is tied here; see below",
    "projects/<code>/lines/<entry_code>/start/": "has begun here; see below",
    "projects/<code>/plan/draft/": "a draft is there; see below",
    "projects/<slug:code>/reports/new/": "a draft is there; see below",
    "start/project/": "over here; see below",
    "start/people/<slug:code>/": "over here; see below",
    "verify/": "reads",
}
"""Forms whose valid body of the matrix writes no row, and why."""
ELSEWHERE = {
    **dict.fromkeys(ASKED_FIRST, "behind the question who it is"),
    "account/confirm/passkey/": "for a member with a passkey",
    "account/login/second-step/": "for a member with a second step",
    "account/sessions/end/": "behind the question who it is",
    "account/login/code/confirm/": "after a code was asked for",
    "account/password/set/": "for a member without a password",
    "projects/<code>/imports/": "the list of imports leads to it",
    "projects/<code>/plan/import/": "the page of the plan leads to it",
    "projects/<code>/issues/import/": "the issue list leads to it",
    "projects/<code>/lines/<entry_code>/links/<other>/end/": "no page shows it",
    "projects/<code>/lines/<entry_code>/start/": "on the page of an agreed line that nobody has begun",
    "projects/<slug:code>/memos/<slug:memo_code>/closing/": "on the page of a memo that may be closed",
    "projects/<slug:code>/meetings/<slug:meeting_code>/no-memo/": "beside a meeting that lacks its memo",
    "robots/<int:pk>/test/": "on the page of a robot that the matrix does not open",
    "start/project/": "in its turn",
    "start/people/<slug:code>/": "in its turn",
}
"""Forms that no page shows at the stage of the matrix."""
EACH_TIME = {
    "projects/<slug:code>/changes/export/": "takes out what stands at that moment; each file that left is told",
    "projects/<slug:code>/money/export/": "takes out what stands at that moment; each file that left is told",
    "projects/<code>/plan/versions/<int:number>/export/": "takes out what stands; each file that left is told",
    "projects/<code>/issues/export/": "takes out what stands at that moment; each file that left is told",
    "projects/<slug:code>/register/export/": "takes out what stands at that moment; each file that left is told",
}
"""Forms that do it each time, and why; their effect is as many times the one."""
SIGNS_OUT = {"account/logout/", "account/password/change/"}
"""Forms that end the session they are sent from: whoever comes later is asked to sign in."""
LIMITED = {
    "account/confirm/": "ten tries in five minutes",
    "account/confirm/code/": "five codes in five minutes",
    "account/login/": "five at the same moment: a try counts as wrong until its password is known to be right",
    "account/login/passkey/": "ten tries in five minutes",
}
"""Forms of which only so many are taken, and the limit: those beyond it are refused with 429 and do nothing."""
REFUSED = 429


@dataclass(frozen=True)
class Said:
    """An answer as a browser meets it."""

    status: int
    place: str
    page: bytes
    cookies: tuple


def at_once(client, posting, key, times):
    """What a browser is told that sends the same form `times` times at the same moment."""
    start, said, failures = threading.Barrier(times), [], []
    cache.clear()

    def send():
        tab = Client()
        tab.cookies = client.cookies.copy()
        try:
            start.wait()
            answer = tab.post(posting.path, {**posting.body, "once": key})
            cookies = tuple(sorted(cookie.OutputString() for cookie in answer.cookies.values() if cookie.key != "csrf"))
            page = b"".join(answer.streaming_content) if answer.streaming else answer.content
            said.append(Said(answer.status_code, answer.get("Location", ""), page, cookies))
        except Exception as error:  # noqa: BLE001  # whatever it was, the test says so
            failures.append(repr(error))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    return said


def build():
    call_command("flush", verbosity=0, interactive=False)
    return scene.build(everybody.build())


def flaws(stage, posting, key, alone):
    """What went otherwise than once, when sent many times at once."""
    before = forms.counted()
    said = at_once(forms.browser(stage, posting.who), posting, key, AT_ONCE)
    status, effect = alone
    done = forms.effect(before)
    if posting.name in EACH_TIME:
        effect = {name: count * AT_ONCE for name, count in effect.items()}
    taken = [one for one in said if one.status != REFUSED] if posting.name in LIMITED else said
    heard = set(taken) if effect else {(one.status, one.place) for one in taken}
    is_alike = posting.name in SIGNS_OUT or len(heard) == 1
    if taken and done == effect and is_alike and taken[0].status == status:
        return []
    return [(posting.name, alone, done, Counter((one.status, one.place, len(one.page)) for one in said))]


def test_every_form_takes_effect_once(figure):
    stage = build()
    first = {posting.name: posting for posting in forms.postings(stage)}
    alone = {name: forms.tried(stage, posting) for name, posting in first.items()}
    keys = {who: forms.keys_by_action(stage, who) for who in forms.PREFERRED}
    wrong = []
    for name, shown in first.items():
        posting = {one.name: one for one in forms.postings(stage)}[name]
        if forms.tried(stage, posting) != alone[name]:  # an earlier form has made this one's act impossible
            stage = build()
            posting = {one.name: one for one in forms.postings(stage)}[name]
        key = keys[posting.who].get(shown.path, codes.token())
        wrong += flaws(stage, posting, key, alone[name])

    figure("Once", "forms posted 20 times at once", len(first))
    figure("Once", "doubled effects", len(wrong), wanted="0")
    assert {name: (meant, done, told) for name, meant, done, told in wrong} == {}
    assert {name for name in alone if not alone[name][1]} == set(NO_ROW)
    unseen = {name for name, posting in first.items() if posting.path not in keys[posting.who]}
    assert unseen == set(ELSEWHERE)


def agreed(stage):
    """A promise that the client agreed to by message, and that nobody has begun."""
    cast = stage.cast
    line = ledger.enter(cast.p1, by=cast.lin, at=clock.now(), kind="commitment", holder=cast.lin.person, words="周报")
    worded = scene._worded(cast, line)  # noqa: SLF001  # the scene's own wording
    sheet = offer(cast, worded)
    said = ledger.MeansGiven(means="message", by_name="温宁", signed_on=STARTED, message_text="好的")
    ledger.reply(sheet, means=said, answers=[ledger.AnswerGiven(sheet.lines.get().token, "confirm")], at=clock.now())
    return line


def offer(cast, *wordings):
    return ledger.offer(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        wordings=wordings,
        title="周报",
        ask="请确认",
        contacts=[cast.wen],
        due_on=date(2099, 12, 31),
    )


def signing_posting(stage):
    """温宁's answer to a sheet with the code that was sent for it."""
    path = "/portal/{project_token}/sheets/{sheet_token}/".format(**stage.slots)
    answers = {"a1": "confirm", "who": ""}
    forms.browser(stage, "wen").post(path, {"act": "send", **answers})
    return Posting("portal sign", path, "wen", {"act": "sign", "code": code_of(stage.cast.wen.person), **answers})


def test_forms_of_other_stages_take_effect_once(figure):
    stage = build()
    cast = stage.cast
    wish = Entry.objects.get(project=cast.p1, code=stage.slots["wish"])
    ledger.link(wish, Entry.objects.get(project=cast.p1, code=stage.slots["promise"]), by=cast.lin, at=clock.now())
    there = "/projects/P1/lines/"
    every = [
        Posting("begin", f"{there}{agreed(stage).code}/start/", "lin"),
        Posting("untie", "{}{wish}/links/{promise}/end/".format(there, **stage.slots), "lin"),
        Posting("paste", "/projects/P1/people/paste/", "lin", {"text": "方雯 成本会计", "save": "1"}),
        Posting("upload", "/projects/P1/capture/", "lin", {"text": "下周五上线\n月底验收", "kind": "chat"}),
        signing_posting(stage),
    ]
    alone = [forms.tried(stage, posting) for posting in every]
    wrong = [flaw for one, done in zip(every, alone, strict=True) for flaw in flaws(stage, one, codes.token(), done)]

    figure("Once", "forms posted 20 times at once, of other stages", len(every) + 3)
    assert [done[1] != {} for done in alone] == [True] * len(every)
    assert wrong == []
    assert Reply.objects.filter(sheet__token=stage.slots["sheet_token"]).count() == 1
    assert Code.objects.get(used_at__isnull=False).tries == 1


def test_a_first_plan_and_a_first_report_begin_once(figure):
    stage = build()
    every = [
        Posting("plan", "/projects/P2/plan/draft/", "zhou"),
        Posting("report", "/projects/P2/reports/new/", "zhou"),
    ]
    alone = [forms.tried(stage, posting) for posting in every]
    wrong = [flaw for one, done in zip(every, alone, strict=True) for flaw in flaws(stage, one, codes.token(), done)]

    figure("Once", "forms posted 20 times at once, of other stages", len(every))
    assert [done[1] != {} for done in alone] == [True] * len(every)
    assert wrong == []


def test_the_first_start_begins_once():
    call_command("flush", verbosity=0, interactive=False)
    nobody = Stage(None, {})
    begin = {
        "firm": "澄川",
        "name": "郁青",
        "title": "商务",
        "email": "yuqing@chengchuan.example",
        "password": "泵业-排产-2026",
    }
    first = Posting("start", "/start/", "nobody", begin)
    assert flaws(nobody, first, codes.token(), forms.tried(nobody, first)) == []
    admin = Stage(SimpleNamespace(admin=Member.objects.get()), {})
    for path, body in (
        ("/start/project/", {"client": "东澜", "code": "P9", "name": "二期", "started_on": "2026-10-01"}),
        ("/start/people/P9/", {"text": "方雯 成本会计", "save": "1"}),
    ):
        step = Posting(path, path, "admin", {"time_zone": "Asia/Shanghai", "language": "zh-hans", **body})
        alone = forms.tried(admin, step)
        assert alone[0] == 302
        assert flaws(admin, step, codes.token(), alone) == []
