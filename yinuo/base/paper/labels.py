"""The fixed words on paper, in the paper's own language (not the reader's screen language)."""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TypedDict

from yinuo.base.paper.labels_hant import ZH_HANT


class Labels(TypedDict):
    """Every fixed word of a sheet and of the page "what was agreed"."""

    sheet: str
    colon: str
    project: str
    to_firm: str
    from_firm: str
    contacts: str
    from_name: str
    offered_on: str
    authority: str
    window: str
    signatory: str
    ask: str
    answer_by: str
    line: str
    version: str
    expectation: str
    commitment: str
    duty: str
    record: str
    plan: str
    text: str
    who: str
    due_on: str
    measure: str
    target: str
    measurer: str
    agreed_before: str
    confirm: str
    not_accept: str
    question: str
    how: str
    how_link: str
    how_paper: str
    how_silent: str
    remarks: str
    client: str
    vendor: str
    name: str
    title: str
    date: str
    date_blank: str
    chop: str
    page: str
    fingerprint: str
    all_agreed: str
    by_window: str
    to_be_signed: str
    by_code: str
    by_paper: str
    by_message: str
    by_oral: str
    word_how: str
    about: str
    story: str
    as_of: str
    check_at: str
    searched_for: str
    printed_on: str
    found: str
    nothing_found: str
    source: str
    delivered: str
    head: str
    separator: str


ZH: Labels = {
    "sheet": "确认单 No.{number}",
    "colon": "：",
    "project": "项目",
    "to_firm": "甲方",
    "from_firm": "乙方",
    "contacts": "致",
    "from_name": "提出人",
    "offered_on": "提出日期",
    "authority": "由谁确认",
    "window": "接口人",
    "signatory": "签字人",
    "ask": "请您",
    "answer_by": "答复期限",
    "line": "第 {number} 项",
    "version": "第 {version} 版",
    "expectation": "甲方期望",
    "commitment": "我方承诺（{firm}）",
    "duty": "甲方配合事项",
    "record": "记录事项",
    "plan": "计划",
    "text": "内容",
    "who": "谁",
    "due_on": "期限",
    "measure": "衡量指标",
    "target": "目标",
    "measurer": "由谁衡量",
    "agreed_before": "您上次确认的文字",
    "confirm": "确认",
    "not_accept": "不同意",
    "question": "有疑问",
    "how": "答复方式（任选其一）",
    "how_link": "手机扫码，或打开 {link} ，逐项答复，不用注册。",
    "how_paper": "在每项右侧勾选一项，签字盖章后拍照，发回给{name}。",
    "how_silent": "没有答复的项不视为同意。",
    "remarks": "不同意或有疑问的，请写明项号和意见",
    "client": "甲方",
    "vendor": "乙方",
    "name": "签字",
    "title": "职务",
    "date": "日期",
    "date_blank": "　　　　年　　　月　　　日",
    "chop": "（盖章）",
    "page": "第 {page} 页，共 {pages} 页",
    "fingerprint": "正文指纹 SHA-256",
    "all_agreed": "以上各项均已确认。每个“诺”是一次签署，可凭旁边的编码和页脚的正文指纹核对。",
    "by_window": "（接口人）",
    "to_be_signed": "口头，待签",
    "by_code": "验证码",
    "by_paper": "纸质签章",
    "by_message": "微信或邮件回复",
    "by_oral": "口头",
    "word_how": "请直接在“内容”上修改，另在方框内打 ✓。发回后，改动会成为新的建议文字，不会改动已确认的内容。",
    "about": "约定过什么",
    "story": "来龙去脉",
    "as_of": "截至",
    "check_at": "核验本页：{address}",
    "searched_for": "查找",
    "printed_on": "打印日期",
    "found": "共 {number} 条记录，按日期排列。",
    "nothing_found": "没有找到相关的约定。",
    "source": "出处",
    "delivered": "之后交付了什么",
    "head": "凭据链末端 SHA-256",
    "separator": "、",
}

EN: Labels = {
    "sheet": "Confirmation sheet No.{number}",
    "colon": ": ",
    "project": "Project",
    "to_firm": "Client",
    "from_firm": "Supplier",
    "contacts": "To",
    "from_name": "Put forward by",
    "offered_on": "Date",
    "authority": "To be confirmed by",
    "window": "the window person",
    "signatory": "the signatory",
    "ask": "We ask you",
    "answer_by": "Answer by",
    "line": "Line {number}",
    "version": "version {version}",
    "expectation": "client expects",
    "commitment": "we promise ({firm})",
    "duty": "client does",
    "record": "for the record",
    "plan": "planned",
    "text": "Text",
    "who": "Who",
    "due_on": "By when",
    "measure": "How it is measured",
    "target": "Target",
    "measurer": "Measured by",
    "agreed_before": "The text you agreed before",
    "confirm": "Confirm",
    "not_accept": "Do not accept",
    "question": "Ask",
    "how": "How to answer (either way)",
    "how_link": "Scan the code, or open {link} and answer line by line. No account is needed.",
    "how_paper": "Tick one box in each line, sign and stamp, and send a photo back to {name}.",
    "how_silent": "A line without an answer is not taken as agreed.",
    "remarks": "For lines you do not accept or ask about: line number and remark",
    "client": "Client",
    "vendor": "Supplier",
    "name": "Signature",
    "title": "Title",
    "date": "Date",
    "date_blank": "",
    "chop": "(stamp)",
    "page": "Page {page} of {pages}",
    "fingerprint": "Fingerprint of the text, SHA-256",
    "all_agreed": (
        "All lines above are agreed. Each seal stands for one signature; "
        "check it by its code and the fingerprint below."
    ),
    "by_window": "(by the window person)",
    "to_be_signed": "oral, to be signed",
    "by_code": "by code",
    "by_paper": "signed on paper",
    "by_message": "by message",
    "by_oral": "oral",
    "word_how": (
        "Change the text itself where you must and put ✓ in a box. Sent back, a change becomes a proposed wording; "
        "what was agreed stays as it is."
    ),
    "about": "What was agreed",
    "story": "What happened",
    "as_of": "As of",
    "check_at": "To check this page: {address}",
    "searched_for": "Searched for",
    "printed_on": "Printed on",
    "found": "{number} records, in order of date.",
    "nothing_found": "Nothing was found.",
    "source": "Source",
    "delivered": "Delivered since",
    "head": "Head of the evidence chain, SHA-256",
    "separator": ", ",
}

_WEEKDAYS = MappingProxyType(
    {
        "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
        "zh-hant": ("週一", "週二", "週三", "週四", "週五", "週六", "週日"),
        "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    }
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_REGIONS = MappingProxyType({"zh": "cn", "zh-hant": "tw", "en": "gb"})


def tongue(language: str) -> str:
    """`zh`, `zh-hant` or `en`: a language that is not Chinese reads English paper."""
    code = language.lower()
    if code.startswith(("zh-hant", "zh-tw", "zh-hk")):
        return "zh-hant"
    return "zh" if code.startswith("zh") else "en"


def of(language: str) -> Labels:
    """The words of `language` ("zh-hans", "en", …)."""
    return {"zh": ZH, "zh-hant": ZH_HANT, "en": EN}[tongue(language)]


def typesetting(language: str) -> dict[str, str]:
    """The language and region that typst sets lines by."""
    return {"language": tongue(language).partition("-")[0], "region": _REGIONS[tongue(language)]}


def day(value: date | None, language: str) -> str:
    """`2026年11月25日 周三`, `Wed 25 Nov 2026`, as pages show it; empty for no date."""
    if value is None:
        return ""
    weekday = _WEEKDAYS[tongue(language)][value.weekday()]
    if tongue(language) == "en":
        return f"{weekday} {value.day} {_MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日 {weekday}"
