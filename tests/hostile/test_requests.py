"""Requests that no browser sends: charsets, cookies, headers, methods, bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client, RequestFactory

from tests import cast as everybody
from tests.figures import many
from tests.hostile.asking import summed, turn
from yinuo.config.wsgi import application

if TYPE_CHECKING:
    from tests.figures import Figure
    from tests.hostile.asking import Asking

REGISTER = "/projects/P1/register/"
CAPTURE = "/projects/P1/capture/"
CHARSETS = (
    *("base64", "rot13", "hex", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "utf-16"),
    *("utf-16-surrogatepass", "undefined", "mbcs", "cp037", "x-none", '"', "utf-8;charset=base64", "\x7f", "a" * 5000),
)
COOKIES = (
    *("", "x", "x" * 5000, "\\000", '"\\000abc"', '"\\101\\000"', "é", "../../x", "null", "0", "' OR 1=1 --", "=", ";"),
    *("\x7f", "%00", "{}", "x:y:z", "a" * 32, "abcdefghijklmnopqrstuvwxyz012345"),
)
HEADERS = {
    "HTTP_HOST": ("", "hostile.example", "a" * 5000, "127.0.0.1:99999999", "[::1", "x\ty", "é", "localhost@x", "\\000"),
    "HTTP_X_FORWARDED_HOST": ("hostile.example", "\x7f"),
    "HTTP_X_FORWARDED_PROTO": ("https", "javascript"),
    "HTTP_X_FORWARDED_FOR": ("1.1.1.1, ::1, x", "9" * 5000, "<script>"),
    "REMOTE_ADDR": ("", "x", "::ffff:127.0.0.1%eth0"),
    "HTTP_ACCEPT_LANGUAGE": (
        "x" * 5000,
        ",".join(["zh;q=0.1"] * 5000), "-" * 5000, "zh-" * 900, "*;q=9e999", "\x7f", "../"),
    "HTTP_ACCEPT": ("x/" * 5000, "application/json", "*/*;q=NaN"),
    "HTTP_ACCEPT_ENCODING": ("gzip;q=nan", "x" * 5000),
    "HTTP_HX_REQUEST": ("true", "false", "x"),
    "HTTP_HX_TARGET": ("<script>", "x" * 5000),
    "HTTP_HX_CURRENT_URL": ("http://[", "javascript:1", "%%%", "http://x:99999999/", "x" * 5000),
    "HTTP_HX_TRIGGER": ("{", "\x7f"),
    "HTTP_RANGE": ("bytes=0-", "bytes=9-1", "bytes=-99999999999999999999", "x", "bytes=" + "0-1," * 3000),
    "HTTP_IF_NONE_MATCH": ("*", '"', "W/" * 3000),
    "HTTP_IF_MODIFIED_SINCE": ("x", "Mon, 01 Jan 0001 00:00:00 GMT", "Fri, 31 Dec 99999 23:59:59 GMT", "9" * 5000),
    "HTTP_REFERER": ("http://[", "x" * 9000, "javascript:1", "\x7f"),
    "HTTP_ORIGIN": ("null", "http://[", "x"),
    "HTTP_USER_AGENT": ("", "x" * 9000, "<script>", "%s%n", "{{7*7}}", "\x7f"),
    "HTTP_AUTHORIZATION": ("Basic !!!", "Bearer " + "x" * 9000, "Basic " + "=" * 99),
    "HTTP_COOKIE": ("=" * 5000, ";" * 5000, "a=b;" * 3000, '"', "$Version=1", "session=a; session=b"),
    "HTTP_X_CSRFTOKEN": ("\x7f", "x" * 5000),
    "CONTENT_LENGTH": ("", "-1", "x", "9" * 30, "9" * 5000, "1"),
    "HTTP_CONTENT_ENCODING": ("gzip", "x"),
    "HTTP_TRANSFER_ENCODING": ("chunked, x",),
}  # fmt: skip


@pytest.mark.parametrize("charset", CHARSETS)
def test_a_charset_of_the_clients_own_is_not_followed(charset: str, db: None) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="login"\r\n\r\n\\ud800\\x00=00\r\n--b--\r\n'
    for method, kind in (("GET", "text/plain"), ("POST", "multipart/form-data; boundary=b"), ("POST", "text/plain")):
        environ = RequestFactory().generic(method, "/account/login/?q=%5Cud800", part, kind).environ
        environ["CONTENT_TYPE"] = f"{kind}; charset={charset}"
        began: list[str] = []
        answer = application(environ, lambda status, _headers, began=began: began.append(status[:3]))
        assert b"".join(answer)
        assert began[0] in {"200", "403", "404"}


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "unicode_escape", "punycode", "cp037"])
def test_a_server_that_lets_a_charset_through_hears_400(asking: Asking, charset: str) -> None:
    def post(client: Client) -> Any:
        body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\n\\ud800\r\n--b--\r\n'
        return client.generic("POST", CAPTURE, body, f"multipart/form-data; boundary=b; charset={charset}")

    assert asking.ask(f"POST in {charset!r}", "lin", post).status == 400
    assert asking.faults == [], summed(asking.faults)


def test_nul_is_dropped_wherever_it_stands(asking: Asking) -> None:
    def note(client: Client) -> Any:
        return client.post("/projects/P1/notes/", {"about": "E1\x0001", "text": "先\0别催"})

    assert asking.ask("note", "lin", note, reads=True).status == 302
    assert "先别催" in asking.ask("note", "lin", note, reads=True).text
    assert asking.ask("path", "lin", lambda client: client.get("/projects/P1%00/")).status == 404
    assert asking.ask("key", "wen", lambda client: client.get("/portal/x%00/")).status == 404
    assert asking.ask("query", "lin", lambda client: client.get("/search/?q=%00")).status == 200
    assert asking.ask("view", "lin", lambda client: client.get(f"{REGISTER}?wor%00ds=%00a")).status == 200
    assert asking.faults == [], summed(asking.faults)


def test_a_broken_cookie_is_no_cookie(asking: Asking) -> None:
    pairs = [(name, value) for name in ("session", "csrf", "language", "theme", "messages") for value in COOKIES]
    doors = ("/account/login/", REGISTER, "/portal/")
    for place, (name, value) in enumerate(pairs):
        for path in turn(doors, place, many(full=len(doors), few=1)):
            fresh = Client(raise_request_exception=False)
            asking.clients["broken"] = fresh
            answer = asking.ask(
                f"{name}={value[:20]!r} at {path}",
                "broken",
                lambda client, path=path, value=value, name=name: client.get(path, HTTP_COOKIE=f"{name}={value}"),
                may_write=True,
            )
            assert answer.status in {200, 302}

    assert asking.faults == [], summed(asking.faults)


def test_a_broken_header_stops_nothing(asking: Asking, figure: Figure) -> None:
    for name, values in HEADERS.items():
        _header(asking, name, values)

    assert asking.faults == [], summed(asking.faults)
    figure("Hostile", "broken headers sent", asking.asked)
    figure("Hostile", "answers 5xx (headers)", asking.broken, wanted="0")


def _header(asking: Asking, name: str, values: tuple[str, ...]) -> None:
    link = f"/link/{asking.scene.slots['link_secret']}/"
    doors = (("lin", REGISTER), ("wen", "/portal/"), ("nobody", link), ("nobody", "/static/no.css"))
    ways = [(who, path, method) for who, path in doors for method in ("GET", "POST")]
    for place, value in enumerate(values):
        for who, path, method in turn(ways, place, many(full=len(ways), few=1)):
            asking.ask(
                f"{method} {path} with {name}: {value[:30]!r}",
                who,
                lambda client, method=method, path=path, value=value, name=name: client.generic(
                    method, path, b"a=b", "application/x-www-form-urlencoded", **{name: value}
                ),
                may_write=True,
            )


def test_any_method_is_answered(asking: Asking) -> None:
    for method in (
        "PUT",
        "PATCH",
        "DELETE",
        "TRACE",
        "CONNECT",
        "HEAD",
        "OPTIONS",
        "PROPFIND",
        "X" * 500,
        "get",
        "\xe9",
    ):
        for who, path in (("lin", REGISTER), ("lin", CAPTURE), ("wen", "/portal/"), ("nobody", "/account/login/")):
            asking.ask(f"{method[:9]} {path}", who, lambda client, m=method, path=path: client.generic(m, path, b"a=b"))

    assert asking.faults == [], summed(asking.faults)


def test_forms_of_many_and_broken_parts_are_answered(asking: Asking) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nx\r\n'
    file = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nx\r\n'
    multipart = "multipart/form-data; boundary=b"
    bodies: list[tuple[bytes, str]] = [
        (part * 10_000 + b"--b--\r\n", multipart),
        (file * 5_000 + b"--b--\r\n", multipart),
        (b"&".join(b"a%d=b" % n for n in range(10_000)), "application/x-www-form-urlencoded"),
        (b"a=" + b"x" * 6_000_000, "application/x-www-form-urlencoded"),
        (b"&" * 100_000, "application/x-www-form-urlencoded"),
        (b"%" * 100_000, "application/x-www-form-urlencoded"),
        (part, multipart),
        (part[:-9], multipart),
        (b"", multipart),
        (b"--b--", multipart),
        (part + b"--b--", "multipart/form-data"),
        (part + b"--b--", "multipart/form-data; boundary="),
        (part + b"--b--", "multipart/form-data; boundary=" + "b" * 5000),
        (part + b"--b--", "multipart/form-data; boundary=\xe9"),
        (part + b"--b--", "multipart/mixed; boundary=b"),
        (b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", multipart),
        (b"--b\r\nContent-Disposition: form-data; name*=utf-9''%ff\r\n\r\nx\r\n--b--", multipart),
        (b"--b\r\n" + b"X: y\r\n" * 20_000 + b"\r\nx\r\n--b--", multipart),
        (b"--b\r\nContent-Disposition: " + b"x" * 100_000 + b"\r\n\r\nx\r\n--b--", multipart),
        (part.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n") + b"--b--", multipart),
        (file.replace(b"\r\n\r\n", b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!") + b"--b--", multipart),
        (file.replace(b"\r\n\r\n", b"\r\nContent-Type: text/plain; charset=base64\r\n\r\n") + b"--b--", multipart),
    ]
    for number, (body, kind) in enumerate(bodies):
        for who, path in (("lin", CAPTURE), ("nobody", "/account/login/")):
            asking.ask(
                f"body {number} at {path}",
                who,
                lambda client, path=path, body=body, kind=kind: client.generic("POST", path, body, kind),
                may_write=True,
            )

    assert asking.faults == [], summed(asking.faults)


def test_the_first_start_takes_hostile_words_too(db: None, figure: Figure) -> None:
    body = {"firm": "<script>x</script>", "name": "\u202e\0" + "é" * 20, "title": "{{ 7 }}", "email": "a@b.example"}
    client = Client(raise_request_exception=False)
    for words in ("\0" * 9, "x" * 100_000, "\ud7ff", "<script>"):
        assert client.post("/start/", {**body, "password": words}).status_code in {200, 302, 404}


def test_a_request_far_too_large_is_not_even_read(cast: everybody.Cast) -> None:
    answer = everybody.sign_in(cast.lin.person).generic(
        "POST", CAPTURE, b"a=b", "application/x-www-form-urlencoded", CONTENT_LENGTH=str(10**10)
    )

    assert answer.status_code == 400
