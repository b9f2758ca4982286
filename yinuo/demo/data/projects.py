"""Three projects, their contracts and the seats on both sides."""

from __future__ import annotations

from datetime import date

from yinuo.demo.data.shapes import Clause, ContractRow, ProjectRow, SeatRow, Two

_P1, _P2, _P3 = date(2026, 3, 20), date(2026, 9, 8), date(2026, 2, 9)


def _seats(since: date, *rows: tuple[str, str]) -> tuple[SeatRow, ...]:
    return tuple(SeatRow(person, role, since) for person, role in rows)


HUALING = ProjectRow(
    "P1",
    "H",
    Two("ERP 实施（财务、供应链、生产、成本）", "ERP implementation (finance, supply chain, production, costing)"),
    "V04",
    _P1,
    ContractRow(
        "HL-2026-031",
        Two("ERP 系统实施合同", "ERP implementation contract"),
        2_680_000,
        _P1,
        (
            Clause("2.1", Two("全模块上线日为 [2026-10-12:day]。", "All modules go live on [2026-10-12:day].")),
            Clause(
                "3.2",
                Two(
                    "成本结转于次月 5 日 18:00 前完成。",
                    "Cost settlement is finished by 18:00 on the 5th of the following month.",
                ),
            ),
            Clause(
                "4.1",
                Two(
                    "实施范围为财务、供应链、生产、成本四个模块。",
                    "The scope is four modules: finance, supply chain, production, costing.",
                ),
            ),
            Clause(
                Two("附件二", "Annex 2"),
                Two(
                    "合同外工作按双方签认的人日单价另行计算。",
                    "Work outside the contract is charged at the day rate both sides have signed.",
                ),
            ),
        ),
    ),
    (
        SeatRow("H01", "sponsor", _P1, may_sign=True),
        SeatRow("H02", "signatory", _P1, may_sign=True),
        SeatRow("H03", "window", _P1, may_sign=True, limit=20_000),
        SeatRow("H05", "signatory", _P1, may_sign=True, limit=200_000),
        *_seats(_P1, ("H04", "stakeholder"), ("H06", "stakeholder"), ("H07", "key_user"), ("H08", "stakeholder")),
        *_seats(_P1, ("H09", "key_user"), ("H10", "key_user")),
        *_seats(_P1, ("V01", "director"), ("V02", "sales"), ("V03", "consultant"), ("V07", "consultant")),
        SeatRow("V08", "consultant", _P1, until=date(2026, 9, 30)),
        SeatRow("V12", "consultant", date(2026, 10, 8)),
        SeatRow("V11", "finance", _P1),
    ),
)

HENGYU = ProjectRow(
    "P2",
    "Y",
    Two("定制 MES", "Tailored MES"),
    "V05",
    _P2,
    ContractRow(
        "HY-MES-2026-09",
        Two("制造执行系统定制开发合同", "Contract for a tailored manufacturing execution system"),
        3_450_000,
        _P2,
        (
            Clause(
                "3.4",
                Two(
                    "任一序列号可查到炉次、设备与操作人。",
                    "Every serial number leads to its furnace batch, machine and operator.",
                ),
            ),
            Clause(
                "6.1",
                Two(
                    "付款分五个节点，每个节点以对应单据为准。",
                    "Payment falls due at five points, each proved by its document.",
                ),
            ),
            Clause(
                "7.2",
                Two("单条产线切换停线不超过 2 小时。", "Switching one line over stops it for no more than 2 hours."),
            ),
        ),
    ),
    (
        SeatRow("Y01", "sponsor", _P2, may_sign=True),
        SeatRow("Y02", "signatory", _P2, may_sign=True),
        SeatRow("Y03", "window", _P2, may_sign=True, limit=50_000),
        *_seats(_P2, ("Y04", "stakeholder"), ("Y05", "stakeholder"), ("Y06", "stakeholder"), ("Y07", "key_user")),
        *_seats(_P2, ("Y08", "stakeholder"), ("Y09", "key_user"), ("Y10", "stakeholder")),
        *_seats(
            _P2, ("V01", "director"), ("V02", "sales"), ("V03", "consultant"), ("V10", "consultant"), ("V11", "finance")
        ),
    ),
)

YUNXI = ProjectRow(
    "P3",
    "Q",
    Two("数据平台（水务、燃气、公交）", "Data platform (water, gas, buses)"),
    "V06",
    _P3,
    ContractRow(
        "YX-DATA-2026-02",
        Two("城市公共服务数据平台建设合同", "Contract for the city public services data platform"),
        4_120_000,
        _P3,
        (
            Clause(
                "2.3",
                Two("三家公司的全部历史数据入湖。", "All historical data of the three companies enters the lake."),
            ),
            Clause("2.5", Two("平台上线 12 个数据主题。", "The platform goes live with 12 data themes.")),
            Clause(
                "5.2",
                Two(
                    "发票与五个付款节点的单据逐一对应。",
                    "Each invoice matches the document of one of the five payment points.",
                ),
            ),
        ),
    ),
    (
        SeatRow("Q01", "sponsor", _P3, may_sign=True),
        SeatRow("Q02", "signatory", _P3, may_sign=True),
        SeatRow("Q03", "window", _P3, may_sign=True, limit=50_000),
        *_seats(_P3, ("Q04", "stakeholder"), ("Q05", "stakeholder"), ("Q06", "stakeholder"), ("Q07", "stakeholder")),
        *_seats(_P3, ("Q08", "stakeholder"), ("Q09", "supervisor"), ("Q10", "key_user")),
        *_seats(
            _P3, ("V01", "director"), ("V02", "sales"), ("V03", "consultant"), ("V09", "consultant"), ("V11", "finance")
        ),
    ),
)

PROJECTS = (HUALING, HENGYU, YUNXI)
