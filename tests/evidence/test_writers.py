"""Sixteen people act at once; every act is recorded."""

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

WRITERS = """
import sys, threading
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from yinuo.evidence import actions as evidence, queries
from yinuo.evidence.models import Event

call_command("migrate", verbosity=0)
failures = []
start = threading.Barrier(16)

def write(number):
    start.wait()
    for turn in range(6):
        try:
            signer = evidence.Personal(f"person/{turn}", "温宁")
            side = "shared" if (number + turn) % 2 else "vendor"
            evidence.record(verb="a.b", subject="P1/E1", by="林知夏", project="P1", side=side, facts={"who": signer})
        except Exception as error:
            failures.append(repr(error))
    connection.close()

threads = [threading.Thread(target=write, args=[number]) for number in range(16)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(failures, [str(flaw) for flaw in queries.verify()], Event.objects.count())
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_sixteen_writers_lose_nothing(tmp_path: Path) -> None:
    place = {**os.environ, "YINUO_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "yinuo.config.settings"}
    if connection.vendor == "postgresql":
        named = connection.settings_dict
        place["DATABASE_URL"] = f"postgresql://{named['USER']}@{quote(named['HOST'], safe='')}/{named['NAME']}"
    else:
        place["DATABASE_URL"] = f"sqlite:///{tmp_path / 'yinuo.sqlite3'}"

    done = subprocess.run([sys.executable, "-c", WRITERS], env=place, capture_output=True, text=True, check=False)

    assert (done.stdout, done.returncode) == ("[] [] 96\n", 0), done.stderr
