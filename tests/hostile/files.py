"""All hostile files, group by group; deterministic, built in memory when they are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.figures import PROVING
from tests.hostile import files_mail, files_office, files_other

if TYPE_CHECKING:
    from tests.hostile.bad import Bad

GROUPS: dict[str, tuple[Bad, ...]] = {
    "Word": tuple(files_office.word_files()),
    "Excel": tuple(files_office.excel_files()),
    "archives": tuple(files_office.archives()),
    "mails": tuple(files_mail.mails()),
    "papers": tuple(files_other.papers()),
    "pictures": tuple(files_other.pictures()),
    "texts": tuple(files_other.texts()),
    "names": tuple(files_other.names()),
}


WANTED = GROUPS if PROVING else {"light": tuple(bad for bads in GROUPS.values() for bad in bads if not bad.is_heavy)}
"""What goes in: everything for the proof, what is light otherwise."""
