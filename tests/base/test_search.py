"""Words are found in both languages."""

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from yinuo.base import client_search, clock, search

TABLE = "try_entry"


@pytest.fixture
def index(db):
    search.install(connection, TABLE)
    return TABLE


def test_han_runs_become_characters_and_bigrams_and_words_stay_whole():
    assert search.tokens("ＥＲＰ 排产规则 v2") == ["erp", "排", "产", "规", "则", "排产", "产规", "规则", "v2"]
    assert search.query_tokens("排产规则 收 Plan") == ["排产", "产规", "规则", "收", "plan"]
    assert search.query_tokens("，。!") == []


def test_two_characters_one_character_and_english_are_found(index):
    search.put(index, 1, "系统要按我的排产规则", scope="1")
    search.put(index, 2, "The scheduling review is on Friday", scope="1")
    search.put(index, 3, "收货 ≤ 40 秒", scope="1")

    assert search.find(index, "排产", 9, scopes=["1"]) == [1]
    assert search.find(index, "收", 9, scopes=["1"]) == [3]
    assert search.find(index, "Scheduling", 9, scopes=["1"]) == [2]
    assert search.find(index, "schedul friday", 9, scopes=["1"]) == [2]
    assert search.find(index, "排产 friday", 9, scopes=["1"]) == []
    assert search.find(index, "", 9, scopes=["1"]) == []


def test_another_project_is_not_searched(index):
    search.put(index, 1, "排产 1 σ1", scope="2")

    assert search.find(index, "排产", 9, scopes=["1"]) == []
    assert search.find(index, "排产", 9, scopes=[]) == []
    assert search.find(index, "排产", 9, scopes=["1", "2"]) == [1]
    with pytest.raises(ValueError, match="no scope"):
        search.find(index, "排产", 9, scopes=['1" OR "2'])


def test_a_changed_text_is_found_by_its_new_words_only(index):
    search.put(index, 1, "排产", scope="1")
    search.put(index, 1, "成本", scope="1")

    assert search.find(index, "排产", 9, scopes=["1"]) == []
    assert search.find(index, "成本", 9, scopes=["1"]) == [1]

    search.drop(index, 1)
    assert search.find(index, "成本", 9, scopes=["1"]) == []


def test_the_index_is_used(index):
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("SET LOCAL enable_indexscan = off")
    used = "VIRTUAL TABLE INDEX" if connection.vendor == "sqlite" else "words_gin"

    assert used in search.plan(index, "排产规则", scopes=["1"])


@pytest.mark.parametrize(
    "query", ['"', "'", "a'b", "*", "NEAR(", "排产 OR", "-x", "(", "& |", "\0", "%", "a" * 500, "𠮷野家"]
)
def test_no_query_is_a_surprise(index, query):
    search.put(index, 1, query, scope="1")

    assert search.find(index, query, 9, scopes=["1"]) in ([], [1])


@given(st.text(alphabet="排产规则aB1 ，_", max_size=30), st.data())
def test_what_stands_in_a_text_has_its_tokens(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = search.tokens(text)

    assert search.holds(text, text[start:end])
    for token in search.query_tokens(text[start:end]):
        assert token in whole or token.isascii()


def test_a_client_finds_published_words_of_his_projects(db):
    at = clock.now()
    kept = client_search.index(7, kind="line", token="t1", title="排产", text="命中率 ≥ 90%，Scheduling", at=at)
    client_search.index(8, kind="line", token="t2", title="排产", text="另一个项目", at=at)

    assert client_search.index(7, kind="line", token="t1", title="又一次", text="", at=at) == kept
    found = client_search.Found(7, "line", "t1", "排产", "命中率 ≥ 90%，Scheduling", at)
    assert client_search.find([7], "排产 scheduling") == [found]
    assert client_search.find([7], "90%") == [found]
    assert client_search.find([7], "另一个") == []
    assert client_search.find([7], "  ") == []
