"""What the checks say of the told story: the golden list, the whole table, silence where it must be."""

import pytest

from yinuo.counsel.models import Finding, RuleAnswer
from yinuo.counsel.queries.rules import RULES
from yinuo.demo.scene import Scene

pytestmark = pytest.mark.django_db

F, S, N, OFF = "fires", "silent", "no_data", "off"
TABLE = {
    "R01": (F, F, S),
    "R02": (S, S, S),
    "R03": (S, S, S),
    "R04": (F, F, S),
    "R19": (S, F, S),
    "R20": (S, S, S),
    "R22": (N, N, N),
    "R23": (S, S, S),
    "R27": (S, F, S),
    "R34": (F, S, S),
    "R37": (F, S, S),
    "R38": (F, S, F),
    "R39": (F, F, S),
    "R43": (S, S, S),
    "R44": (S, S, S),
    "R45": (F, S, S),
    "R49": (N, N, S),
    "R51": (F, F, S),
    "R52": (F, OFF, OFF),
    "R53": (F, N, N),
}
"""What each rule answers for P1, P2, P3 at the day of the story; a rule without a row has no test yet."""
GOLDEN = {
    ("R01", "P1", "MM-108/1"),
    ("R04", "P1", "MM-104"),
    ("R04", "P1", "MM-108"),
    ("R04", "P2", "MM-204"),
    ("R19", "P2", "E202"),
    ("R27", "P2", "K1"),
    ("R34", "P1", "CR-101"),
    ("R34", "P1", "CR-106"),
    ("R37", "P1", "E112"),
    ("R38", "P1", "P1"),
    ("R38", "P3", "P3"),
    ("R39", "P1", "K1"),
    ("R45", "P1", "CR-106"),
    ("R45", "P1", "E112"),
    ("R51", "P1", "F3"),
    ("R51", "P2", "F2"),
    ("R52", "P1", "P1"),
}
"""Table 11 of the story, for the rules there are."""
BESIDES = {
    ("R01", "P1", "MM-102/1"),
    ("R01", "P2", "MM-201/1"),
    ("R39", "P1", "K4"),
    ("R39", "P2", "K1"),
    ("R53", "P1", "report/30"),
}
"""What else fires: steps that the tables call unplanned, a high risk without contingency, one that nobody was told,
this week's report while its words are not written yet."""
QUIET = ("R01", "R19", "R49")
"""Of the rules there are, those that must say nothing of the third project."""


def found() -> set[tuple[str, str, str]]:
    return set(Finding.objects.filter(gone_at=None).values_list("rule", "project__code", "subject"))


def test_every_rule_answers_as_the_table_says(scene: Scene) -> None:
    told = {
        rule: tuple(RuleAnswer.objects.filter(rule=rule).order_by("project__code").values_list("verdict", flat=True))
        for rule in RULES
    }

    assert told == TABLE


def test_the_golden_list_fires_and_little_else(scene: Scene) -> None:
    assert found() == GOLDEN | BESIDES
    assert not {rule for rule, project, _subject in found() if project == "P3"} & set(QUIET)
