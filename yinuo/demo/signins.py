"""How to come in after the story was told: every member, and 温宁 by sheet link and by sign-in link."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from yinuo.base import clock
from yinuo.demo.data.people import MEMBERS, PASSWORD
from yinuo.demo.data.shapes import Two
from yinuo.demo.dates import ZONE
from yinuo.ledger.published import Sheet
from yinuo.people import actions as people
from yinuo.people.models import Contact, LinkKind, Member
from yinuo.signing import actions as signing

if TYPE_CHECKING:
    from yinuo.demo.data.shapes import Human
    from yinuo.demo.scene import Scene

OPEN_SHEET = "P1-friday"
WINDOW = "H03"
SHEET_LINK_DAYS = 30
HEADS = {
    "members": Two("乙方登录：{address}　密码一律为 {password}", "Our side signs in at {address}, password {password}"),
    "sheet": Two(
        "甲方 {who} 免登录查看新近的确认单：", "The client's {who} opens the newest sheet without signing in:"
    ),
    "portal": Two("或进入客户门户（24 小时内有效，只能用一次）：", "or enters the client portal (24 hours, once):"),
    "files": Two("可用来试录入的文件：", "Files to try:"),
}


@dataclass(frozen=True, slots=True)
class SignIns:
    """Addresses and links; the links are shown once and stored nowhere in clear."""

    members: tuple[tuple[str, str, str], ...]
    password: str
    window: str
    sheet_link: str
    sign_in_link: str

    def as_text(self, language: str) -> str:
        """Lines for the terminal, 林知夏 first."""
        return "\n".join(
            (
                HEADS["members"](language).format(address=f"{settings.URL}/account/login/", password=self.password),
                *(f"  {name} <{email}> · {title}" for name, email, title in self.members),
                HEADS["sheet"](language).format(who=self.window),
                f"  {self.sheet_link}",
                HEADS["portal"](language),
                f"  {self.sign_in_link}",
            )
        )


def of(scene: Scene) -> SignIns:
    """Make fresh links for 温宁 and gather the members, 林知夏 first."""
    members = [scene.members[human.code] for human in _first()]
    return _gathered(members, scene.sheets[OPEN_SHEET], scene.contacts[WINDOW])


def again() -> str:
    """The same as text for a story told before, in its language; empty where it is not the story that is there."""
    known = {member.code: member for member in Member.objects.select_related("person").exclude(code="")}
    contact = Contact.objects.select_related("person").filter(code=WINDOW).first()
    sheet = Sheet.objects.select_related("project").filter(project__code="P1").order_by("-number").first()
    members = [known[human.code] for human in _first() if human.code in known]
    if not members or contact is None or sheet is None:
        return ""
    return _gathered(members, sheet, contact).as_text(sheet.project.language)


def _first() -> list[Human]:
    return sorted(MEMBERS, key=lambda human: human.code != "V04")


def _gathered(members: list[Member], sheet: Sheet, contact: Contact) -> SignIns:
    now = clock.now()
    last_on = max(sheet.due_on, clock.today(ZONE)) + timedelta(days=SHEET_LINK_DAYS)
    sheet_secret = signing.make_link(
        f"{sheet.project.code}/S{sheet.number}",
        project_id=sheet.project_id,
        by=members[0],
        at=now,
        last_on=last_on,
        for_person_id=contact.person_id,
    )
    way_in = people.mint_link(contact.person, LinkKind.INVITATION, at=now)
    return SignIns(
        members=tuple((member.person.name, member.person.email or "", member.title) for member in members),
        password=PASSWORD,
        window=f"{contact.person.name} <{contact.person.email}> · {contact.title}",
        sheet_link=f"{settings.URL}/link/{sheet_secret}/",
        sign_in_link=f"{settings.URL}/link/in/{way_in}/",
    )
