"""The hint beside a fresh row."""

import pytest

from yinuo.capture.kinds import Kind, kind_hint


@pytest.mark.parametrize(
    ("text", "side", "kind"),
    [
        ("系统要按我的排产规则", "client", Kind.EXPECTATION),
        ("必须年底前能在手机上审批", "client", Kind.EXPECTATION),
        ("我们周五前把派工单样本给到", "client", Kind.DUTY),
        ("你们必须保证月底上线", "client", Kind.EXPECTATION),
        ("我方下周三前完成排产复核会纪要", "vendor", Kind.COMMITMENT),
        ("We will send the minutes by Friday", "vendor", Kind.COMMITMENT),
        ("请温经理周三前提供期初数据", "vendor", Kind.DUTY),
        ("客户希望收货更快", "vendor", Kind.EXPECTATION),
        ("这个我们保证不了，无法承诺", "vendor", None),
        ("今天天气不错", "vendor", None),
        ("The supplier shall deliver the report", "", Kind.COMMITMENT),
        ("The report must be exact", "", Kind.EXPECTATION),
        ("收到", "", None),
        ("派工单样本我让车间整理，11月25日前交给你们", "client", Kind.DUTY),
        ("我希望你们下周把方案交给我们", "client", Kind.EXPECTATION),
        ("The dispatch slips: you get them by 25 November", "client", Kind.DUTY),
    ],
)
def test_cue_words_hint_at_the_kind(text, side, kind):
    assert kind_hint(text, side) == kind
