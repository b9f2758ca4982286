"""Traditional Chinese, drawn from the Simplified by conversion and a reviewed list of terms (decision 45)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

# Reviewed by hand: what stands left of a term is never given to the converter, which knows phrases and not our trade.
# Taiwan's words; a longer term wins over a shorter one inside it.
TERMS: dict[str, str] = {
    # the trade
    "台账": "台帳",
    "账本": "帳本",
    "账": "帳",
    "干系人": "利害關係人",
    "接口人": "窗口",
    "访问令牌": "存取權杖",
    "令牌": "權杖",
    "分管领导": "分管主管",
    "需领导定": "需主管定",
    "领导": "主管",
    "关键用户": "關鍵使用者",
    "项目经理": "專案經理",
    "合同": "合約",
    "公章": "公司章",
    "纸质签章": "紙本用印",
    "纸质": "紙本",
    "微信或邮件回复": "訊息回覆",
    "客户门户": "客戶入口網站",
    "驾驶舱": "儀表板",
    "期望差距": "期望落差",
    "差距": "落差",
    "现状值": "現況值",
    "衡量记录": "量測紀錄",
    "答复已记录在案": "答覆已記錄在案",
    "纪要": "會議記錄",
    "记录于": "記錄於",
    "记录的不": "記錄的不",
    "记录": "紀錄",
    "证据": "佐證",
    "凭据": "佐證",
    "补签": "補簽",
    "签字": "簽字",
    "签署": "簽署",
    "签章": "簽章",
    "签订": "簽訂",
    "立项": "專案成立",
    "回执": "回條",
    "重拟": "重擬",
    # the screen
    "数据库": "資料庫",
    "数据": "資料",
    "个人信息": "個人資料",
    "邮箱": "信箱",
    "群聊": "群組對話",
    "短信": "簡訊",
    "权限": "權限",
    "看表格": "看表格",
    "录入": "輸入",
    "手工": "手動",
    "新建": "新增",
    "添加": "新增",
    "通过": "透過",
    "打开": "開啟",
    "窗口不要关": "視窗不要關",
    "支持": "支援",
    "发送": "傳送",
    "类型": "類型",
    "当前": "目前",
    "网关": "閘道",
    "获取": "取得",
    "设备": "裝置",
    "台设备": "台裝置",
    "文件": "檔案",
    "模板": "範本",
    "默认": "預設",
}
MARKS = str.maketrans({"“": "「", "”": "」", "‘": "『", "’": "』", "臺": "台", "籤": "簽"})
_TERM = re.compile("|".join(sorted(map(re.escape, TERMS), key=len, reverse=True)))


def converted(text: str) -> str:
    """`text` of Simplified Chinese as it is written in Taiwan.

    Raises:
        ModuleNotFoundError: OpenCC is a developer's tool; what it made is in the catalogues.

    """
    convert = _converter()
    return "".join(_pieces(text, convert)).translate(MARKS)


def _pieces(text: str, convert: Callable[[str], str]) -> Iterator[str]:
    at = 0
    for found in _TERM.finditer(text):
        yield convert(text[at : found.start()])
        yield TERMS[found[0]]
        at = found.end()
    yield convert(text[at:])


# Signs of both ways of writing, though the converter would change them where they mean something else.
SHARED = frozenset("台群里只后面干松卷准制周志系谷布向才游注采冲折板表余致")


def simplified_in(text: str) -> str:
    """The signs of `text` that only Simplified Chinese has, each once; empty when there are none."""
    to_simplified, to_traditional = _converter("t2s"), _converter("s2t")
    return "".join(
        sorted(sign for sign in set(text) - SHARED if to_simplified(sign) == sign and to_traditional(sign) != sign)
    )


@cache
def _converter(scheme: str = "s2twp") -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC(scheme).convert
    return convert
