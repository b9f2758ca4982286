"""The story told in English, and weeks later."""

from collections.abc import Callable
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from yinuo.counsel.models import RuleAnswer
from yinuo.counsel.queries.rules import RULES
from yinuo.demo.data.shapes import AS_OF
from yinuo.demo.dates import ZONE
from yinuo.evidence import queries as evidence
from yinuo.ledger import queries as ledger
from yinuo.ledger.models import Entry, Wording

pytestmark = pytest.mark.django_db

CHINESE = range(0x4E00, 0xA000)


def test_the_story_is_told_in_english(telling: Callable[..., object]) -> None:
    with telling(AS_OF, "en") as scene:
        words = Entry.objects.values_list("words", "need")
        texts = [*(text for pair in words for text in pair), *Wording.objects.values_list("text", flat=True)]

        assert [text for text in texts if any(ord(letter) in CHINESE for letter in text)] == []
        assert scene.entries["E105"].words == "The system must follow my scheduling rules"
        assert Entry.objects.count() == 60
        assert evidence.verify() == []


@pytest.mark.parametrize("weeks", [9, 30])
def test_nothing_breaks_weeks_later(telling: Callable[..., object], weeks: int) -> None:
    later = AS_OF + timedelta(weeks=weeks)
    with telling(later, "zh-hans") as scene:
        entry = Entry.objects.get(code="E105")

        assert entry.due_on == date(2026, 12, 21) + timedelta(weeks=weeks)
        assert scene.sheets["P1-friday"].offered_at.astimezone(ZoneInfo(ZONE)).date() == later - timedelta(days=3)
        assert evidence.verify() == []
        assert RuleAnswer.objects.count() == len(RULES) * len(scene.projects)
        for project in scene.projects.values():
            assert ledger.board(project, today=later, zone=ZoneInfo(ZONE))
