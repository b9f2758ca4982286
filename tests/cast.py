"""The cast: the people of the demo story whom every test may ask to act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client

from tests.replay import replayed
from yinuo.base import clock
from yinuo.people import actions as people
from yinuo.people.models import Contact, Firm, FirmKind, Member, Person, Role
from yinuo.projects import actions as projects
from yinuo.projects.models import Project, Seat, SeatRole

BACKEND = "yinuo.people.access.PersonBackend"
PASSWORD = "泵业-排产-2026"
STARTED = date(2026, 3, 20)


@dataclass(frozen=True, slots=True)
class Cast:
    """Two projects of one vendor. On P1 everybody but 周砚, 董海峰 and 何蔓; 马腾's seat there has ended."""

    vendor: Firm
    hualing: Firm
    hengyu: Firm
    p1: Project
    p2: Project
    admin: Member
    """郁青, administrator, without a seat."""
    shen: Member
    """沈牧, delivery director."""
    lin: Member
    """林知夏, project manager of P1."""
    zhou: Member
    """周砚, project manager of P2, off P1."""
    wen: Contact
    """温宁, window person of P1."""
    lu: Contact
    """陆明诚, sponsor of P1, signs up to 500,000 yuan."""
    shao: Contact
    """邵国梁, stakeholder of P1."""
    qin: Contact
    """秦丽, signatory of P1 without limit."""
    dong: Contact
    """董海峰, same firm, off the project."""
    he: Contact
    """何蔓, window person of P2: the outsider."""
    ma: Contact
    """马腾, key user of P1 until his seat ended."""

    def seat(self, who: Contact | Member, project: Project | None = None) -> Seat:
        """The newest seat somebody holds or held on P1, or on `project`."""
        return Seat.objects.filter(person_id=who.person_id, project=project or self.p1).latest("pk")


def _member(vendor: Firm, by: Member, name: str, email: str, title: str, role: str = Role.MEMBER) -> Member:
    return people.add_member(
        vendor, by=by, name=name, email=f"{email}@chengchuan.example", title=title, role=role, password=PASSWORD
    )


def _contact(firm: Firm, by: Member, name: str, called: str, email: str, title: str) -> Contact:
    return people.add_contact(firm, by=by, name=name, address_as=called, email=email, phone="", title=title)


def _open(firm: Firm, by: Member, code: str, name: str, started_on: date, manager: Member) -> Project:
    return projects.open_project(
        firm,
        by=by,
        at=clock.now(),
        code=code,
        name=name,
        started_on=started_on,
        time_zone="Asia/Shanghai",
        language="zh-hans",
        manager=manager,
    )


def build() -> Cast:
    """Everybody comes in through the real verbs."""
    admin = people.begin(
        firm="澄川软件", name="郁青", email="yuqing@chengchuan.example", title="商务财务", password=PASSWORD
    )
    vendor = admin.firm
    shen = _member(vendor, admin, "沈牧", "shenmu", "交付总监", Role.DIRECTOR)
    lin = _member(vendor, admin, "林知夏", "linzhixia", "项目经理")
    zhou = _member(vendor, admin, "周砚", "zhouyan", "项目经理")
    hualing = people.add_firm(by=admin, name="华岭泵业股份有限公司", kind=FirmKind.CLIENT)
    hengyu = people.add_firm(by=admin, name="恒屿精密电子（昆山）有限公司", kind=FirmKind.CLIENT)
    p1 = _open(hualing, admin, "P1", "ERP 实施", STARTED, lin)
    p2 = _open(hengyu, admin, "P2", "定制 MES", date(2026, 9, 8), zhou)
    wen = _contact(hualing, lin, "温宁", "温经理", "wenning@hualing.example", "信息部经理")
    lu = _contact(hualing, lin, "陆明诚", "陆副总", "lumingcheng@hualing.example", "副总经理")
    shao = _contact(hualing, lin, "邵国梁", "邵部长", "shaoguoliang@hualing.example", "生产部部长")
    qin = _contact(hualing, lin, "秦丽", "秦总监", "qinli@hualing.example", "财务总监")
    dong = _contact(hualing, lin, "董海峰", "董经理", "donghaifeng@hualing.example", "采购部经理")
    ma = _contact(hualing, lin, "马腾", "马工", "mateng@hualing.example", "计划员")
    he = _contact(hengyu, zhou, "何蔓", "何部长", "heman@hengyu.example", "数字化部部长")
    projects.seat(p1, shen.person, by=admin, role=SeatRole.DIRECTOR, since=STARTED)
    projects.seat(p1, wen.person, by=lin, role=SeatRole.WINDOW, since=STARTED)
    projects.seat(p1, lu.person, by=lin, role=SeatRole.SPONSOR, since=STARTED, may_sign=True, limit_cents=50_000_000)
    projects.seat(p1, shao.person, by=lin, role=SeatRole.STAKEHOLDER, since=STARTED)
    projects.seat(p1, qin.person, by=lin, role=SeatRole.SIGNATORY, since=STARTED, may_sign=True)
    projects.seat(p2, he.person, by=zhou, role=SeatRole.WINDOW, since=date(2026, 9, 8))
    gone = projects.seat(p1, ma.person, by=lin, role=SeatRole.KEY_USER, since=STARTED)
    projects.end_seat(gone, by=lin, until=date(2026, 9, 30))
    return Cast(
        vendor=vendor, hualing=hualing, hengyu=hengyu, p1=p1, p2=p2, admin=admin, shen=shen, lin=lin, zhou=zhou,
        wen=wen, lu=lu, shao=shao, qin=qin, dong=dong, he=he, ma=ma,
    )  # fmt: skip


def sign_in(person: Person) -> Client:
    """A browser of its own in which `person` is signed in."""
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def is_in(client: Client) -> bool:
    """Whether the desk opens to this browser: a session may name somebody and still let nobody in."""
    return client.get("/account/me/").status_code == 200


@pytest.fixture
def cast(db: None) -> Cast:
    """Everybody, freshly arrived."""
    return replayed(build)


@pytest.fixture
def as_lin(cast: Cast) -> Client:
    """The browser of 林知夏, project manager of P1."""
    return sign_in(cast.lin.person)


@pytest.fixture
def as_admin(cast: Cast) -> Client:
    """The browser of 郁青, administrator."""
    return sign_in(cast.admin.person)


@pytest.fixture
def as_zhou(cast: Cast) -> Client:
    """The browser of 周砚, a member off P1."""
    return sign_in(cast.zhou.person)


@pytest.fixture
def as_wen(cast: Cast) -> Client:
    """The browser of 温宁, window person of P1."""
    return sign_in(cast.wen.person)


@pytest.fixture
def as_he(cast: Cast) -> Client:
    """The browser of 何蔓, a contact of another firm."""
    return sign_in(cast.he.person)
