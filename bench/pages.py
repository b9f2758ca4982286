"""What is measured: pages of ours, each beside the floor's page for the same rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from bench import client

CSRF = "c" * 32


@dataclass(frozen=True, slots=True)
class Page:
    """One page of ours and the floor's page for the same rows, if there is any."""

    name: str
    rows: str
    ours: client.Ask
    floor: client.Ask | None


def pages(places: dict[str, Any]) -> list[Page]:
    """Those that read, then those that write."""
    return [*reading(places), *writing(places)]


def reading(places: dict[str, Any]) -> list[Page]:
    """Pages that leave everything as it is."""
    code, entry = places["project"], places["entry"]
    member, bare = _cookies(places["member_session"]), _cookies(places["floor_session"])
    rows, item = client.Ask(f"/{code}/", bare), client.Ask(f"/{code}/{entry}/", bare)
    desk, sheet = f"/projects/{code}", f"/portal/{places['project_token']}/sheets/{places['sheet_token']}/"
    search = urlencode({"q": "库存周转"})
    found = [
        Page("register", "50 lines", client.Ask(f"{desk}/register/", member), rows),
        Page("expectation", "5 steps", client.Ask(f"{desk}/expectations/{entry}/", member), item),
        Page("answers board", "50 lines", client.Ask(f"{desk}/sheets/", member), rows),
        Page("today", "all projects", client.Ask("/today/", member), rows),
        Page("search", "50 hits", client.Ask(f"/search/?{search}", member), rows),
        Page("sheet in the portal", "10 lines", client.Ask(sheet, _cookies(places["contact_session"])), item),
        Page("sheet by link", "10 lines", client.Ask(f"/link/{places['link']}/", {"csrf": CSRF}), item),
    ]
    if token := places["bearer"]:
        asked = client.Ask(f"/api/projects/{code}/register/", {}, bearer=token)
        found.append(Page("register as JSON", "its first page", asked, rows))
    return found + _of_the_week(places, rows, item) + _of_the_plan(places, rows)


def _of_the_week(places: dict[str, Any], rows: client.Ask, item: client.Ask) -> list[Page]:
    """Issues, memo and report, on both doors."""
    week, desk, portal = places["week"], f"/projects/{places['project']}", f"/portal/{places['project_token']}"
    member, contact = _cookies(places["member_session"]), _cookies(places["contact_session"])
    return [
        Page("issues", "50 issues", client.Ask(f"{desk}/issues/", member), rows),
        Page("memo", "10 steps", client.Ask(f"{desk}/memos/{week['memo']}/", member), item),
        Page("report", "a week", client.Ask(f"{desk}/reports/{week['report']}/", member), item),
        Page("issues in the portal", "25 issues", client.Ask(f"{portal}/issues/", contact), rows),
        Page("memo in the portal", "10 steps", client.Ask(f"{portal}/memos/{week['memo_token']}/", contact), item),
        Page("report in the portal", "a week", client.Ask(f"{portal}/reports/{week['report_token']}/", contact), item),
    ]


def _of_the_plan(places: dict[str, Any], rows: client.Ask) -> list[Page]:
    """The draft of one project with a hundred tasks and of one with a thousand."""
    member, week = _cookies(places["member_session"]), places["week"]
    short, long = (f"/projects/{week[name]}/plan/" for name in ("short", "long"))
    return [
        Page("plan", "100 tasks", client.Ask(short, member), rows),
        Page("gantt 100", "100 tasks", client.Ask(f"{short}gantt/", member), rows),
        Page("gantt 1000", "1,000 tasks", client.Ask(f"{long}gantt/", member), None),
    ]


def writing(places: dict[str, Any]) -> list[Page]:
    """Pages that add a row each time; they come last, since what they add is shown by others."""
    code, desk = places["project"], f"/projects/{places['project']}"
    member, bare = _cookies(places["member_session"]), _cookies(places["floor_session"])
    line = {
        "kind": "expectation",
        "holder": places["holder"],
        "words": "月底前给出排产复核方案",
        "due_on": "2027-03-01",
    }
    answer = {
        "means": "message",
        "signer": places["holder"],
        "signed_on": places["today"],
        "message_text": "这一条我们下周答复。",
        "line1-kind": "ask",
    }
    insert = client.Ask(f"/{code}/new/", bare, urlencode(line), 302)
    export = urlencode({"form": "csv", "query": ""})
    return [
        Page("CSV, POST", "all lines", client.Ask(f"{desk}/register/export/", member, export), None),
        Page("quick row, POST", "1 line", client.Ask(f"{desk}/lines/new/", member, urlencode(line), 302), insert),
        Page(
            "answer, POST",
            "1 answer",
            client.Ask(f"{desk}/sheets/{places['sheet']}/answers/", member, urlencode(answer), 302),
            insert,
        ),
    ]


def _cookies(session: str) -> dict[str, str]:
    return {"session": session, "csrf": CSRF}
