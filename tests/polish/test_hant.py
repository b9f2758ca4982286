"""Traditional Chinese is complete, holds no Simplified sign, says our trade's words, and can be printed."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.utils import translation
from PIL import ImageFont

from tests.base import papers
from tests.cast import sign_in
from yinuo.base import catalogue, clock, dates, hant
from yinuo.base.paper import labels, labels_hant, pdf
from yinuo.base.paper.sheet import canonical_text
from yinuo.notices import jobs
from yinuo.people import actions as people

PACKAGE = Path(settings.PACKAGE)


def all_words():
    return catalogue.gather(PACKAGE, settings.ROOMS)


def test_every_sentence_has_its_traditional_form_drawn_from_the_simplified():
    assert catalogue.drawn_flaws(all_words()) == []
    assert Path(labels_hant.__file__).read_text() == catalogue.paper_drawn(labels.ZH)


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("账本里的确认单，请接口人确认。", "帳本裡的確認單，請窗口確認。"),
        ("干系人的期望差距", "利害關係人的期望落差"),
        ("3 个数据库的记录", "3 個資料庫的紀錄"),
        ("答复已记录在案。", "答覆已記錄在案。"),
        ("项目经理说“合同章”", "專案經理說「合約章」"),
        ("软件、信息、默认、登录", "軟體、資訊、預設、登入"),
    ],
)
def test_our_words_win_over_the_converters(simplified, traditional):
    assert hant.converted(simplified) == traditional


def test_a_term_shows_in_the_catalogues_by_its_reviewed_word_only():
    said = "\n".join(string for words in all_words() for string in catalogue.read(words.drawn_path).values())

    assert [
        word for word in ("接口人", "介面人", "干系人", "臺", "賬", "籤", "合同", "“", "數據") if word in said
    ] == []
    assert [word for word in ("窗口", "帳本", "台帳", "合約", "簽", "「", "專案") if word not in said] == []


def test_a_simplified_sign_is_found():
    assert hant.simplified_in("确認單在后台的里程碑") == "确"


def test_a_catalogue_that_was_not_drawn_anew_is_told(tmp_path):
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "forms.py").write_text('_("name"); _("sheet")')
    (words,) = catalogue.gather(tmp_path, ("people",))
    words.written = {catalogue.Term("name"): "名称", catalogue.Term("sheet"): "确认单"}
    catalogue.update(words, {})
    catalogue.draw(words)
    assert catalogue.drawn_flaws([words]) == []

    words.drawn_path.write_text(words.drawn_path.read_text().replace("確認單", "确认单"))

    assert catalogue.drawn_flaws([words]) == [
        "people: Traditional Chinese is not drawn anew: 'sheet'",
        "people: Simplified signs '单确认' in Traditional Chinese: '确认单'",
    ]


@pytest.mark.parametrize("font", sorted(PACKAGE.glob("base/fonts/*.ttf")), ids=lambda path: path.stem)
def test_the_fonts_on_paper_have_every_sign_that_we_say(font):
    said = {
        sign
        for words in all_words()
        for string in (*words.written.values(), *catalogue.read(words.drawn_path).values())
        for sign in string
    } | set("".join(map(str, (*labels.ZH.values(), *labels_hant.ZH_HANT.values()))))
    face = ImageFont.truetype(font, 40)
    missing = bytes(face.getmask("\uffff"))

    assert sorted(sign for sign in said if sign.isprintable() and bytes(face.getmask(sign)) == missing) == []


def test_a_reader_of_taiwan_meets_a_page_in_traditional_chinese(db):
    answer = Client().get("/account/login/", headers={"accept-language": "zh-TW,zh;q=0.9"})

    assert answer["Content-Language"] == "zh-hant"
    page = answer.content.decode()
    assert '<html lang="zh-Hant"' in page
    assert "登入" in page
    assert hant.simplified_in(page.replace("简体中文", "").replace(">诺<", "")) == ""


def test_every_language_can_be_chosen_and_is_called_by_its_own_name(db):
    client = Client()
    page = client.get("/account/login/").content.decode()
    for code, tag, title in (
        ("zh-hans", "zh-Hans", "简体中文"),
        ("zh-hant", "zh-Hant", "繁體中文"),
        ("en", "en", "English"),
    ):
        assert f'<button name="language" value="{code}" lang="{tag}"' in page
        assert f">{title}</button>" in page

    client.post("/language/", {"language": "zh-hant", "next": "/account/login/"})

    assert '<html lang="zh-Hant"' in client.get("/account/login/").content.decode()


def test_a_member_keeps_the_language(cast):
    client = sign_in(cast.lin.person)
    client.post("/language/", {"language": "zh-hant", "next": "/today/"})
    cast.lin.person.refresh_from_db()

    assert cast.lin.person.language == "zh-hant"
    assert '<html lang="zh-Hant"' in client.get("/account/me/").content.decode()


def test_days_are_said_as_they_are_written_there():
    with translation.override("zh-hant"):
        assert (dates.day(date(2026, 11, 25)), dates.short_day(date(2026, 11, 5))) == ("2026年11月25日 週三", "11月5日")
    assert labels.day(date(2026, 11, 25), "zh-hant") == "2026年11月25日 週三"


def test_a_sheet_in_traditional_chinese_keeps_the_words_as_they_were_written():
    sheet = papers.sheet(papers.line(text="单次收货 ≤ 40 秒。"), language="zh-hant")
    text = canonical_text(sheet)

    assert "確認單 No.3" in text
    assert "由誰確認：窗口" in text
    assert "內容：单次收货 ≤ 40 秒。" in text
    assert pdf.sheet_pdf(sheet)[:5] == b"%PDF-"


def test_a_letter_speaks_the_language_of_whoever_gets_it(cast):
    people.set_language(cast.wen.person, language="zh-hant")
    Client().post("/portal/sign-in/", {"email": cast.wen.person.email})
    jobs.send_due(clock.now())

    (letter,) = mail.outbox
    assert "登入連結" in letter.subject + letter.body
    assert hant.simplified_in(letter.subject + letter.body.replace("温宁", "").replace("温经理", "")) == ""


def test_words_in_another_language_than_the_page_say_so(stage):
    client = sign_in(stage.cast.lin.person)
    page = client.get("/projects/P1/expectations/{wish}/".format(**stage.slots), headers={"accept-language": "en"})

    text = page.content.decode()
    assert '<html lang="en"' in text
    assert '<blockquote class="said" lang="zh-hans">' in text
    assert '<p class="exact" lang="zh-hans">' in text
