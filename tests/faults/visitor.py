"""A browser without a screen: reads a form, fills it in, sends it, and knows whether that was acknowledged."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from lxml import html

from tests.cast import PASSWORD

SECONDS = 30
KEY = "once"
"""The hidden field that lets a form take effect once however often it is sent."""


class NoAnswer(Exception):
    """The server went away, or said that it cannot now: nothing was acknowledged."""


class Refused(AssertionError):
    """The server understood the form and would not have it; the test's own fault."""


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    text: str
    headers: dict[str, str]

    @property
    def place(self) -> str:
        """Where an acknowledged act leads to."""
        return urlsplit(self.headers.get("location", "")).path


class Visitor:
    """One person's browser."""

    def __init__(self, port: int, language: str = "zh-hans") -> None:
        self.port, self.cookies, self.language = port, {"language": language}, language
        self.seconds, self.sees_errors = SECONDS, False

    def sign_in(self, email: str) -> None:
        page = self.submit("/account/login/", {"login": email, "password": PASSWORD})
        assert page.status == 302, page.text[-500:]

    def get(self, path: str) -> Page:
        page = self._ask("GET", path)
        if page.status >= 500 and not self.sees_errors:
            raise NoAnswer(page.status)
        return page

    def submit(self, path: str, fields: dict[str, str], *, action: str = "", again: int = 3) -> Page:
        """Fill in the form of `path` that leads to `action` and send it; where the form carries its key, send it anew
        when no answer came, as a person does. Raises `NoAnswer`, and `Refused` for anything but a redirection.
        """
        form = self.form(path, action)
        values = [pair for pair in form.form_values() if pair[0] not in fields] + list(fields.items())
        target = form.get("action") or path
        is_keyed = any(name == KEY for name, _value in values)
        for turn in range(again if is_keyed else 1):
            try:
                page = self._ask("POST", target, urlencode(values))
            except NoAnswer:
                if turn + 1 < (again if is_keyed else 1):
                    continue
                raise
            break
        if page.status >= 500:
            raise NoAnswer(page.status)
        if page.status != 302:
            raise Refused(f"{page.status} {target}: {said(page)}")
        return page

    def post(self, path: str, fields: dict[str, str], *, action: str = "") -> Page:
        """The same, whatever the answer is."""
        form = self.form(path, action)
        values = [pair for pair in form.form_values() if pair[0] not in fields] + list(fields.items())
        return self._ask("POST", form.get("action") or path, urlencode(values))

    def upload(self, path: str, fields: dict[str, str], name: str, file_name: str, data: bytes) -> Page:
        """Send the form of `path` with one file (RFC 7578), whatever the answer is."""
        form = self.form(path)
        values = [pair for pair in form.form_values() if pair[0] not in fields] + list(fields.items())
        edge = "edge-of-a-part"
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in values]
        parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n')
        body = "".join(parts).encode() + b"Content-Type: text/plain\r\n\r\n" + data + f"\r\n--{edge}--\r\n".encode()
        return self._ask("POST", form.get("action") or path, body, f"multipart/form-data; boundary={edge}")

    def form(self, path: str, action: str = "") -> html.FormElement:
        page = self.get(path)
        if page.status != 200:
            raise Refused(f"{page.status} {path} {page.place}")
        wanted = action or urlsplit(path).path
        for form in html.document_fromstring(page.text).forms:
            leads_to = urlsplit(form.get("action") or path).path
            if form.method == "POST" and leads_to == wanted:
                return form
        raise Refused(f"no form to {wanted} on {path}: {said(page)}")

    def _ask(
        self, method: str, path: str, body: str | bytes | None = None, kind: str = "application/x-www-form-urlencoded"
    ) -> Page:
        head = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Language": self.language,
            "Referer": f"http://127.0.0.1:{self.port}{path}",
        }
        if body is not None:
            head["Content-Type"] = kind
        door = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        try:
            door.request(method, path, body, head)
            answer = door.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException) as error:
            raise NoAnswer(repr(error)) from error
        finally:
            door.close()
        for line in answer.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
        return Page(answer.status, text, {name.lower(): value for name, value in answer.headers.items()})


def said(page: Page) -> str:
    return re.sub(r"\s+", " ", html.document_fromstring(page.text or "<p>").text_content())[:1500]
