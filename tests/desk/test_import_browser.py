"""A spreadsheet through the browser: handed in, columns, rows, in the ledger, undone; in both languages."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import cast as everybody
from tests.ledger.tables import HEAD, as_xlsx

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ROWS = (
    HEAD,
    ("E301", "按生产部的规则排产", "邵国梁", "2026-09-02", "2026-12-21", "已确认", "陆总也提过"),
    ("", "月底前工单全部报工", "王工", "2026-09-02", "月底前", "进行中", ""),
    ("REQ-3", "成本次月 5 日出", "秦丽", "", "尽快", "已完成", ""),
    ("", "年底手机上审批", "陆副总", "", "尽快", "", ""),
)
WORDS = {
    "zh-CN": ("查看各行", "导入 2 行", "撤销这次导入", "撤回 2 条", "选错了文件"),
    "en": ("Look at the rows", "Take 2 rows in", "Undo this import", "Withdraw 2 lines", "The wrong file"),
}


def picture(page, name):
    """A picture for whoever looks at what was made; only when a folder is named."""
    if folder := os.environ.get("YINUO_PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.mark.parametrize("locale", sorted(WORDS))
def test_the_walk_from_the_file_to_the_ledger_and_back(open_page, locale, tmp_path):
    people = everybody.build()
    people.lin.person.language = "zh-hans" if locale == "zh-CN" else "en"
    people.lin.person.save()
    look, take, undo, withdraw, why = WORDS[locale]
    file = tmp_path / "华岭台账.xlsx"
    file.write_bytes(as_xlsx(ROWS))
    page = open_page(locale=locale)
    page.goto("/account/login/")
    page.fill("input[name=login]", "linzhixia@chengchuan.example")
    page.fill("input[name=password]", everybody.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    page.goto("/projects/P1/imports/")
    picture(page, f"1-file-{locale}")
    page.set_input_files("input[type=file]", str(file))
    page.locator(".form-acts .btn-primary").click()
    page.wait_for_url("**/imports/1/columns/")
    expect(page.locator("#id_column-1")).to_have_value("words")
    picture(page, f"2-columns-{locale}")
    page.get_by_role("button", name=look).click()
    page.wait_for_url("**/imports/1/rows/")
    picture(page, f"3-rows-{locale}")
    page.locator("select[name='name:王工']").select_option(f"person:{people.shao.person_id}")
    page.locator("button[name=look]").click()
    page.wait_for_url("**/rows/?show=bad")
    page.goto("/projects/P1/imports/1/rows/?show=all")
    picture(page, f"4-all-{locale}")
    page.get_by_role("button", name=take).click()
    page.wait_for_url("**/imports/1/")
    picture(page, f"5-done-{locale}")
    page.goto("/projects/P1/register/?taken_in=1")
    expect(page.locator("tr[data-row]")).to_have_count(2)
    page.locator("details.export summary").click()
    picture(page, f"6-register-{locale}")
    with page.expect_download() as caught:
        page.locator("button[value=csv]").click()
    assert "按生产部的规则排产" in Path(caught.value.path()).read_text(encoding="utf-8-sig")
    page.goto("/projects/P1/imports/1/")
    page.get_by_role("link", name=undo).click()
    page.fill("textarea[name=why]", why)
    picture(page, f"7-undo-{locale}")
    page.get_by_role("button", name=withdraw).click()
    page.wait_for_url("**/imports/1/")
    page.goto("/projects/P1/register/")
    expect(page.locator("tr[data-row]")).to_have_count(0)
    if os.environ.get("YINUO_PICTURES"):
        _others(open_page, page, locale)


def _others(open_page, page, locale):
    """Narrow, and dark."""
    page.goto("/projects/P1/imports/")
    page.set_input_files("input[type=file]", files=[{"name": "a.xlsx", "mimeType": "", "buffer": as_xlsx(ROWS)}])
    page.locator(".form-acts .btn-primary").click()
    page.wait_for_url("**/imports/2/columns/")
    page.locator(".form-acts .btn-primary").click()
    page.wait_for_url("**/imports/2/rows/")
    page.emulate_media(color_scheme="dark")
    page.goto("/projects/P1/imports/2/rows/?show=all")
    picture(page, f"8-rows-dark-{locale}")
    page.set_viewport_size({"width": 360, "height": 780})
    picture(page, f"9-rows-360-{locale}")
    for name, path in (("imports", ""), ("done", "1/"), ("columns", "2/columns/")):
        page.goto(f"/projects/P1/imports/{path}")
        picture(page, f"9-{name}-360-{locale}")
