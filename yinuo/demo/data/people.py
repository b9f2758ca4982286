"""One firm and three clients: who works where, what they are called, how they sign in."""

from __future__ import annotations

from yinuo.demo.data.shapes import Firm, Human, Two

PASSWORD = "yinuo-demo-2026"  # noqa: S105  # the sample's published password, only in a demo installation

FIRMS = (
    Firm("V", "vendor", Two("澄川软件", "Chengchuan Software"), "chengchuan.example"),
    Firm("H", "client", Two("华岭泵业股份有限公司", "Hualing Pumps Co., Ltd."), "hualing.example"),
    Firm(
        "Y",
        "client",
        Two("恒屿精密电子（昆山）有限公司", "Hengyu Precision Electronics (Kunshan) Co., Ltd."),
        "hengyu.example",
    ),
    Firm(
        "Q",
        "client",
        Two("云溪城市公共服务集团有限公司", "Yunxi City Public Services Group Co., Ltd."),
        "yunxi.example",
    ),
    Firm("Z", "partner", Two("正衡监理", "Zhengheng Supervision"), "zhengheng.example"),
)


def _member(code: str, zh: str, en: str, title: Two, role: str = "member") -> Human:
    first, given = en.split(" ")
    return Human(code, "V", Two(zh, en), Two("", ""), title, f"{first}.{given}".lower(), role)


def _contact(code: str, zh: str, en: str, called: Two, title: Two, firm: str = "") -> Human:
    mail = en.lower().replace("ü", "v").replace(" ", ".")
    return Human(code, firm or code[0], Two(zh, en), called, title, mail)


MEMBERS = (
    _member("V01", "沈牧", "Shen Mu", Two("交付总监", "Delivery director"), "director"),
    _member("V02", "高岚", "Gao Lan", Two("销售总监", "Sales director")),
    _member("V03", "祁远", "Qi Yuan", Two("售前架构师", "Presales architect")),
    _member("V04", "林知夏", "Lin Zhixia", Two("项目经理", "Project manager"), "administrator"),
    _member("V05", "周砚", "Zhou Yan", Two("项目经理", "Project manager")),
    _member("V06", "罗秉文", "Luo Bingwen", Two("项目经理", "Project manager")),
    _member("V07", "苏白", "Su Bai", Two("实施顾问", "Implementation consultant")),
    _member("V08", "韩清", "Han Qing", Two("实施顾问", "Implementation consultant")),
    _member("V09", "唐屿", "Tang Yu", Two("咨询顾问", "Management consultant")),
    _member("V10", "贺一鸣", "He Yiming", Two("开发组长", "Development lead")),
    _member("V11", "郁青", "Yu Qing", Two("商务财务", "Commercial and finance")),
    _member("V12", "纪南", "Ji Nan", Two("实施顾问", "Implementation consultant")),
)

HUALING = (
    _contact(
        "H01",
        "顾正言",
        "Gu Zhengyan",
        Two("顾总", "Chairman Gu"),
        Two("董事长兼总经理", "Chairman and general manager"),
    ),
    _contact(
        "H02",
        "陆明诚",
        "Lu Mingcheng",
        Two("陆副总", "Mr Lu"),
        Two("副总经理，分管信息化", "Deputy general manager, IT"),
    ),
    _contact(
        "H03",
        "温宁",
        "Wen Ning",
        Two("温经理", "Ms Wen"),
        Two("信息部经理、甲方项目经理", "IT manager, client's project manager"),
    ),
    _contact("H04", "邵国梁", "Shao Guoliang", Two("邵部长", "Mr Shao"), Two("生产部部长", "Head of production")),
    _contact("H05", "秦丽", "Qin Li", Two("秦总监", "Ms Qin"), Two("财务总监", "Finance director")),
    _contact("H06", "董海峰", "Dong Haifeng", Two("董经理", "Mr Dong"), Two("采购部经理", "Purchasing manager")),
    _contact(
        "H07",
        "吕小满",
        "Lü Xiaoman",
        Two("小吕", "Xiaoman"),
        Two("仓储主管，关键用户", "Warehouse supervisor, key user"),
    ),
    _contact("H08", "葛峰", "Ge Feng", Two("葛经理", "Mr Ge"), Two("销售部经理", "Sales manager")),
    _contact("H09", "马腾", "Ma Teng", Two("马工", "Mr Ma"), Two("计划员，关键用户", "Planner, key user")),
    _contact(
        "H10", "方雯", "Fang Wen", Two("方会计", "Ms Fang"), Two("成本会计，关键用户", "Cost accountant, key user")
    ),
)

HENGYU = (
    _contact("Y01", "郑启航", "Zheng Qihang", Two("郑总", "President Zheng"), Two("总经理", "General manager")),
    _contact(
        "Y02",
        "佐藤健一",
        "Sato Kenichi",
        Two("佐藤副总", "Mr Sato"),
        Two("副总经理（日方，品质）", "Deputy general manager (Japanese side, quality)"),
    ),
    _contact("Y03", "何蔓", "He Man", Two("何部长", "Ms He"), Two("数字化部部长", "Head of digitalisation")),
    _contact("Y04", "彭宇", "Peng Yu", Two("彭部长", "Mr Peng"), Two("制造一部部长", "Head of manufacturing 1")),
    _contact("Y05", "石磊", "Shi Lei", Two("石工", "Mr Shi"), Two("设备工程主管", "Equipment engineering supervisor")),
    _contact("Y06", "黎晓", "Li Xiao", Two("黎主管", "Ms Li"), Two("品质部主管", "Quality supervisor")),
    _contact("Y07", "范成", "Fan Cheng", Two("范班长", "Mr Fan"), Two("班组长，关键用户", "Team leader, key user")),
    _contact("Y08", "宋禾", "Song He", Two("宋工", "Ms Song"), Two("工艺工程师", "Process engineer")),
    _contact("Y09", "丁一舟", "Ding Yizhou", Two("小丁", "Yizhou"), Two("IT 运维", "IT operations")),
    _contact("Y10", "钟毓", "Zhong Yu", Two("钟专员", "Ms Zhong"), Two("采购合约专员", "Purchasing contracts officer")),
)

YUNXI = (
    _contact("Q01", "魏澜", "Wei Lan", Two("魏总裁", "President Wei"), Two("集团总裁", "Group president")),
    _contact(
        "Q02",
        "江以恒",
        "Jiang Yiheng",
        Two("江副总裁", "Mr Jiang"),
        Two("副总裁，分管数字化", "Vice president, digital"),
    ),
    _contact(
        "Q03", "童欣", "Tong Xin", Two("童主任", "Ms Tong"), Two("信息中心主任", "Head of the information centre")
    ),
    _contact("Q04", "裴立", "Pei Li", Two("裴科长", "Mr Pei"), Two("数据科长", "Head of the data section")),
    _contact(
        "Q05",
        "蒋蓉",
        "Jiang Rong",
        Two("蒋经理", "Ms Jiang"),
        Two("水务公司业务部经理", "Business manager, water company"),
    ),
    _contact(
        "Q06",
        "尹川",
        "Yin Chuan",
        Two("尹主任", "Mr Yin"),
        Two("燃气公司调度中心主任", "Head of dispatch, gas company"),
    ),
    _contact(
        "Q07",
        "康乐",
        "Kang Le",
        Two("康经理", "Mr Kang"),
        Two("公交公司运营部副经理", "Deputy operations manager, bus company"),
    ),
    _contact("Q08", "白桦", "Bai Hua", Two("白老师", "Ms Bai"), Two("集团财务部", "Group finance")),
    _contact("Q09", "严守", "Yan Shou", Two("严工", "Mr Yan"), Two("监理工程师", "Supervising engineer"), "Z"),
    _contact("Q10", "冯笛", "Feng Di", Two("小冯", "Feng Di"), Two("数据专员，关键用户", "Data officer, key user")),
)

CONTACTS = HUALING + HENGYU + YUNXI
