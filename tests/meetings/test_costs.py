"""What the pages ask of the database does not grow with what they show."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.cast import Cast
from tests.meetings.conftest import answered, planned, sent, step, written
from yinuo.base import clock
from yinuo.meetings import actions as meetings


def more(cast: Cast, count: int) -> None:
    for number in range(count):
        meeting = planned(cast, days=-2 - number)
        meetings.note_minute(meeting, by=cast.lin, at=clock.now(), kind="action", words="记一笔", owner=cast.lin.person)
        memo = written(cast, meeting, step(cast), step(cast, "再一步"))
        version = sent(cast, memo)
        answered(cast, version)
        meetings.plan_step(memo.items.get(number=1), by=cast.lin, at=clock.now())
        planned(cast, days=2 + number)


def asked(browsers: dict[str, Client]) -> dict[str, int]:
    found = {}
    for path, browser in browsers.items():
        with CaptureQueriesContext(connection) as caught:
            assert browser.get(path).status_code == 200, path
        found[path] = len(caught)
    return found


def test_lists_and_pages_ask_as_much_for_ten_as_for_two(cast: Cast, as_lin: Client, as_wen: Client):
    more(cast, 2)
    here = f"/portal/{cast.p1.token}/"
    browsers = {
        "/projects/P1/meetings/": as_lin,
        "/projects/P1/meetings/M2/": as_lin,
        "/projects/P1/memos/MM-1/": as_lin,
        f"{here}memos/": as_wen,
    }
    asked(browsers)  # what is asked once a process
    few = asked(browsers)
    more(cast, 8)

    assert asked(browsers) == few
