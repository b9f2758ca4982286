"""Reads everything that somebody can reach from where he stands, down to headers, parts of files and metadata."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter, deque
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pypdfium2
from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from email.message import Message

    from django.test import Client

    from tests.leaks.canaries import Canaries

LINKS = frozenset({"href", "action", "src", "formaction", "hx-get", "hx-post", "data-href", "data-url"})
NEVER = ("/static/", "/account/logout/", "/language/", "mailto:", "data:", "#")
"""Built before any row was written; or it would end the visit or change its language."""
PAPERS = re.compile(r"sheet-(\d+)\.pdf")


@dataclass(frozen=True, slots=True)
class Finding:
    """A canary where it must not be."""

    kind: str
    """page, fragment, error, file, pdf, docx, header, mail, mail header."""
    where: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """A form that is posted, with what it would send as it stands."""

    action: str
    fields: tuple[tuple[str, str], ...]
    buttons: tuple[tuple[str, str], ...]


class _Page(HTMLParser):
    """Addresses and forms of one page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.addresses: list[str] = []
        self.forms: list[dict[str, Any]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.addresses += [given[name] for name in LINKS & given.keys()]
        if tag == "form":
            self.forms.append({"method": given.get("method", "get"), "action": given.get("action", ""), "inputs": []})
        elif self.forms and tag in {"input", "button"} and "name" in given:
            self.forms[-1]["inputs"].append((tag, given))


def forms_of(text: str) -> Iterator[Form]:
    """Forms sent by POST, each group of choices with its first choice."""
    for form in _Page(text).forms:
        if form["method"].lower() != "post":
            continue
        fields: dict[str, str] = {}
        for tag, given in form["inputs"]:
            if tag == "input" and given.get("type") not in {"submit", "file", "checkbox"}:
                fields.setdefault(given["name"], given.get("value", ""))
        buttons = tuple((given["name"], given.get("value", "")) for tag, given in form["inputs"] if tag == "button")
        yield Form(form["action"], tuple(fields.items()), buttons)


@dataclass(slots=True)
class Crawler:
    """One visit of one identity. `found` holds every canary met; `read` counts what was opened."""

    client: Client
    canaries: Sequence[Canaries]
    doors: tuple[str, ...] = ("/portal/", "/link/", "/account/", "/verify/")
    most: int = 10_000
    """Pages of one kind (name of the address) that are opened."""
    findings: set[Finding] = field(default_factory=set)
    read: Counter[str] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)
    bodies: dict[str, str] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)
    """Of the sheets whose papers were read."""
    asked: str = ""
    """An address that somebody typed: an answer that repeats it tells nothing."""
    _kinds: Counter[str] = field(default_factory=Counter)

    @property
    def names(self) -> set[str]:
        return {finding.name for finding in self.findings}

    def crawl(self, starts: Iterable[str]) -> None:
        """Open everything that can be reached from `starts`, each as a page and as a fragment."""
        waiting = deque(starts)
        while waiting:
            address = waiting.popleft().partition("#")[0]
            if address in self.seen or not self._wanted(address):
                continue
            self.seen.add(address)
            text = self.get(address)
            waiting += self._led(address, text)
            if text:
                waiting += self._led(address, self.get(address, fragment=True))

    def _wanted(self, address: str) -> bool:
        if not address.startswith(self.doors) and address != "/":
            return False
        try:
            kind = resolve(urlsplit(address).path).view_name
        except Resolver404:
            kind = "nothing"
        self._kinds[kind] += 1
        return self._kinds[kind] <= self.most

    def _led(self, address: str, text: str) -> list[str]:
        """Where a page leads, seen from its own address."""
        found = []
        for raw in _Page(text).addresses if text else ():
            if raw.startswith("?"):
                found.append(urlsplit(address).path + raw)
            elif raw.startswith("/") and not raw.startswith(NEVER):
                found.append(raw)
        return found

    def get(self, address: str, *, fragment: bool = False) -> str:
        """Open an address and everything a redirect leads to; the text of a page, empty for a file."""
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}"} if fragment else {}
        answer = self.client.get(address, headers=headers)
        return self.take(address, answer, "fragment" if fragment else "page")

    def post(self, address: str, body: dict[str, str]) -> str:
        return self.take(address, self.client.post(address, body), "page")

    def take(self, address: str, answer: Any, kind: str) -> str:
        """Search one answer: status line, headers, cookies, body; and follow where it sends the browser."""
        self._search("header", address, answer.reason_phrase, *(f"{k}: {v}" for k, v in answer.headers.items()))
        self._search("header", address, answer.cookies.output())
        self.numbers |= {int(n) for n in PAPERS.findall(answer.headers.get("Content-Disposition", ""))}
        data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code in {301, 302, 303, 307, 308}:
            self.read["redirect"] += 1
            target = answer.headers["Location"]
            known = target in self.seen or not target.startswith("/") or target.startswith(NEVER)
            if known or not self._wanted(target):
                return ""
            self.seen.add(target)
            return self.get(target)
        media = answer.headers.get("Content-Type", "")
        kind = "error" if answer.status_code >= 400 else kind
        return self._body(address, data, media, kind)

    def _body(self, address: str, data: bytes, media: str, kind: str) -> str:
        if media.startswith("text/html"):
            text = data.decode()
            self._search(kind, address, text)
            self.bodies[address] = text
            self.read[kind] += 1
            return text
        self.read[self.file(address, data)] += 1
        return ""

    def file(self, where: str, data: bytes) -> str:
        """Search a file by what it is: `pdf`, `docx` or `dossier` (any zip of parts) or `file`; files inside it too."""
        if data.startswith(b"%PDF"):
            self._search("pdf", where, *pdf_texts(data))
            self._search_bytes("pdf", where, data)
            return "pdf"
        if data.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                names = archive.namelist()
                self._search("docx", where, archive.comment.decode("latin-1"), *names)
                for name in names:
                    self.file(f"{where}!{name}", archive.read(name))
            return "dossier" if "manifest.json" in names else "docx"
        kind = "docx" if "!" in where else "file"
        self._search(kind, where, data.decode("utf-8", "replace"))
        self._search_bytes(kind, where, data)
        return kind

    def letter(self, message: Message) -> None:
        """Search one mail: every header of every part, and every part."""
        where = f"mail to {message['To']}: {message['Message-ID']}"
        self.read["mail"] += 1
        for part in message.walk():
            self._search("mail header", where, *(f"{name}: {_decoded(value)}" for name, value in part.items()))
            if part.is_multipart():
                continue
            data = part.get_payload(decode=True)
            assert isinstance(data, bytes)
            if part.get_content_maintype() == "text":
                self._search("mail", where, data.decode(part.get_content_charset() or "utf-8"))
            else:
                self.read[f"{self.file(where, data)} in a mail"] += 1

    def _search(self, kind: str, where: str, *texts: str) -> None:
        if self.asked:
            texts = tuple(unquote(text).replace(self.asked, "") for text in texts)
        for canaries in self.canaries:
            self.findings |= {Finding(kind, where, name) for name in canaries.found(*texts)}

    def _search_bytes(self, kind: str, where: str, data: bytes) -> None:
        for canaries in self.canaries:
            self.findings |= {Finding(kind, where, name) for name in canaries.found_in_bytes(data)}


def gaps(numbers: set[int]) -> set[int]:
    """Numbers that somebody who sees these would miss."""
    return set(range(1, max(numbers, default=0) + 1)) - numbers


def pdf_texts(data: bytes) -> list[str]:
    """Text and metadata of every page, and the names of what is attached."""
    document = pypdfium2.PdfDocument(data)
    try:
        texts = list(document.get_metadata_dict().values())
        texts += [page.get_textpage().get_text_bounded() for page in document]
        texts += [document.get_attachment(n).get_name() for n in range(document.count_attachments())]
        return texts
    finally:
        document.close()


def _decoded(value: object) -> str:
    return str(make_header(decode_header(str(value))))
