"""The file that proves a page: its PDF, the kept files, the events, and how to check them by hand."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yinuo.evidence.models import Event, Fact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yinuo.desk.queries.about import About

EPOCH = (2000, 1, 1, 0, 0, 0)
"""The same facts give the same bytes."""


def zipped(found: About, pdf: bytes, kept: list[tuple[str, bytes]]) -> bytes:
    """A ZIP of `pdf`, the `kept` files (name, bytes), the events of `found`, its chains, its heads and a README."""
    parts = {
        "README.txt": readme().encode(),
        "about.pdf": pdf,
        "events.jsonl": _lines(events(found.subjects)),
        "chain.jsonl": _lines(chain([name for name, _seq, _link in found.heads])),
        "heads.jsonl": _lines({"stream": name, "seq": seq, "link": link} for name, seq, link in found.heads),
        **{f"files/{name}": data for name, data in kept},
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def events(subjects: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """Every event about `subjects` with its facts. A fact about a person is shown by its commitment only."""
    rows = list(Event.objects.filter(subject__in=subjects).select_related("stream").order_by("id"))
    told: dict[int, list[dict[str, str]]] = {}
    for fact in Fact.objects.filter(event__in=rows).order_by("name"):
        one = {"name": fact.name, "commitment": fact.commitment}
        one |= {"person": fact.person} if fact.person else {"salt": fact.salt, "value": fact.value}
        told.setdefault(fact.event_id, []).append(one)
    for row in rows:
        yield {
            "stream": row.stream.name,
            "seq": row.seq,
            "verb": row.verb,
            "subject": row.subject,
            "happened_at": row.happened_at,
            "recorded_at": row.recorded_at,
            "leaf": row.leaf,
            "link": row.link,
            "facts": told.get(row.pk, []),
        }


def chain(streams: list[str]) -> Iterator[dict[str, object]]:
    """Every event of the streams as number and leaf: enough to compute each link, and nothing more (decision 12)."""
    rows = Event.objects.filter(stream__name__in=streams).order_by("stream__name", "seq")
    for stream, seq, leaf in rows.values_list("stream__name", "seq", "leaf"):
        yield {"stream": stream, "seq": seq, "leaf": leaf}


def _lines(rows: Iterator[dict[str, object]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def readme() -> str:
    """How to check the file without us; the whole format stands in docs/evidence.md."""
    return "\n\n".join(
        (
            _("What this file holds"),
            _("about.pdf: the page. files/: the exact bytes it rests on, each named by the start of its SHA-256."),
            _("events.jsonl: every recorded event about it. chain.jsonl: number and leaf of all events. heads.jsonl: "
              "the last link of each stream."),
            _("How to check it (docs/evidence.md of Yinuo has the whole format; ‖ joins bytes, text is UTF-8)"),
            _("1. For each fact with a salt: SHA-256(0x02 ‖ salt ‖ name ‖ 0x00 ‖ value) is its commitment. A fact "
              "about a person is shown by its commitment only."),
            _('2. For each event: SHA-256(0x00 ‖ the list of ["name","commitment"] or ["name","commitment","person"], '
              "sorted by name, as compact JSON) is its leaf."),
            _("3. For each stream, from seq 1 on: SHA-256(0x01 ‖ link before ‖ seq as 8 bytes ‖ leaf) is the link; "
              "before the first stand 32 zero bytes. The last link is that of heads.jsonl; the PDF quotes the shared "
              "one."),
            _("4. The fact “sha256” of a sheet or a file is the SHA-256 of its text or its bytes."),
            _("It proves that nothing was changed since the heads were given away. It does not prove that what was "
              "said is true, nor when it was said: recorded_at is our clock."),
        )
    ) + "\n"  # fmt: skip
