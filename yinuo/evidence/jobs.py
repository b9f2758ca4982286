"""What the worker does for evidence: a backup each night, and the list of the erased kept beside."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from yinuo.base import jobs
from yinuo.evidence import actions

NIGHT = ZoneInfo("Asia/Shanghai")
FIRST_HOUR = 2
DAILY, WEEKLY = 7, 4
NAME = re.compile(r"yinuo-(\d{8}T\d{6}Z)\.backup")


@jobs.every(600, "evidence.backup")
def back_up_nightly(at: datetime) -> Path | None:
    """Once a night, from two o'clock on, when YINUO_BACKUP_DIR is set; an installation that slept makes good later."""
    folder: Path | None = settings.BACKUP_DIR
    if folder is None:
        return None
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    actions.keep_erasures()
    here = at.astimezone(NIGHT)
    night = here.replace(hour=FIRST_HOUR, minute=0, second=0, microsecond=0)
    due = night if here >= night else night - timedelta(days=1)
    if any(made >= due for made in held(folder)):
        return None
    target = folder / f"yinuo-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}.backup"
    actions.back_up(target, passphrase=os.environ.get("YINUO_BACKUP_PASSPHRASE", ""))
    thin_out(folder)
    return target


def held(folder: Path) -> dict[datetime, Path]:
    """The nightly backups in `folder` by their moment, newest first; other files are not ours to count."""
    found = {
        datetime.strptime(name[1], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC): path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if (name := NAME.fullmatch(path.name))
    }
    return dict(sorted(found.items(), reverse=True))


def thin_out(folder: Path) -> None:
    """Keep the newest of each of the last seven days and of the last four weeks that have one; remove the others."""
    days: dict[object, Path] = {}
    weeks: dict[object, Path] = {}
    for moment, path in held(folder).items():
        here = moment.astimezone(NIGHT)
        days.setdefault(here.date(), path)
        weeks.setdefault(here.isocalendar()[:2], path)
    kept = {*list(days.values())[:DAILY], *list(weeks.values())[:WEEKLY]}
    for path in held(folder).values():
        if path not in kept:
            path.unlink()
