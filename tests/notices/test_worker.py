"""The worker: calls what is due, survives what fails, stops when told."""

import os
import signal
import threading
from datetime import datetime

import pytest
from django.core.management import call_command

from yinuo.base import jobs
from yinuo.notices.management.commands import worker


def job(name: str, run, seconds: int = 1) -> worker.Turn:
    return worker.Turn(jobs.Job(name, seconds, run))


def test_rooms_have_put_their_work_on_the_list():
    assert {"notices.send_due", "notices.catch_up", "signing.remind"} <= {job.name for job in jobs.registered()}


def test_one_pass_runs_every_job_once(db):
    call_command("worker", "--once")


def test_a_job_that_fails_holds_up_no_other_and_waits_longer_each_time(db, caplog):
    ran: list[datetime] = []

    def fail(at: datetime) -> None:
        raise ZeroDivisionError

    failing, sound = job("test.fails", fail), job("test.works", ran.append)
    pauses = []
    for _ in range(3):
        failing.due = sound.due = 0.0
        worker.work([failing, sound], threading.Event(), is_once=True)
        pauses.append(round(failing.due - sound.due) + 1)

    assert len(ran) == 3
    assert pauses == [2, 4, 8]
    assert "job test.fails failed (3 in a row)" in caplog.text


@pytest.mark.django_db
def test_a_worker_asked_to_stop_finishes_its_job_and_leaves(monkeypatch):
    done: list[datetime] = []

    def run(at: datetime) -> None:
        os.kill(os.getpid(), signal.SIGTERM)
        done.append(at)

    monkeypatch.setattr(jobs, "registered", lambda: (jobs.Job("test.stops", 1, run),))
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGINT)
    try:
        call_command("worker")
    finally:
        signal.signal(signal.SIGTERM, before[0])
        signal.signal(signal.SIGINT, before[1])

    assert len(done) == 1
