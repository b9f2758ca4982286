"""A memo that was sent reads a year later byte for byte as it was sent, though everything under it changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client
from lxml import html

from tests.cast import Cast, sign_in
from tests.meetings.conftest import answered, planned, sent, step
from yinuo.base import clock
from yinuo.meetings import actions as meetings
from yinuo.meetings.models import DelayCause, Fate, Meeting, Memo, MemoItem, MemoVersion
from yinuo.people.models import Contact, Firm, Member, Person
from yinuo.projects.models import Project


def pages(cast: Cast, version: MemoVersion) -> dict[str, tuple[bool, str]]:
    """Each page and paper of the memo: whether it is the client's, and its address."""
    portal, desk = f"/portal/{cast.p1.token}/", f"/projects/P1/sheets/{version.sheet.number}/"
    sheet = f"{portal}sheets/{version.sheet.token}/"
    return {
        "portal memo": (True, f"{portal}memos/{version.published.token}/"),
        "portal sheet": (True, sheet),
        "portal pdf": (True, f"{sheet}pdf/"),
        "portal docx": (True, f"{sheet}docx/"),
        "desk pdf": (False, f"{desk}pdf/"),
        "desk docx": (False, f"{desk}docx/"),
    }


def read(cast: Cast, version: MemoVersion) -> dict[str, bytes]:
    """What each says; of a page what stands in its middle, since the frame around it tells of today."""
    wen, lin = sign_in(cast.wen.person), sign_in(cast.lin.person)
    return {
        name: _said(wen if is_client else lin, address) for name, (is_client, address) in pages(cast, version).items()
    }


def _said(browser: Client, address: str) -> bytes:
    answer = browser.get(address)
    assert answer.status_code == 200, address
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not answer.headers["Content-Type"].startswith("text/html"):
        return data
    main = html.fromstring(data.decode()).find(".//main")
    for today in ("p[@class='back']", "form/section", "fieldset", "input"):  # what is asked today, and the way back
        for one in main.findall(f".//{today}"):
            one.drop_tree()
    return html.tostring(main)


def change_everything(cast: Cast, memo: Memo) -> None:
    """Our rows under the memo, the people in it, their firms, the project, the meeting: nothing keeps its words."""
    memo.refresh_from_db()
    now, by = clock.now(), cast.lin
    meetings.change_memo(
        memo, by=by, at=now, version=memo.version, occasion="别的", work_done="别的", purpose="别的",
        on=memo.on + timedelta(days=9),
    )  # fmt: skip
    for item in MemoItem.objects.filter(memo=memo):
        meetings.change_step(item, by=by, at=now, was={}, words="别的", side="third", owner=None, due_on=None)
        meetings.settle_step(item, by=by, at=now, fate=Fate.ESCALATED, why="别的")
    for cause in DelayCause.objects.filter(memo=memo):
        meetings.remove_cause(cause, by=by, at=now)
    meeting = Meeting.objects.get(pk=memo.meeting_id)
    meetings.change_meeting(meeting, by=by, at=now, version=meeting.version, title="别的", place="别的", kind="review")
    meetings.uninvite(meeting, cast.shao.person, by=by, at=now)
    planned(cast, days=2)
    Person.objects.update(name="别人", address_as="别人")
    Contact.objects.update(title="别的")
    Member.objects.update(title="别的")
    Firm.objects.update(name=Concat(F("name"), Value("（新）")))
    Project.objects.update(name="别的项目")  # no verb changes its time zone


@pytest.mark.parametrize("is_answered", [True, False])
def test_a_sent_memo_reads_a_year_later_as_it_was_sent(cast: Cast, memo: Memo, is_answered: bool, figure):
    meetings.add_step(memo, by=cast.lin, at=clock.now(), given=step(cast, "给派工单样本", side="client"))
    version = sent(cast, memo)
    if is_answered:
        answered(cast, version, cause="not_accept")
    before = read(cast, version)
    assert all(before.values())

    with time_machine.travel(clock.now() + timedelta(days=365), tick=True):
        change_everything(cast, memo)
        after = read(cast, version)

    changed = [name for name in before if after[name] != before[name]]
    figure("Memos", "pages and papers of a memo read a year later", len(before), wanted="≥ 6")
    figure("Memos", "of them changed", len(changed), wanted="0")
    assert changed == []
