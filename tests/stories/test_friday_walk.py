"""The Friday walk: from the week's group chat to a signed sheet, and two months later the proof of it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

import pypdfium2
import pytest
from django.db import connection
from playwright.sync_api import expect

from tests.conftest import WECHAT
from tests.stories import steps
from tests.stories.conftest import FRIDAY, LIN, WEDNESDAY, WEN
from yinuo.base import guards
from yinuo.demo import samples
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event
from yinuo.ledger.models import Entry
from yinuo.ledger.published import Agreement, Reply, Sheet

pytestmark = [pytest.mark.browser]
MONDAY = WEDNESDAY.replace(day=23, hour=9)
LATER = WEDNESDAY.replace(year=2027, month=1, day=21)


def test_the_friday_walk(chairs, words, at, open_page, shot):
    steps.offer_on_wednesday(chairs, WEDNESDAY)
    at(FRIDAY)
    desk = open_page(locale=words.locale)
    steps.sign_in(desk, LIN)
    shot(desk, "01-today")

    _takes_six_lines(desk, chairs, shot)
    link = _puts_them_on_one_sheet(desk, chairs, shot)
    phone = open_page(
        locale=words.locale, width=360, height=780, user_agent=WECHAT, is_mobile=True, has_touch=True,
        device_scale_factor=2,
    )  # fmt: skip
    _the_client_answers_on_the_phone(phone, link, words, shot)
    _paper_comes_back_with_a_chop(desk, chairs, shot)
    at(MONDAY)
    steps.sign_in(desk, LIN)
    _the_board_says_where_everything_stands(desk, words, shot)
    at(LATER)
    steps.sign_in(desk, LIN)
    _she_measures_and_tells(desk, shot)
    _she_is_asked_what_was_promised(desk, words, shot)
    _a_changed_value_is_found()


def _takes_six_lines(desk, chairs, shot):
    """Pasted at 16:30, six lines are in the ledger, each from the very words."""
    words = chairs.words
    steps.paste(desk, samples.group_chat(words.language, steps.AS_TOLD), FRIDAY.date())
    shot(desk, "02-source")
    for number, pick in enumerate(words.picks):
        steps.take(desk, chairs, pick)
        if number in (1, 5):
            shot(desk, f"03-taken-{number + 1}")

    rows = Entry.objects.exclude(statement=None).order_by("id").values_list
    assert list(rows("kind", "holder_id", "words", "due_on", "statement__words")) == [
        (pick.kind, chairs.person_id(pick.holder), pick.words, pick.due_on or pick.typed_due, pick.words)
        for pick in words.picks
    ]
    desk.goto("/projects/P1/register/")
    for pick in words.picks:
        expect(desk.locator("table.ledger")).to_contain_text(pick.words)
    shot(desk, "04-register")


def _puts_them_on_one_sheet(desk, chairs, shot):
    """One sheet of six lines for the window person; the text for WeChat holds its link."""
    desk.goto("/projects/P1/sources/1/")
    desk.click(".page-acts .btn-primary")
    expect(desk.locator(".sheet-line")).to_have_count(6)
    shot(desk, "05-compose")
    desk.click(steps.GO)
    desk.wait_for_url(re.compile(r"/sheets/2/$"))
    shot(desk, "06-sheet")
    link = steps.link_for_wechat(desk)
    shot(desk, "07-wechat")
    sheet = Sheet.objects.get(number=2)
    assert [line.text for line in sheet.lines.order_by("number")] == [pick.words for pick in chairs.words.picks]
    return link


def _the_client_answers_on_the_phone(phone, link, words, shot):
    """Four lines confirmed, one asked, one not accepted; a code from the mailbox, mistyped once."""
    steps.outbox()
    phone.goto(link)
    steps.no_sideways(phone)
    shot(phone, "10-phone-sheet")
    for number in (1, 2, 3, 5):
        steps.answer(phone, number, "confirm")
    steps.answer(phone, 4, "ask", day=date(2026, 11, 25), words=words.asks)
    steps.answer(phone, 6, "not_accept", chip="time", words=words.time_is_wrong)
    steps.no_sideways(phone)
    shot(phone, "11-phone-answered")
    phone.locator(".sign-box button[value=send]").tap()
    expect(phone.locator("#code")).to_be_visible()
    expect(phone.locator(".given li")).to_have_count(6)
    steps.no_sideways(phone)
    shot(phone, "12-phone-code")

    code = steps.code_in(steps.outbox())
    phone.fill("#code", steps.another(code))
    phone.locator("button[value=sign]").tap()
    expect(phone.locator("#code-error")).to_contain_text("4")
    expect(phone.locator(".given")).to_contain_text(words.asks)
    assert not Reply.objects.exists()
    shot(phone, "13-phone-wrong-code")
    phone.fill("#code", code)
    phone.locator("button[value=sign]").tap()
    phone.wait_for_url(re.compile(r"/signed/"))
    expect(phone.locator(".seal-fresh")).to_contain_text(Reply.objects.get().short_code)
    steps.no_sideways(phone)
    shot(phone, "14-phone-signed")

    letters = {letter.to[0]: letter for letter in steps.outbox()}
    assert sorted(letters) == [LIN, WEN]
    _name, paper, kind = letters[WEN].attachments[0]
    assert (bytes(paper[:5]), kind) == (b"%PDF-", "application/pdf")
    assert words.asks in letters[LIN].body
    assert Agreement.objects.filter(line__sheet__number=2).count() == 4


def _paper_comes_back_with_a_chop(desk, chairs, shot):
    """The printed sheet is the signed text; its photo agrees one line, a call another, the third stays silent."""
    sheet = Sheet.objects.get(number=1)
    printed = desk.request.get("/projects/P1/sheets/1/pdf/")
    text = _text_of(printed.body())
    for line in sheet.lines.all():
        assert _bare(line.text) in _bare(text)

    desk.goto("/projects/P1/sheets/1/")
    desk.click("a[href$='answers/?means=paper']")
    desk.select_option("[name=signer]", str(chairs.person_id("H04")))
    desk.select_option("[name=stamp]", "company")
    desk.set_input_files("[name=file]", {"name": "chop.png", "mimeType": "image/png", "buffer": steps.photo_of_paper()})
    steps.choose(desk, "line1-kind", "confirm")
    shot(desk, "20-paper")
    desk.click(steps.GO)
    desk.wait_for_url(re.compile(r"/sheets/1/$"))
    desk.click("a[href$='answers/?means=oral']")
    desk.select_option("[name=signer]", str(chairs.person_id("H03")))
    steps.choose(desk, "line2-kind", "confirm")
    shot(desk, "21-oral")
    desk.click(steps.GO)
    desk.wait_for_url(re.compile(r"/sheets/1/$"))
    shot(desk, "22-sheet-paper")
    kept = Agreement.objects.get(line__sheet__number=1)
    assert (kept.reply.means, kept.reply.stamp, kept.line.number, kept.is_enough) == ("paper", "company", 1, True)


def _the_board_says_where_everything_stands(desk, words, shot):
    desk.goto("/projects/P1/sheets/")
    shot(desk, "30-board")
    shown = [tuple(row.inner_text().split("\n")) for row in desk.locator("dl.stats > div").all()]
    assert [(word.strip(), count.strip()) for word, count in shown] == list(zip(words.board, "51111", strict=True))
    silent = desk.locator(".board-line", has_text=words.earlier[2])
    expect(silent.locator(".board-note")).to_contain_text("3")


def _she_measures_and_tells(desk, shot):
    """Two months on: 92 % where 90 % was agreed, shown to the client."""
    desk.goto("/projects/P1/expectations/E101/")
    desk.click("a[href$='/measurement/']")
    desk.fill("[name=number]", "92")
    desk.fill("[name=measured_on]", LATER.date().isoformat())
    desk.check("[name=tell]")
    shot(desk, "40-measure")
    desk.click(steps.GO)
    desk.wait_for_url(re.compile(r"/expectations/E101/"))
    shot(desk, "41-entry")


def _she_is_asked_what_was_promised(desk, words, shot):
    """Who, when, the exact words, the photo, what was delivered since, on one page, and a file that proves it."""
    desk.goto("/today/")
    desk.fill("#top-search", words.query)
    desk.keyboard.press("Enter")
    desk.wait_for_url(re.compile("/search/"))
    shot(desk, "42-search")
    desk.locator(".hits a.code", has_text="E101").first.click()
    desk.wait_for_url(re.compile(r"/expectations/E101/"))
    desk.go_back()
    desk.click("a[href*='/P1/about/']")
    desk.wait_for_url(re.compile("/about/"))
    shot(desk, "43-about")
    row = desk.locator(".about-rows > li", has_text="E101")
    for part in (words.earlier[0], "92"):
        expect(row).to_contain_text(part)
    assert row.locator(".about-files img").evaluate("image => image.naturalWidth") == 600
    desk.emulate_media(media="print")
    shot(desk, "44-about-print")
    desk.emulate_media(media="screen")
    with desk.expect_download() as started:
        desk.click("a[href*='/about/proof/']")
    with zipfile.ZipFile(started.value.path()) as proof:
        names = proof.namelist()
        assert any(name.endswith(".png") for name in names), names
        paper = next(name for name in names if name.endswith(".pdf"))
        assert _bare(words.earlier[0]) in _bare(_text_of(proof.read(paper)))


def _a_changed_value_is_found():
    assert evidence.verify() == []
    guards.drop(connection)
    reply = Reply.objects.order_by("id").first()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE answer SET kind = 'confirm' WHERE reply_id = %s AND kind = 'ask'", [reply.pk])
    [flaw] = evidence.verify()
    named = Event.objects.get(stream__name=flaw.stream, seq=flaw.seq)
    assert (flaw.stream, named.subject, named.verb) == ("P1/shared", "P1/S2.4", "ledger.ask"), flaw
    guards.install(connection)


def _text_of(pdf):
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        return "".join(page.get_textpage().get_text_range() for page in document)


def _bare(text):
    return re.sub(r"\s+", "", text)
