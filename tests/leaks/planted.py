"""Ten leaks, each of another kind, as a careless change would make them; every one is found by the same crawler."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from yinuo.base import files
from yinuo.base import pages as base_pages
from yinuo.base.paper import pdf, word
from yinuo.ledger import for_client
from yinuo.notices.actions import delivery
from yinuo.portal import answering, papers

if TYPE_CHECKING:
    import pytest

    from tests.leaks.scene import Scene


NOTE = "note.text"
COUNT = "how many were never offered"


def page(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """A private note in a comment of the first page."""
    _drawn(patch, import_module("yinuo.portal.pages.home"), f"<!-- {scene.private.words[NOTE]} -->")
    return "page", NOTE


def fragment(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """The need behind a line, in a fragment only."""
    _drawn(patch, answering, f'<i data-need="{scene.private.words["wish.need"]}"></i>', only_fragments=True)
    return "fragment", "wish.need"


def count(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """How many lines there are that nobody was shown."""
    _drawn(
        patch, import_module("yinuo.portal.pages.agreed"), f'<progress max="{scene.private.figures[COUNT]}"></progress>'
    )
    return "page", COUNT


def mail_header(patch: pytest.MonkeyPatch, _scene: Scene) -> tuple[str, str]:
    """The desk's code of a line in a header of a letter."""

    class Threaded(delivery.EmailMultiAlternatives):
        def __init__(self, *given: Any, headers: dict[str, str], **more: Any) -> None:
            super().__init__(*given, headers=headers | {"References": "<P1/E101@yinuo.example>"}, **more)

    patch.setattr(delivery, "EmailMultiAlternatives", Threaded)
    return "mail header", "code E101"


def pdf_metadata(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """Our own words for a line as keywords of the PDF."""
    patch.setattr(pdf, "sheet_pdf", lambda _sheet: _pdf_with_keywords(scene.private.words["wish.words"]))
    return "pdf", "wish.words"


def file_name(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """A shared file under the name that it has with us."""
    name = quote(f"温宁-{scene.private.words['told.name']}.txt")
    _headed(patch, files, "response", {"Content-Disposition": f"attachment; filename*=utf-8''{name}"})
    return "header", "told.name"


def etag(patch: pytest.MonkeyPatch, _scene: Scene) -> tuple[str, str]:
    """The highest code of the desk as the mark of a version."""
    _headed(patch, papers, "_file", {"ETag": 'W/"E214-1"'})
    return "header", "code E214"


def number_gap(patch: pytest.MonkeyPatch, _scene: Scene) -> tuple[str, str]:
    """The sheet that was taken back is shown nowhere, and its number is missing."""
    first_page = import_module("yinuo.ledger.for_client.home")
    rows, versions = first_page.sheet_rows, for_client.agreed_line
    patch.setattr(first_page, "sheet_rows", lambda *asked: tuple(row for row in rows(*asked) if row.number != 2))
    patch.setattr(
        for_client, "agreed_line", lambda *asked: tuple(row for row in versions(*asked) if row.sheet_number != 2)
    )
    return "number gap", "missing [2]"


def docx_part(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """The contract's clause in a part that Word does not show."""
    honest = word.sheet_docx

    def with_part(sheet: Any) -> bytes:
        out = io.BytesIO(honest(sheet))
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("customXml/item9.xml", f"<clause>{scene.private.words['clause.text']}</clause>")
        return out.getvalue()

    patch.setattr(word, "sheet_docx", with_part)
    return "docx", "clause.text"


def error_page(patch: pytest.MonkeyPatch, scene: Scene) -> tuple[str, str]:
    """The title of what is not yours, in the page that says it is not there."""
    _changed(patch, base_pages, "_error", scene.private.words["source.title"])
    return "error", "source.title"


Plant = Callable[["pytest.MonkeyPatch", "Scene"], tuple[str, str]]
"""Plants one leak; tells of which kind the finding is and which canary it names."""
PLANTS: tuple[Plant, ...] = (
    page,
    fragment,
    count,
    mail_header,
    pdf_metadata,
    file_name,
    etag,
    number_gap,
    docx_part,
    error_page,
)


def _drawn(patch: pytest.MonkeyPatch, module: Any, more: str, *, only_fragments: bool = False) -> None:
    """Pages of `module` say `more` at their end."""
    honest = module.show

    def show(request: Any, *given: Any, **facts: Any) -> Any:
        answer = honest(request, *given, **facts)
        if not only_fragments or request.htmx:
            answer.content += more.encode()
        return answer

    patch.setattr(module, "show", show)


def _changed(patch: pytest.MonkeyPatch, module: Any, name: str, more: str) -> None:
    honest = getattr(module, name)

    def changed(*given: Any, **more_given: Any) -> Any:
        answer = honest(*given, **more_given)
        answer.content += more.encode()
        return answer

    patch.setattr(module, name, changed)


def _headed(patch: pytest.MonkeyPatch, module: Any, name: str, headers: dict[str, str]) -> None:
    """Answers made by `module.name` carry these headers."""
    honest = getattr(module, name)

    def headed(*given: Any, **more: Any) -> Any:
        answer = honest(*given, **more)
        for header, value in headers.items():
            answer.headers[header] = value
        return answer

    patch.setattr(module, name, headed)


def _pdf_with_keywords(keywords: str) -> bytes:
    """The smallest PDF of one empty page; its keywords are written in hexadecimal UTF-16, as many programs do."""
    told = ("\ufeff" + keywords).encode("utf-16-be").hex().upper()
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        f"<</Keywords<{told}>>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{body}xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R/Info 4 0 R>>\n"
        f"startxref\n{len(body)}\n%%EOF\n"
    ).encode()
