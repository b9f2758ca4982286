"""Issues and risks of the leak crawl: one of each shown in other words, one of each never shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from yinuo.base import clock
from yinuo.delivery import actions as delivery

if TYPE_CHECKING:
    from tests.leaks.scene import Scene

KNOWN, DUE = date(2026, 11, 18), date(2026, 12, 18)


def plant(scene: Scene) -> None:
    """Our words, answers, reasons and codes are canaries; the client reads words of its own."""
    cast, word = scene.cast, scene.private.word
    facts = {"side": "ours", "owner": cast.lin.person, "raised_by": "林知夏", "raised_on": KNOWN, "due_on": DUE}
    risky = {"side": "ours", "owner": cast.lin.person, "known_on": KNOWN, "probability": 5, "impact": 4}
    for number, name in enumerate(("shown", "hidden"), start=701):
        more = {"code": f"I{number}", "origin": word(f"{name} issue.origin")}
        scene.private.figure(f"code I{number}", f"I{number}")
        scene.private.figure(f"code K{number}", f"K{number}")
        what = f"问题 {word(f'{name} issue')}"
        issue = delivery.raise_issue(cast.p1, by=cast.lin, at=clock.now(), what=what, **more, **facts)
        delivery.answer_issue(issue, by=cast.lin, at=clock.now(), text=word(f"{name} issue.answer"))
        delivery.close_issue(issue, by=cast.lin, at=clock.now(), why=word(f"{name} issue.why"))
        delivery.reopen_issue(issue, by=cast.lin, at=clock.now(), why=word(f"{name} issue.why again"))
        words = {one: word(f"{name} risk.{one}") for one in ("what", "cause", "effect", "response", "contingency")}
        words |= {"code": f"K{number}", "origin": word(f"{name} risk.origin")}
        risk = delivery.note_risk(cast.p1, by=cast.lin, at=clock.now(), **words, **risky)
        if name == "shown":
            told = scene.of_p1.word
            delivery.publish_issue(issue, by=cast.lin, at=clock.now(), what=told("issue"), answer=told("issue answer"))
            for_client = dict.fromkeys(("cause", "effect", "response", "contingency"), "")
            delivery.publish_risk(risk, by=cast.lin, at=clock.now(), **{**for_client, "what": told("risk")})
        delivery.close_risk(risk, by=cast.lin, at=clock.now(), why=word(f"{name} risk.why"))
