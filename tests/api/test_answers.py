"""What a program reads is what stands in the ledger, as the description says, in pages by key."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from tests.api import schema
from tests.house import scene
from tests.ledger.conftest import DUE, number_of_hits, offered, worded
from yinuo.api import openapi
from yinuo.base import clock
from yinuo.ledger import actions as ledger
from yinuo.ledger.models import Entry, Step
from yinuo.people import actions as people

WISHES = 30


def enter(cast, words, **more):
    return ledger.enter(
        cast.p1, by=cast.lin, at=clock.now(), kind="expectation", holder=cast.shao.person, words=words, **more
    )


def measured(cast, words):
    """A wish that was agreed to, and the newest value of it."""
    entry = enter(cast, words, due_on=DUE)
    sheet = offered(cast, worded(cast, entry, criterion=number_of_hits(cast)))
    said = ledger.MeansGiven(
        means="paper", by_name="温宁", person_id=cast.wen.person_id, signed_on=date(2026, 11, 18), attachment_token="x"
    )
    ledger.reply(sheet, means=said, answers=[ledger.AnswerGiven(sheet.lines.get().token, "confirm")], at=clock.now())
    ledger.measure(entry, by=cast.lin, at=clock.now(), measured_on=date(2026, 11, 20), number=Decimal(72))
    return entry


@pytest.fixture
def described(lin):
    return lin.get("/api/openapi.json").json()


def test_every_answer_is_what_the_description_says(cast, lin, admin, described):
    slots = scene.build(cast).slots | {"code": "P1", "number": 1}
    entry = measured(cast, "命中率")
    seen = 0
    for path, (name, _sentence, _is_paged) in openapi.PATHS.items():
        for code in (entry.code, slots["wish"], slots["agreed"]):
            for number in (1, 2, 3):
                place = path.format(code="P1", entry=code, number=number)
                answer = (lin if "P1" in place else admin).get(place)
                assert answer.status_code == 200, place
                assert schema.flaws(answer.json(), openapi.shape(name), described) == [], place
                seen += 1
    assert seen == 9 * len(openapi.PATHS)
    refused = lin.get("/api/projects/P9/").json()
    assert schema.flaws(refused, openapi.shape("Problem"), described) == []


def test_the_checker_finds_what_is_wrong(described):
    line = {"sheet": 1, "line": 2}
    place = openapi.shape("Place")

    assert schema.flaws(line, place, described) == []
    assert schema.flaws({"sheet": "1", "line": 2}, place, described) == ["$.sheet: '1' is no ['integer']"]
    assert schema.flaws({"sheet": True, "line": 2}, place, described) == ["$.sheet: True is no ['integer']"]
    assert schema.flaws({"sheet": 1}, place, described) == ["$.line: missing"]
    assert schema.flaws(line | {"id": 7}, place, described) == ["$.id: not described"]
    assert schema.flaws("2026-02-30", openapi.DAY, described) == ["$: '2026-02-30' is no date"]
    assert schema.flaws("2026-02-03T10:00:00", openapi.MOMENT, described) != []
    assert schema.flaws("done", openapi.one_of(["met"]), described) == ["$: 'done' is not in the list"]


def test_every_address_is_described():
    ours = {
        f"/{pattern.pattern}"
        for resolver in get_resolver().url_patterns
        for pattern in getattr(resolver, "url_patterns", ())
        if str(pattern.pattern).startswith("api/")
    }
    spelled = {
        path.replace("{code}", "<slug:code>").replace("{entry}", "<str:entry_code>").replace("{number}", "<int:number>")
        for path in openapi.PATHS
    }

    assert ours == spelled | {"/api/openapi.json", "/api/<path:rest>"}


def test_the_register_tells_each_line_as_it_stands(cast, lin):
    entry = measured(cast, "瓶颈工序按计划")
    step = Step.objects.filter(entry=entry).latest("pk")

    assert lin.get("/api/projects/P1/register/", headers={"Accept-Language": "en"}).json() == {
        "project": "P1",
        "lines": [
            {
                "code": entry.code,
                "kind": "expectation",
                "words": "瓶颈工序按计划",
                "holder": "邵国梁",
                "owner": "林知夏",
                "due_on": "2026-12-21",
                "state": step.state,
                "since": step.at.isoformat(),
                "gap": {
                    "words": "72 % instead of 90 %",
                    "value": "72 %",
                    "target": "≥ 90 % (acceptable: ≥ 80 %)",
                    "outcome": "missed",
                    "performance": lin.get("/api/projects/P1/register/").json()["lines"][0]["gap"]["performance"],
                    "measured_on": "2026-11-20",
                },
            }
        ],
        "next": None,
    }


def test_words_are_in_the_language_of_the_member_before_that_of_the_program(cast, lin):
    measured(cast, "命中率")

    def words(language):
        answer = lin.get("/api/projects/P1/register/", headers={"Accept-Language": language})
        return answer.headers["Content-Language"], answer.json()["lines"][0]["gap"]["words"]

    assert words("en") == ("en", "72 % instead of 90 %")
    people.set_language(cast.lin.person, language="zh-hans")
    assert words("en")[0] == "zh-hans"
    assert "instead" not in words("en")[1]


def test_the_register_is_read_in_pages_without_gap_or_repeat_while_lines_are_added(cast, lin):
    codes = [enter(cast, f"愿望 {number}").code for number in range(7)]
    read, path = [], "/api/projects/P1/register/?limit=3"
    while path:
        page = lin.get(path).json()
        read += [line["code"] for line in page["lines"]]
        if len(read) == 3:
            codes.append(enter(cast, "后来的").code)
        path = page["next"]

    assert read == codes


def test_lines_of_an_import_that_was_taken_back_are_left_out(cast, lin):
    enter(cast, "留下")
    gone = enter(cast, "撤销")
    Entry.objects.filter(pk=gone.pk).update(is_undone=True)

    assert [line["words"] for line in lin.get("/api/projects/P1/register/").json()["lines"]] == ["留下"]


@pytest.mark.parametrize("limit", ["0", "201", "-1", "1.5", "", "all", "９", "9" * 40])
@pytest.mark.parametrize("path", ["projects/", "projects/P1/register/", "projects/P1/sheets/"])
def test_a_limit_out_of_range_is_refused(lin, path, limit):
    answer = lin.get(f"/api/{path}", {"limit": limit})

    assert (answer.status_code, answer.json()["code"]) == (400, "bad-limit")


def test_a_page_may_not_begin_at_a_line_of_another_project(cast, lin):
    entry = ledger.enter(
        cast.p2, by=cast.zhou, at=clock.now(), kind="expectation", holder=cast.he.person, words="别的项目"
    )
    foreign = lin.get("/api/projects/P1/register/", {"after": entry.code})
    never = lin.get("/api/projects/P1/register/", {"after": "E99"})

    assert (foreign.status_code, foreign.json()["code"]) == (400, "bad-after")
    assert foreign.content == never.content
    assert lin.get("/api/projects/P1/sheets/", {"after": "S1"}).json()["code"] == "bad-after"


def test_projects_are_those_of_the_member_by_code(lin, zhou, admin):
    def codes(client):
        return [row["code"] for row in client.get("/api/projects/").json()["projects"]]

    assert (codes(lin), codes(zhou), codes(admin)) == (["P1"], ["P2"], ["P1", "P2"])
    first = admin.get("/api/projects/?limit=1").json()
    assert first["next"] == "/api/projects/?after=P1&limit=1"
    last = admin.get(first["next"]).json()
    assert ([row["code"] for row in last["projects"]], last["next"]) == (["P2"], None)


def test_a_sheet_tells_the_answer_to_each_line(cast, lin, sheet):
    line = sheet.lines.get(number=1)
    said = ledger.MeansGiven(
        means="message", by_name="温宁", person_id=cast.wen.person_id, signed_on=date(2026, 11, 18), message_text="好的"
    )
    no = ledger.AnswerGiven(line.token, "not_accept", chip="time", words="太晚")
    ledger.reply(sheet, means=said, answers=[no], at=clock.now())
    told = lin.get("/api/projects/P1/sheets/1/").json()

    assert told["asked"] == ["温经理"]
    assert [row["status"] for row in told["lines"]] == ["not_accepted", "silent", "silent"]
    assert {name: told["lines"][0][name] for name in ("by", "means", "on", "reason", "words")} == {
        "by": "温宁",
        "means": "message",
        "on": "2026-11-18",
        "reason": "time",
        "words": "太晚",
    }
    listed = lin.get("/api/projects/P1/sheets/").json()["sheets"]
    assert [(row["number"], row["lines"], row["href"]) for row in listed] == [(1, 3, "/api/projects/P1/sheets/1/")]


@pytest.mark.parametrize("path", ["sheets/99/", f"sheets/{'9' * 40}/", "entries/E99/", "entries/%00/", "nothing/"])
def test_what_is_not_there_is_not_found(lin, path):
    answer = lin.get(f"/api/projects/P1/{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("register/?limit=200", 4),
        ("register/?limit=2&after={first}", 5),
        ("entries/{first}/", 13),
        ("sheets/", 3),
        ("sheets/1/", 10),
    ],
)
def test_ten_times_the_rows_cost_as_many_queries(cast, lin, path, most, figure):
    def cost(place):
        with CaptureQueriesContext(connection) as caught:
            assert lin.get(f"/api/projects/P1/{place}").status_code == 200
        return len(caught)

    for number in range(3):
        measured(cast, f"愿望 {number}")
    path = path.format(first=Entry.objects.earliest("pk").code)
    cost(path)  # the first visit of a day notes that the token is used
    few = cost(path)
    for number in range(WISHES):
        measured(cast, f"更多 {number}")
    offered(cast, *(worded(cast, enter(cast, f"同一张 {number}")) for number in range(WISHES)))

    assert few == cost(path) <= most
    assert cost("sheets/34/") == cost("sheets/1/")
    figure("Interface", f"queries of {path.partition('?')[0]} at ten times the rows", few)
