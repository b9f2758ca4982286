"""A line with everything that happened to it."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.ledger.conftest import DUE, number_of_hits, offered, worded
from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.counsel.models import PrivateNote
from yinuo.evidence.models import Event
from yinuo.ledger import actions as ledger
from yinuo.ledger.actions import AnswerGiven, MeansGiven
from yinuo.signing.models import Means

SIGNED_ON = date(2026, 11, 20)


def href(entry):
    return f"/projects/P1/{'expectations' if entry.is_wish else 'commitments'}/{entry.code}/"


def page(client, entry, **headers):
    answer = client.get(href(entry), headers=headers)
    assert answer.status_code == 200
    return answer.content.decode()


def agree(cast, entry, text="", criterion=None, authority="window"):
    sheet = offered(cast, worded(cast, entry, text, criterion), authority=authority)
    means = MeansGiven(
        means=Means.MESSAGE, by_name="温宁", recorded_by="林知夏", signed_on=SIGNED_ON, message_text="可以"
    )
    ledger.reply(sheet, means=means, answers=[AnswerGiven(sheet.lines.get().token, "confirm")], at=clock.now())
    return sheet


def test_a_line_of_the_other_kind_is_sent_to_its_own_address(as_lin, lines):
    sent = as_lin.get(f"/projects/P1/expectations/{lines.promise.code}/")
    assert (sent.status_code, sent["Location"]) == (302, href(lines.promise))
    sent = as_lin.get(f"/projects/P1/commitments/{lines.wish.code}/")
    assert (sent.status_code, sent["Location"]) == (302, href(lines.wish))
    assert as_lin.get("/projects/P1/expectations/E999/").status_code == 404


def test_what_was_said_is_shown_marked_inside_its_source(cast, as_lin):
    text = "温宁：好。邵国梁：系统要按我的排产规则。温宁：记下了。"
    source = ledger.hear(
        cast.p1, by=cast.lin, at=clock.now(), kind="chat", title="群聊 6-12", occurred_on=SIGNED_ON, text=text
    )
    start = text.index("系统")
    statement = ledger.quote(source, by=cast.lin, at=clock.now(), start=start, end=start + 10, speaker="邵国梁")
    entry = ledger.enter(
        cast.p1,
        by=cast.lin,
        at=clock.now(),
        kind="expectation",
        holder=cast.shao.person,
        words="排产",
        statement=statement,
    )

    shown = page(as_lin, entry)

    assert "温宁：好。邵国梁：<mark>系统要按我的排产规则</mark>。温宁：记下了。" in shown
    assert f'href="/projects/P1/sources/1/#s{start}"' in shown


def test_what_was_agreed_carries_its_seal_and_the_version_that_is_not(cast, as_lin, lines):
    agree(cast, lines.wish, "按 12 条规则排产。")
    shown = page(as_lin, lines.wish)
    assert 'class="seal"' in shown
    assert "note-warning" not in shown

    offered(cast, worded(cast, lines.wish, "按 14 条规则排产。"))
    shown = page(as_lin, lines.wish)

    assert "note-warning" in shown
    assert ("<del>12</del>" in shown, "<ins>14</ins>" in shown) == (True, True)
    assert '<p class="exact" lang="zh-hans">按 12 条规则排产。</p>' in shown


def test_less_authority_than_asked_for_is_a_hollow_seal(cast, as_lin, lines):
    agree(cast, lines.wish, authority="signatory")

    assert "seal-hollow" in page(as_lin, lines.wish)


def test_a_number_is_drawn_in_its_own_unit(cast, as_lin, lines):
    agree(cast, lines.wish, criterion=number_of_hits(cast))
    assert "level-chart" not in page(as_lin, lines.wish)

    for day, value in ((21, 48), (22, 48)):
        ledger.measure(lines.wish, by=cast.lin, at=clock.now(), measured_on=date(2026, 11, day), number=Decimal(value))
    shown = page(as_lin, lines.wish)

    assert "level-chart" in shown
    assert "48 %" in shown
    assert "90 %" in shown


def test_a_value_says_whether_the_client_was_told(cast, as_lin, lines):
    agree(cast, lines.wish, criterion=number_of_hits(cast))
    rows = [
        ledger.measure(lines.wish, by=cast.lin, at=clock.now(), measured_on=date(2026, 11, day), number=Decimal(48))
        for day in (21, 22)
    ]
    ledger.publish_measurement(rows[0], by=cast.lin, at=clock.now(), note="复测过")
    shown = page(as_lin, lines.wish)

    assert [f"/projects/P1/measurements/{row.pk}/telling/" in shown for row in rows] == [False, True]


def test_a_date_is_drawn_in_working_days(cast, as_lin, lines):
    agree(cast, lines.promise)
    ledger.measure(
        lines.promise, by=cast.lin, at=clock.now(), measured_on=DUE + timedelta(days=2), reached_on=DUE + timedelta(1)
    )

    assert "level-chart" in page(as_lin, lines.promise)


def test_the_drawer_is_the_same_line_in_short(cast, as_lin, lines):
    counsel.note(cast.p1, by=cast.lin, at=clock.now(), subject=lines.wish.code, text="陆副总其实不在意")
    whole, drawer = page(as_lin, lines.wish), page(as_lin, lines.wish, hx_request="true")

    assert "陆副总其实不在意" in whole
    assert "陆副总其实不在意" not in drawer
    assert "<html" not in drawer
    assert lines.wish.words in drawer


def test_acts_fit_where_the_line_stands(cast, as_lin, lines):
    before = page(as_lin, lines.wish)
    assert f'href="/projects/P1/sheets/new/?line={lines.wish.code}"' in before
    assert f"/projects/P1/lines/{lines.wish.code}/refusal/" in before
    assert f"/projects/P1/lines/{lines.wish.code}/measurement/" not in before

    agree(cast, lines.wish)
    after = page(as_lin, lines.wish)

    assert f"/projects/P1/lines/{lines.wish.code}/refusal/" not in after
    assert f"/projects/P1/lines/{lines.wish.code}/measurement/" in after
    assert f"/projects/P1/lines/{lines.wish.code}/waiver/" in after


def test_however_much_happened_it_costs_the_same(cast, as_lin, lines):
    agree(cast, lines.wish, criterion=number_of_hits(cast))
    ledger.measure(lines.wish, by=cast.lin, at=clock.now(), measured_on=SIGNED_ON, number=Decimal(70))
    page(as_lin, lines.wish)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            page(as_lin, lines.wish)
        return len(caught)

    once = cost()
    for _time in range(6):
        agree(cast, lines.wish, criterion=number_of_hits(cast))
        ledger.measure(lines.wish, by=cast.lin, at=clock.now(), measured_on=SIGNED_ON, number=Decimal(70))

    assert cost() == once


def test_a_note_is_kept_for_our_eyes_and_its_words_stay_out_of_the_event(as_lin, as_zhou, lines):
    kept = {"about": lines.wish.code, "text": "先别催"}
    assert as_zhou.post("/projects/P1/notes/", kept).status_code == 404
    assert not PrivateNote.objects.exists()

    answer = as_lin.post("/projects/P1/notes/", kept)

    assert (answer.status_code, answer["Location"]) == (302, f"{href(lines.wish)}#notes")
    note = PrivateNote.objects.get()
    assert (note.subject, note.text, note.by.person.name) == (lines.wish.code, "先别催", "林知夏")
    event = Event.objects.get(verb="counsel.note")
    assert (event.subject, event.stream.name) == (f"P1/N{note.pk}", "P1/vendor")
    assert not event.facts.filter(value__contains="先别催").exists()


def test_an_empty_note_is_asked_for_again_and_a_note_about_nothing_is_refused(as_lin, lines):
    assert as_lin.post("/projects/P1/notes/", {"about": lines.wish.code, "text": " "}).status_code == 422
    assert as_lin.post("/projects/P1/notes/", {"about": "E999", "text": "x"}).status_code == 404
    assert not PrivateNote.objects.exists()
