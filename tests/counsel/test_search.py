"""A member finds what was said and agreed on his projects."""

from yinuo.base import clock
from yinuo.counsel import actions as counsel
from yinuo.counsel import queries
from yinuo.counsel.models import SearchEntry


def test_a_member_finds_the_words_on_his_projects_only(cast):
    at = clock.now()
    wish = counsel.index(
        cast.p1, subject="E105", kind="entry", title="系统要按我的排产规则", text="scheduling rules", at=at
    )
    counsel.index(cast.p2, subject="E205", kind="entry", title="排产", text="", at=at)

    assert queries.search([cast.p1], "排产") == [wish]
    assert queries.search([cast.p1], "scheduling") == [wish]
    assert queries.search([cast.p1], "规产") == []
    assert queries.search([], "排产") == []


def test_bigrams_that_stand_apart_are_no_hit(cast):
    counsel.index(cast.p1, subject="E1", kind="entry", title="排产", text="产规", at=clock.now())

    assert queries.search([cast.p1], "排产规") == []


def test_a_changed_thing_is_found_by_its_new_words(cast):
    for title in ("排产", "成本结转"):
        counsel.index(cast.p1, subject="E105", kind="entry", title=title, text="", at=clock.now())

    assert queries.search([cast.p1], "排产") == []
    assert [row.title for row in queries.search([cast.p1], "成本")] == ["成本结转"]

    counsel.forget(cast.p1, subject="E105", kind="entry")
    assert SearchEntry.objects.count() == 0
    assert queries.search([cast.p1], "成本") == []
