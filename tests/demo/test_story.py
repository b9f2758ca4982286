"""The story is told in the order of time, its sheets are answered as told, and its evidence stands."""

import email
import email.policy
import io
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import docx
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from yinuo.delivery.models import RiskOffer
from yinuo.demo import pictures, samples, signins, story
from yinuo.demo.data.risks import RISK_SHEETS
from yinuo.demo.data.shapes import AS_OF
from yinuo.demo.data.sheets import SHEETS
from yinuo.demo.dates import ZONE, Shift, last_friday
from yinuo.demo.scene import Scene
from yinuo.evidence import queries as evidence
from yinuo.evidence.models import Event
from yinuo.ledger import queries as ledger
from yinuo.ledger.models import Entry, Offer, Statement, Wording
from yinuo.ledger.published import Agreement, Answer, Reply, Sheet

pytestmark = pytest.mark.django_db


def test_every_sheet_is_answered_as_told(scene: Scene) -> None:
    for row in SHEETS:
        told = [
            (scene.person(reply.by).name, reply.means, scene.lines[row.key, say.entry], say.kind, say.chip)
            for reply in row.replies
            for say in reply.says
        ]
        answers = Answer.objects.filter(line__sheet=scene.sheets[row.key]).order_by("id")

        assert list(answers.values_list("reply__by_name", "reply__means", "line__token", "kind", "chip")) == told
    of_entries = Sheet.objects.filter(lines__kind__in=("expectation", "commitment", "duty")).distinct()
    assert of_entries.count() == len(SHEETS)
    assert RiskOffer.objects.values("line__sheet").distinct().count() == len(RISK_SHEETS)
    assert {row.key for row in SHEETS} <= scene.sheets.keys()
    assert set(Reply.objects.values_list("means", flat=True)) == {"code", "paper", "message", "oral"}


def test_the_friday_sheet_shows_one_of_everything(scene: Scene) -> None:
    number = scene.sheets["P1-friday"].number
    _sheet, shown = ledger.sheet_on_board(scene.projects["P1"], number, today=AS_OF, zone=ZoneInfo(ZONE))

    assert {
        status: shown.count(status) for status in ("confirmed", "asked", "not_accepted", "to_be_signed", "silent")
    } == {
        "confirmed": 5,
        "asked": 1,
        "not_accepted": 1,
        "to_be_signed": 1,
        "silent": 1,
    }
    silent = next(line for line in shown.lines if line.status == "silent")
    assert (silent.entry_code, silent.days) == ("E106", 3)
    asked = next(line for line in shown.lines if line.status == "asked")
    assert (asked.words, asked.until) == ("内部讨论中，周三答复", date(2026, 11, 25))


def test_version_3_is_confirmed_and_version_4_is_not(scene: Scene) -> None:
    agreed = Offer.objects.filter(line__in=Agreement.objects.values("line")).values("wording")
    versions = Wording.objects.filter(entry__code="E105").order_by("version")

    assert [(row.version, row.pk in agreed.values_list("wording", flat=True)) for row in versions] == [
        (1, True),
        (2, True),
        (3, True),
        (4, False),
    ]


def test_the_other_projects_wait_for_one_memo(scene: Scene) -> None:
    waiting = {
        code: [sheet.title for sheet in ledger.board(scene.projects[code], today=AS_OF, zone=ZoneInfo(ZONE)).waiting]
        for code in ("P2", "P3")
    }

    assert waiting == {"P2": ["备忘录 MM-204：原型评审"], "P3": []}


def test_of_the_other_projects_one_memo_waits(scene: Scene) -> None:
    boards = [ledger.board(scene.projects[code], today=AS_OF, zone=ZoneInfo(ZONE)) for code in ("P2", "P3")]

    assert [[sheet.title for sheet in board.waiting] for board in boards] == [["备忘录 MM-204：原型评审"], []]


def test_quoted_words_stand_in_their_source(scene: Scene) -> None:
    quoted = Statement.objects.select_related("source")

    assert all(row.source.text[row.start : row.end] == row.words for row in quoted)
    assert Entry.objects.filter(code__startswith="E").exclude(statement=None).count() >= 12


def test_the_evidence_stands_and_runs_in_the_order_of_time(scene: Scene) -> None:
    assert evidence.verify(documents=True) == []
    for stream in ("P1/vendor", "P1/shared", "P3/vendor", "P3/shared"):
        told = Event.objects.filter(stream__name=stream, verb__startswith="ledger.").order_by("seq")
        moments = list(told.values_list("happened_at", flat=True))
        assert moments
        assert all(before <= after for before, after in pairwise(moments))


def test_beats_are_in_the_order_of_time() -> None:
    told = story.beats()

    assert all((before.day, before.hour) <= (after.day, after.hour) for before, after in pairwise(told))
    assert max(beat.day for beat in told) == AS_OF


def test_sign_ins_name_everybody_and_open_the_sheet(scene: Scene) -> None:
    found = signins.of(scene)

    assert found.members[0][0] == "林知夏"
    assert len(found.members) == 12
    assert found.sheet_link.startswith(f"{settings.URL}/link/")
    assert all(text in found.as_text("en") for text in (found.password, found.sheet_link, found.sign_in_link))


def test_the_story_goes_only_into_an_empty_installation(scene: Scene) -> None:
    with override_settings(DEMO=True), pytest.raises(CommandError):
        call_command("load_story", quiet=True)


@pytest.mark.parametrize(
    ("today", "friday"),
    [
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 19), date(2026, 11, 13)),
        (date(2026, 11, 22), date(2026, 11, 20)),
    ],
)
def test_the_last_friday_is_not_after_today(today: date, friday: date) -> None:
    assert last_friday(today) == friday


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_samples_move_with_the_story_and_hold_rare_characters(language: str) -> None:
    shift = Shift.to(AS_OF + timedelta(weeks=2))
    chat = samples.group_chat(language, shift)

    assert all(text in chat for text in ("张伟", "镕", "翀", "℃", "≥", "→", "2026-12-04"))
    assert ("排产" if language == "zh-hans" else "scheduling") in chat
    assert ("12月11日" if language == "zh-hans" else "11 December") in chat


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_samples_can_be_read(language: str) -> None:
    shift = Shift.to(AS_OF)

    minutes = docx.Document(io.BytesIO(samples.minutes_docx(language, shift)))
    letter = email.message_from_bytes(samples.letter_eml(language, shift), policy=email.policy.default)

    assert any("850 ℃" in paragraph.text for paragraph in minutes.paragraphs)
    assert minutes.tables[0].cell(1, 2).text == "2026-11-25"
    assert letter["from"] == "wen.ning@hualing.example"
    assert letter["subject"] == samples.SUBJECT(language)


def test_a_picture_is_a_png_with_and_without_a_seal() -> None:
    for seal in ("华岭泵业股份有限公司", ""):
        data = pictures.paper(
            title="蓝图确认单", heading="华岭", lines=["一", "two " * 60], signer="邵国梁", day="2026-06-12", seal=seal
        )
        assert data.startswith(b"\x89PNG")
    assert pictures.chat("温宁", "确认", "2026-11-02").startswith(b"\x89PNG")


def test_the_sign_ins_can_be_asked_for_again(scene: Scene) -> None:
    again = signins.again()

    told = signins.of(scene).as_text("zh-hans")
    links = [line for line in again.splitlines() if "/link/" in line]
    assert [line for line in again.splitlines() if "/link/" not in line] == [
        line for line in told.splitlines() if "/link/" not in line
    ]
    assert len(links) == 2
    assert not set(links) & set(told.splitlines())
