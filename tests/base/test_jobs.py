"""The worker's list."""

import pytest

from yinuo.base import jobs


def test_a_registered_function_is_on_the_list_with_its_pace(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})

    @jobs.every(60, "base.test")
    def work(at):
        return at

    assert jobs.registered() == (jobs.Job("base.test", 60, work),)


def test_a_name_belongs_to_one_function(monkeypatch):
    monkeypatch.setattr(jobs, "_jobs", {})
    jobs.every(60, "base.test")(len)

    with pytest.raises(jobs.NameTaken):
        jobs.every(60, "base.test")(repr)
    with pytest.raises(ValueError, match="once a second"):
        jobs.every(0, "base.other")
