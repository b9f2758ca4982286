"""Who gets in, what the database lets a page read, and what never shows on one."""

from __future__ import annotations

import re

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast, sign_in
from tests.ledger.conftest import Lines, offered, worded
from tests.portal.conftest import Door, code_of
from yinuo.base import clock, codes
from yinuo.evidence import actions as evidence
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Expectation
from yinuo.ledger.published import Reply, Sheet
from yinuo.notices.models import Notice
from yinuo.portal.compared import compared
from yinuo.portal.door import Act, seated
from yinuo.portal.show import show
from yinuo.signing import actions as signing

pytestmark = pytest.mark.django_db


def addresses(cast: Cast, sheet: Sheet) -> list[str]:
    base = f"/portal/{cast.p1.token}/"
    line = sheet.lines.get(number=1).token
    return [base, f"{base}sheets/{sheet.token}/", f"{base}agreed/", f"{base}agreed/{line}/"]


def test_a_page_that_reads_what_is_ours_meets_an_error(cast: Cast, rf: RequestFactory):
    request = rf.get("/portal/")
    request.user = cast.wen.person

    def peeping(request, _visitor):
        return show(request, "portal/projects.html", n=Expectation.objects.count())

    def peeping_after_a_verb(request, visitor):
        return Act(lambda: None, lambda _outcome: peeping(request, visitor))

    for page in (peeping, peeping_after_a_verb):
        with pytest.raises(DatabaseError), transaction.atomic():
            seated(page)(request)
    assert Expectation.objects.count() == 0


def test_foreign_and_missing_tokens_are_answered_with_the_same_bytes(cast: Cast, sheet: Sheet, as_he: Client):
    base = f"/portal/{cast.p2.token}/"
    foreign = [sheet.token, sheet.lines.get(number=1).token]
    for place in ("sheets/{}/", "sheets/{}/pdf/", "sheets/{}/docx/", "agreed/{}/", "files/{}/"):
        answers = {as_he.get(base + place.format(token)).content for token in (*foreign, codes.token())}
        assert len(answers) == 1
    there = as_he.get(f"/portal/{cast.p1.token}/")
    nowhere = as_he.get(f"/portal/{codes.token()}/")
    assert (there.status_code, there.content) == (404, nowhere.content)


def test_nobody_signed_in_is_shown_to_the_way_in(cast: Cast, sheet: Sheet, client: Client):
    for address in ["/portal/", "/link/", *addresses(cast, sheet)]:
        answer = client.get(address)
        assert (answer.status_code, answer.url) == (302, "/portal/sign-in/")


@pytest.mark.parametrize("who", ["lin", "dong", "ma"])
def test_whoever_holds_no_seat_meets_nothing(cast: Cast, sheet: Sheet, who: str):
    browser = sign_in(getattr(cast, who).person)

    assert {browser.get(address).status_code for address in ["/portal/", *addresses(cast, sheet)]} == {404}


def test_every_address_is_answered_alike_and_only_a_contact_gets_a_letter(cast: Cast, client: Client):
    known = client.post("/portal/sign-in/", {"email": "wenning@hualing.example"}).content.decode()
    strange = client.post("/portal/sign-in/", {"email": "wenming@hualing.example"}).content.decode()

    known, strange = (
        re.sub(r'((?:csrfmiddlewaretoken|once)" value=")[\w-]+|wen[mn]ing@', "", page) for page in (known, strange)
    )
    assert known == strange
    assert Notice.objects.filter(kind="people.sign_in").count() == 2
    assert "正在发送" in known


def test_a_closed_link_says_politely_where_to_get_another(cast: Cast, sheet: Sheet, secret: str, client: Client):
    opened = client.get(f"/link/{secret}/")
    signing.revoke_links(ledger.sheet_subject(sheet), by=cast.lin, at=clock.now())

    for address in (f"/link/{secret}/", f"/link/{secret}/pdf/", "/link/nobody-made-this/"):
        gone = client.get(address)
        assert gone.status_code == 410
        assert "链接已失效" in gone.content.decode()
    assert opened.status_code == 200
    assert opened.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert opened.headers["Referrer-Policy"] == "same-origin"
    assert opened.headers["Cache-Control"] == "no-store"


def test_no_page_shows_a_code_of_the_desk_a_key_or_an_address(cast: Cast, sheet: Sheet, door: Door):
    door.send(a1="confirm")
    door.sign(code_of(cast.wen.person), a1="confirm")
    pages = [door.client.get(door.address), *(sign_in(cast.wen.person).get(at) for at in addresses(cast, sheet))]

    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        assert len(page.content) < 100_000
        assert re.findall(r"\b[EC]\d{3}\b|wenning@|chengchuan\.example|value=\"\d{3,}\"", text) == []


def test_as_many_queries_for_three_lines_as_for_one(cast: Cast, lines: Lines):
    def count(address: str) -> int:
        browser = sign_in(cast.wen.person)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(address).status_code == 200
        return len(seen)

    base = f"/portal/{cast.p1.token}/"
    one = offered(cast, worded(cast, lines.wish))
    few = [count(base), count(f"{base}sheets/{one.token}/"), count(f"{base}agreed/")]
    three = offered(cast, worded(cast, lines.promise), worded(cast, lines.duty), worded(cast, lines.wish, "改一改。"))
    many = [count(base), count(f"{base}sheets/{three.token}/"), count(f"{base}agreed/")]

    assert many == few
    assert max(many) <= 16


def test_a_photo_is_handed_out_once_a_published_row_refers_to_it(cast: Cast, sheet: Sheet, as_wen: Client):
    def kept(side: str):
        return evidence.attach(
            b"\x89PNG\r\n\x1a\n" + side.encode(), project_code="P1", side=side, file_name="sheet.png",
            media_type="image/png", subject="P1/S1", by="林知夏", at=clock.now(),
        )  # fmt: skip

    shown, ours, unused = kept("shared"), kept("vendor"), kept("shared")
    for number, file in ((1, shown), (2, ours)):
        paper = ledger.MeansGiven(
            means="paper", by_name="温宁", signed_on=sheet.due_on, recorded_by="林知夏", attachment_token=file.token
        )
        given = [ledger.AnswerGiven(sheet.lines.get(number=number).token, "confirm")]
        ledger.reply(sheet, means=paper, answers=given, at=clock.now())
    base = f"/portal/{cast.p1.token}/files/"

    answer = as_wen.get(f"{base}{shown.token}/")

    assert b"".join(answer) == b"\x89PNG\r\n\x1a\nshared"
    # Not by our own name for it, which may say what we think.
    assert answer.headers["Content-Disposition"] == f'inline; filename="{shown.document_id[:12]}.png"'
    assert {as_wen.get(f"{base}{file.token}/").status_code for file in (ours, unused)} == {404}


def test_a_receipt_is_shown_to_its_giver_only(cast: Cast, signed_in: Door):
    signed_in.send(a1="confirm")
    address = signed_in.sign(code_of(cast.wen.person), a1="confirm").url

    assert signed_in.client.get(address).status_code == 200
    assert sign_in(cast.lu.person).get(address).status_code == 404
    assert Reply.objects.count() == 1


def test_what_changed_is_read_in_pieces():
    assert compared("费用结转 3 日前完成。", "费用结转 5 日前完成。") == (
        ("same", "费用结转 "),
        ("del", "3"),
        ("ins", "5"),
        ("same", " 日前完成。"),
    )
    assert compared("随 12 月 21 日上线一起达到。", "1 月 15 日前达到。") == (
        ("del", "随 12 月 21 日上线一起"),
        ("ins", "1 月 15 日前"),
        ("same", "达到。"),
    )


def test_a_page_is_read_in_the_visitor_s_language_and_the_sheet_in_its_own(by_link: Door):
    by_link.client.post("/language/", {"language": "en", "next": by_link.address})

    page = by_link.client.get(by_link.address).content.decode()

    assert "Confirmation sheet 1" in page
    assert '<h1 lang="zh-hans">11 月第三周确认</h1>' in page
