"""Pages of money: written down, changed, corrected by the team; shown to no client."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.acceptance.conftest import Money, contract_of, invoiced, payment, received, signed
from yinuo.acceptance import queries
from yinuo.acceptance.models import Invoice, PaymentMilestone, Receipt, TriggerDocument
from yinuo.evidence import queries as evidence

HERE = "/projects/P1/money/"
TERMS = {"name": "质保金", "trigger_kind": "warranty", "trigger_name": "质保期满确认单", "due_on": "2028-02-25"}


def test_a_payment_is_taken_from_the_contract(money: Money, as_lin: Client):
    answer = as_lin.post(f"{HERE}new/", TERMS | {"contract": money.contract.pk, "share": "5"})

    assert answer.status_code == 302
    row = PaymentMilestone.objects.get(name="质保金")
    assert (row.code, row.amount_cents, row.due_on) == ("F4", 13_400_000, date(2028, 2, 25))


def test_what_is_wrong_is_said_and_what_was_typed_stays(money: Money, as_lin: Client):
    neither = as_lin.post(f"{HERE}new/", TERMS | {"contract": money.contract.pk})
    too_much = as_lin.post(f"{HERE}new/", TERMS | {"contract": money.contract.pk, "share": "26"})

    assert (neither.status_code, too_much.status_code) == (422, 422)
    assert "请填写比例或金额。" in neither.content.decode()
    assert "合同额只剩 670,000 元。" in too_much.content.decode()
    assert "质保期满确认单" in too_much.content.decode()
    assert PaymentMilestone.objects.count() == 3


def test_without_a_contract_the_way_leads_to_it(as_lin: Client):
    page = as_lin.get(f"{HERE}new/").content.decode()

    assert "/projects/P1/contract/new/" in page
    assert '<form method="post" class="form-narrow"' not in page


def test_paper_invoice_and_receipt_are_written_down_one_after_the_other(money: Money, as_lin: Client):
    there = f"{HERE}{money.go_live.code}/"
    copy = SimpleUploadedFile("上线.txt", "上线确认单".encode(), "text/plain")

    as_lin.post(
        f"{there}paper/", {"name": "上线确认单", "signed_on": "2026-11-18", "signed_by": "陆明诚", "file": copy}
    )
    as_lin.post(f"{there}invoice/", {"number": "FP-1", "issued_on": "2026-11-19", "amount": "804000.00"})
    as_lin.post(f"{there}receipt/", {"received_on": "2026-11-20", "amount": "400000.50"})

    row = money.row(money.go_live)
    assert (row.invoiced_cents, row.received_cents, row.state) == (80_400_000, 40_000_050, "part_paid")
    assert row.paper is not None
    assert as_lin.get(f"/projects/P1/files/{row.paper.attachment_token}/").status_code == 200
    page = as_lin.get(there).content.decode()
    assert "403,999.50 元" in page
    again = as_lin.post(f"{there}receipt/", {"received_on": "2026-11-20", "amount": "403999.51"})
    assert (again.status_code, Receipt.objects.count()) == (422, 1)
    assert "403,999.50 元" in again.content.decode()


def test_a_file_that_cannot_be_taken_leaves_no_paper_behind(money: Money, as_lin: Client):
    bad = SimpleUploadedFile("x.exe", b"MZ", "application/octet-stream")

    answer = as_lin.post(f"{HERE}F2/paper/", {"name": "上线确认单", "signed_on": "2026-11-18", "file": bad})

    assert (answer.status_code, TriggerDocument.objects.count()) == (422, 0)


def test_a_wrong_invoice_is_struck_through_and_its_reason_stays_to_be_read(money: Money, as_lin: Client):
    as_lin.post(f"{HERE}F2/invoice/", {"number": "FP-7", "issued_on": "2026-11-19", "amount": "1.00"})
    wrong = Invoice.objects.get()

    assert as_lin.post(f"{HERE}F2/invoice/{wrong.pk}/correction/", {"why": ""}).status_code == 422
    assert as_lin.post(f"{HERE}F2/invoice/{wrong.pk}/correction/", {"why": "金额写错"}).status_code == 302

    page = as_lin.get(f"{HERE}F2/").content.decode()
    assert "<del>FP-7" in page
    assert "金额写错" in page
    assert as_lin.get(f"{HERE}F2/invoice/{wrong.pk}/correction/").status_code == 404
    assert as_lin.get(f"{HERE}F1/invoice/{wrong.pk}/correction/").status_code == 404


def test_a_payment_in_use_is_not_taken_out(money: Money, as_lin: Client):
    paper = signed(money, money.go_live, date(2026, 11, 18))

    refused = as_lin.post(f"{HERE}F2/correction/", {"why": "写重了"})
    as_lin.post(f"{HERE}F2/paper/{paper.pk}/correction/", {"why": "不是这张"})
    done = as_lin.post(f"{HERE}F2/correction/", {"why": "写重了"})

    assert (refused.status_code, done.status_code) == (422, 302)
    assert as_lin.get(f"{HERE}F2/").status_code == 404
    assert "写重了" in as_lin.get(HERE).content.decode()


def test_all_projects_are_on_one_page_for_whoever_may_enter_them(
    money: Money, as_lin: Client, as_admin: Client, as_zhou: Client
):
    received(money, money.advance, money.advance.amount_cents)

    for client in (as_lin, as_admin):
        page = client.get("/money/").content.decode()
        assert "/projects/P1/money/F2/" in page
        assert "804,000 元" in page
    other = as_zhou.get("/money/").content.decode()
    assert "804,000" not in other
    assert "P1" not in other


def test_pages_cost_as_much_with_ten_times_the_payments(money: Money, as_lin: Client):
    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            assert as_lin.get(path).status_code == 200
        return len(caught)

    paths = (HERE, f"{HERE}F2/", "/money/")
    for path in paths:
        cost(path)
    before = [cost(path) for path in paths]
    big = contract_of(money.cast, 10**12)
    for number in range(20):
        one = payment(big, money.cast, f"第 {number} 笔", "1", date(2026, 11, 1))
        signed(money, one, date(2026, 10, 1))
        invoiced(money, one, 1, f"FP-{number}")
        received(money, one, 1)
    assert len(queries.money.milestones(money.cast.p1, date(2026, 11, 20))) == 23

    assert [cost(path) for path in paths] == before


def test_no_client_whatever_the_seat_opens_money(money: Money, as_wen: Client, as_he: Client):
    for client in (as_wen, as_he):
        for path in ("/money/", HERE, f"{HERE}F2/", f"{HERE}new/"):
            assert client.get(path).status_code == 404


def test_the_payments_go_out_as_they_stand_and_that_is_recorded(money: Money, as_lin: Client):
    received(money, money.advance, 40_400_050, date(2026, 3, 31))

    text = b"".join(as_lin.post(f"{HERE}export/", {"form": "csv"}).streaming_content).decode("utf-8-sig")
    book = b"".join(as_lin.post(f"{HERE}export/", {"form": "xlsx"}).streaming_content)

    heads, first, *_rest = csv.reader(io.StringIO(text, newline=""))
    assert heads[:4] == ["编号", "付款节点", "比例", "金额"]
    assert first[:5] == ["F1", "预付款", "30%", "804000.00", "CNY"]
    assert (first[9], first[10], first[12]) == ("404000.50", "2026-03-31", "缺触发单据")
    cell = openpyxl.load_workbook(io.BytesIO(book)).active["D2"]
    assert (cell.value, cell.number_format) == (804_000, "#,##0.00")
    act = evidence.events_of("P1/money")[-1]
    assert (act.verb, act.stream, act.fact("form"), act.fact("payments")) == (
        "acceptance.export",
        "P1/vendor",
        "xlsx",
        3,
    )
    assert as_lin.post(f"{HERE}export/", {"form": "exe"}).status_code == 404
