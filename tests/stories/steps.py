"""What somebody does with the mouse, the keys and the phone, one step a function."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core import mail
from PIL import Image, ImageDraw
from playwright.sync_api import Page, expect

from tests.stories.conftest import PASSWORD
from yinuo.base import clock
from yinuo.demo.dates import Shift
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import EntryKind, Shape
from yinuo.notices import jobs

if TYPE_CHECKING:
    from tests.stories.conftest import Chairs
    from tests.stories.words import Pick

AS_TOLD = Shift(timedelta(0))
"""The story's days as they stand in its tables."""

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
GO = ".form-acts .btn-primary"

# The place of the words in the text, as the mouse meets them: the middle of their first and last characters.
CORNERS = """async ([words]) => {
  const source = document.querySelector('[data-source]');
  const walker = document.createTreeWalker(source, NodeFilter.SHOW_TEXT);
  let whole = '';
  const nodes = [];
  while (walker.nextNode()) { nodes.push([walker.currentNode, whole.length]); whole += walker.currentNode.data; }
  const at = whole.indexOf(words);
  if (at < 0) throw new Error('not in the text: ' + words);
  const place = (offset) => {
    const [node, start] = nodes.findLast(([, start]) => start <= offset);
    return [node, offset - start];
  };
  const box = (offset) => {
    const range = document.createRange(), [node, from] = place(offset);
    range.setStart(node, from);
    range.setEnd(node, from + 1);
    return range;
  };
  const mark = box(at).getBoundingClientRect();
  source.scrollBy({top: mark.top - source.getBoundingClientRect().top - 40, behavior: 'instant'});
  source.scrollIntoView({block: 'center', behavior: 'instant'});
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  const first = box(at).getBoundingClientRect(), last = box(at + words.length - 1).getBoundingClientRect();
  return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
}"""


def sign_in(page: Page, email: str) -> None:
    page.goto("/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click(GO)
    page.wait_for_url(re.compile(r"/(today|projects)/"))


def no_sideways(page: Page) -> None:
    """Nothing on a phone's page is wider than the phone."""
    page.wait_for_load_state()  # before its styles are there, a page is as wide as its longest word
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), page.url


def paste(page: Page, text: str, on: date) -> None:
    page.goto("/projects/P1/capture/")
    page.fill("textarea[name=text]", text)
    page.fill("input[name=occurred_on]", on.isoformat())
    page.click(GO)
    page.wait_for_url(re.compile(r"/sources/\d+/"))


def select(page: Page, words: str) -> None:
    """Draw the mouse over the words; the row is filled anew."""
    with page.expect_response(lambda answer: "end=" in answer.url and answer.request.method == "GET"):
        left, top, right, bottom = page.evaluate(CORNERS, [words])
        page.mouse.move(left, top)
        page.mouse.down()
        page.mouse.move(right, bottom, steps=4)
        page.mouse.up()


def check_row(page: Page, chairs: Chairs, pick: Pick) -> None:
    """What the quick row proposes."""
    form = page.locator("#row-form")
    expect(form.locator("[name=words]")).to_have_value(pick.words)
    expect(form.locator("[name=holder]")).to_have_value(str(chairs.person_id(pick.holder)))
    expect(form.locator("[name=due_on]")).to_have_value(pick.due_on.isoformat() if pick.due_on else "")
    expect(form.locator("[name=kind]:checked")).to_have_value(pick.kind)
    expect(form.locator("[data-picked]")).to_have_text(pick.words)


def take(page: Page, chairs: Chairs, pick: Pick) -> None:
    """Take one line, by mouse or from key to key, and go on with the next."""
    if pick.by_mouse:
        select(page, pick.words)
    check_row(page, chairs, pick)
    expect(page.locator("#row-form [name=words]")).to_be_focused()
    if pick.typed_due:
        page.fill("#row-form [name=due_on]", pick.typed_due.isoformat())
    taken = page.locator(".taken li").count()
    page.locator("#row-form [name=words]").focus()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".taken li")).to_have_count(taken + 1)
    expect(page.locator("#row-form [name=words]")).to_be_focused()


def choose(page: Page, name: str, value: str) -> None:
    """Press one of the round choices of a form; its input lies hidden under the words."""
    page.click(f"label:has(input[name='{name}'][value='{value}'])")


def link_for_wechat(page: Page) -> str:
    """Copy the text for WeChat; the link stands in it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.click("form[action$='/link/'] .btn-primary")
    page.click("[data-copy='#wechat']")
    copied = page.evaluate("navigator.clipboard.readText()")
    return str(re.search(r"http\S+/link/\S+/", copied)[0])  # type: ignore[index]


def outbox() -> list[Any]:
    """Everything that left since the last look."""
    jobs.send_due(clock.now())
    sent, mail.outbox[:] = list(mail.outbox), []
    return sent


def code_in(letters: list[Any]) -> str:
    """The six digits of the newest letter."""
    return re.search(r"\b(\d{6})\b", letters[-1].body)[1]  # type: ignore[index]


def another(code: str) -> str:
    """Six digits that are not these."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


def answer(page: Page, number: int, kind: str, *, chip: str = "", day: date | None = None, words: str = "") -> None:
    """Tap one answer on the phone."""
    line = page.locator(f"#line-{number}")
    line.locator(f"label:has(input[name=a{number}][value={kind}])").tap()
    if chip:
        line.locator(f"label:has(input[name=c{number}][value={chip}])").tap()
    if day:
        line.locator(f"input[name=d{number}]").fill(day.isoformat())
    if words:
        line.locator(f"[name={'q' if kind == 'ask' else 'w'}{number}]").fill(words)


def offer_on_wednesday(chairs: Chairs, at: datetime) -> Any:
    """Three lines from before this week on one sheet: a wish with a number, a promise, a duty."""
    lin, wen, shao = chairs.members["V04"], chairs.contacts["H03"], chairs.contacts["H04"]
    measurer = wen.person
    wish, promise, duty = chairs.words.earlier
    rows = (
        (EntryKind.EXPECTATION, shao, wish, date(2026, 12, 21)),
        (EntryKind.COMMITMENT, lin, promise, date(2026, 12, 18)),
        (EntryKind.DUTY, wen, duty, date(2026, 12, 4)),
    )
    wordings = []
    for kind, holder, words, due_on in rows:
        entry = ledger.enter(chairs.project, by=lin, at=at, kind=kind, holder=holder.person, words=words, due_on=due_on)
        criterion = (
            ledger.CriterionGiven(
                shape=Shape.NUMBER, metric=words, unit="%", target=Decimal(90), minimum=Decimal(80), measurer=measurer
            )
            if kind == EntryKind.EXPECTATION
            else ledger.CriterionGiven(shape=Shape.BY_DATE, metric=words, target_on=due_on, measurer=measurer)
        )
        wordings.append(
            ledger.word(
                entry, by=lin, at=at, text=words, language=chairs.words.language, due_on=due_on, criterion=criterion
            )
        )
    return ledger.offer(
        chairs.project, by=lin, at=at, wordings=wordings, title=chairs.words.query, ask=chairs.words.query,
        contacts=[wen], due_on=date(2026, 11, 27), authority="signatory", language=chairs.words.language,
    )  # fmt: skip


def photo_of_paper() -> bytes:
    """A page with a red chop, as a phone would take it."""
    paper = Image.new("RGB", (600, 840), "#f4f1ea")
    pen = ImageDraw.Draw(paper)
    for row in range(80, 560, 40):
        pen.line((60, row, 520, row), fill="#444", width=3)
    pen.ellipse((340, 560, 540, 760), outline="#c0281f", width=10)
    pen.regular_polygon((440, 660, 40), 5, fill="#c0281f")
    out = io.BytesIO()
    paper.save(out, "PNG")
    return out.getvalue()
