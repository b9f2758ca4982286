"""An issue list comes in from a spreadsheet: looked at first, every bad row named, taken back whole."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cast import Cast
from tests.delivery.test_plan_import import workbook
from yinuo.base import clock
from yinuo.delivery import actions as delivery
from yinuo.delivery.models import FileIntake, Issue, IssueAnswer, IssueStep
from yinuo.evidence.models import Event

IMPORT = "/projects/P1/issues/import/"
HEAD = ("Code", "What", "Raised by", "Raised on", "Whose turn", "Owner", "By when", "Severity", "State", "Answer")


def an_issue(cast: Cast, what: str, **values: Any) -> Issue:
    given = {"side": "client", "owner": cast.wen.person, "due_on": date(2026, 11, 13), "raised_by": "苏白"}
    known = {"by": cast.lin, "at": clock.now(), "raised_on": date(2026, 11, 6), "what": what}
    return delivery.raise_issue(cast.p1, **{**known, **given, **values})


def look_at(client: Client, name: str, data: bytes) -> Any:
    answer = client.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    form = client.get(answer["Location"]).context["form"]
    answer = client.post(answer["Location"], {one: form[one].value() or "" for one in form.fields})
    assert answer.status_code == 302, answer.content.decode()
    return client.get(answer["Location"])


def take(client: Client, page: Any) -> Any:
    return client.post(page.request["PATH_INFO"], {"take": page.context["good_count"]})


def listed() -> list[tuple[Any, ...]]:
    rows = Issue.objects.filter(is_undone=False).with_state().order_by("code")
    return list(
        rows.values_list(
            "code",
            "what",
            "raised_by",
            "raised_on",
            "side",
            "owner",
            "owner_name",
            "due_on",
            "severity",
            "state",
            "origin",
        )
    )


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_list_that_was_taken_out_comes_in_as_it_was(cast: Cast, as_lin: Client, form: str, language: str) -> None:
    as_lin.defaults["HTTP_ACCEPT_LANGUAGE"] = language
    first = an_issue(cast, "派工单样本没有收到", severity="high", origin="MM-108/3")
    delivery.answer_issue(first, by=cast.lin, at=clock.now(), text="周五给齐")
    ended = an_issue(cast, "打印机换了型号", side="third", owner="打印机厂家", due_on=None, code="I7")
    delivery.close_issue(ended, by=cast.lin, at=clock.now())
    before = listed()
    answer = as_lin.post("/projects/P1/issues/export/", {"form": form, "query": ""})
    data = b"".join(answer.streaming_content)
    other = look_at(as_lin, f"issues.{form}", data)
    assert [row.flaws for row in other.context["bad"]] != []  # they are on the list already
    assert other.context["good_count"] == 0
    Issue.objects.update(is_undone=True)
    page = look_at(as_lin, f"issues.{form}", data)
    take(as_lin, page)
    assert [row[1:] for row in listed()] == [row[1:] for row in before]
    assert [row[0] for row in listed()] == ["I8", "I9"]  # I1 and I7 are taken
    assert IssueAnswer.objects.filter(issue__code="I8").values_list("text", flat=True).get() == "周五给齐"


def test_codes_stay_where_they_are_free(cast: Cast, as_lin: Client) -> None:
    an_issue(cast, "期初数据没有给齐")
    as_lin.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    data = workbook(
        HEAD,
        ("I1", "扫码枪不够", "苏白", "2026-11-06", "client", "温宁", "", "", "", ""),
        ("I5", "工位没有网线", "苏白", "2026-11-06", "us", "", "2026-11-30", "P1", "", ""),
        ("QA-3", "报表太慢", "", "", "", "林知夏", "", "unheard of", "Done", "换了索引"),
    )
    page = look_at(as_lin, "issues.xlsx", data)
    remarks = {row.key: " ".join(row.remarks) for row in page.context["good"]}
    assert "I1" in remarks[2]
    assert remarks[3] == ""
    assert "QA-3" in remarks[4]
    assert "unheard of" in remarks[4]
    counted = Event.objects.count()
    take(as_lin, page)
    today, lin, wen = clock.today(cast.p1.time_zone), cast.lin.person_id, cast.wen.person_id
    assert listed()[1:] == [
        ("I5", "工位没有网线", "苏白", date(2026, 11, 6), "ours", None, "", date(2026, 11, 30), "high", "open", ""),
        ("I6", "扫码枪不够", "苏白", date(2026, 11, 6), "client", wen, "温宁", None, "middle", "open", ""),
        ("I7", "报表太慢", "林知夏", today, "ours", lin, "林知夏", None, "middle", "closed", ""),
    ]
    assert Event.objects.count() == counted + 4
    assert Event.objects.order_by("-id").values_list("verb", "subject").first() == (
        "delivery.import_issues",
        "P1/issues",
    )


def test_every_bad_row_is_named(cast: Cast, as_lin: Client) -> None:
    an_issue(cast, "期初数据没有给齐")
    as_lin.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    data = workbook(
        HEAD,
        ("", "", "苏白", "", "us", "", "", "", "", ""),
        ("", "甲" * 501, "", "", "us", "", "", "", "", ""),
        ("", "期初数据 没有给齐。", "", "", "us", "", "", "", "", ""),
        ("", "乙", "", "2099-01-01", "us", "", "", "", "", ""),
        ("", "丙", "", "", "", "无此人", "", "", "", ""),
        ("", "丁", "", "", "client", "林知夏", "", "", "", ""),
        ("", "戊", "", "", "moon", "", "", "", "", ""),
        ("", "己", "", "", "us", "", "sometime", "", "", ""),
        ("", "庚", "", "", "us", "", "", "", "", ""),
        ("", "庚！", "", "", "us", "", "", "", "", ""),
    )
    page = look_at(as_lin, "issues.xlsx", data)
    assert [row.key for row in page.context["bad"]] == [2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert all(len(row.flaws) == 1 for row in page.context["bad"])
    take(as_lin, page)
    assert [row[1] for row in listed()] == ["期初数据没有给齐", "庚"]


def test_a_whole_import_is_taken_off_the_list(cast: Cast, as_lin: Client) -> None:
    an_issue(cast, "期初数据没有给齐")
    before = listed()
    take(as_lin, look_at(as_lin, "issues.xlsx", workbook(("问题", "责任方"), ("扫码枪不够", "甲方"), ("网线", "我方"))))
    assert len(listed()) == 3
    as_lin.post(f"{IMPORT}1/undo/")
    assert listed() == before
    assert Issue.objects.count() == 3  # nothing is deleted
    assert IssueStep.objects.filter(state="dropped").count() == 2
    assert Event.objects.order_by("-id").values_list("verb", flat=True).first() == "delivery.undo_issue_import"
    assert as_lin.post(f"{IMPORT}1/undo/").status_code == 404


def test_what_somebody_worked_on_since_stays(cast: Cast, as_lin: Client) -> None:
    take(as_lin, look_at(as_lin, "issues.xlsx", workbook(("问题", "责任方"), ("扫码枪不够", "甲方"), ("网线", "我方"))))
    delivery.answer_issue(Issue.objects.get(code="I2"), by=cast.lin, at=clock.now(), text="明天装")
    page = as_lin.post(f"{IMPORT}1/undo/", follow=True).content.decode()
    assert "I2" in page
    assert len(listed()) == 2
    assert FileIntake.objects.count() == 1


def test_pressed_twice_takes_the_rows_once(cast: Cast, as_lin: Client) -> None:
    page = look_at(as_lin, "issues.csv", "问题,责任方\n扫码枪不够,甲方\n".encode())
    take(as_lin, page)
    assert take(as_lin, page).status_code == 404
    assert len(listed()) == 1


@pytest.mark.parametrize(("name", "data"), [("a.xml", b"<a/>"), ("a.xlsx", b"PK no"), ("a.csv", b""), ("a.xls", b"x")])
def test_another_file_is_refused_with_a_sentence(cast: Cast, as_lin: Client, name: str, data: bytes) -> None:
    answer = as_lin.post(IMPORT, {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert not FileIntake.objects.exists()


def test_a_file_is_its_makers(cast: Cast, as_lin: Client, as_admin: Client, as_zhou: Client) -> None:
    look_at(as_lin, "issues.csv", "问题,责任方\n扫码枪不够,甲方\n".encode())
    assert as_admin.get(f"{IMPORT}1/").status_code == 404
    assert as_zhou.get(IMPORT).status_code == 404
