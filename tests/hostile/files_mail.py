"""Mails made to be broken, costly or curious."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from tests.hostile.bad import Bad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HEAD = b"From: =?utf-8?b?5rip5a6B?= <wen@hualing.example>\nSubject: s\nDate: Fri, 20 Nov 2026 08:02:00 +0800\n"
MIXED = b'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'


def plain(body: bytes, *headers: bytes) -> bytes:
    return HEAD + b"".join(header + b"\n" for header in headers) + b"\n" + body


def parts(*bodies: bytes) -> bytes:
    return HEAD + MIXED + b"".join(b"--b\n" + body + b"\n" for body in bodies) + b"--b--\n"


def in_each_other(depth: int) -> bytes:
    """Mails in mails."""
    return HEAD + b"Content-Type: message/rfc822\n\n" * depth + b"From: a@b\n\nx"


def multiparts_in_each_other(depth: int, lines: int = 10) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return HEAD + opened + b"Content-Type: text/plain\n\n" + b"x\n" * lines


def page(html: bytes) -> bytes:
    return plain(html, b"Content-Type: text/html; charset=utf-8")


def mails() -> Iterator[Bad]:
    yield from (Bad(f"{name}.eml", make) for name, make in _of_parts())
    yield from (Bad(f"{name}.eml", make) for name, make in _of_heads())
    yield from (Bad(f"{name}.eml", make) for name, make in _of_pages())
    yield Bad("five megabytes of lines.eml", lambda: plain(b"x\n" * 2_500_000), is_heavy=True)
    yield Bad("twelve million empty lines.eml", lambda: plain(b"\n" * 12_000_000), is_heavy=True)
    yield Bad("deep and long.eml", lambda: multiparts_in_each_other(390, 100_000), is_heavy=True)
    yield Bad("two million headers of a part.eml", lambda: parts(b"X: y\n" * 2_000_000 + b"\nx"), is_heavy=True)
    yield Bad("twenty megabytes in base64.eml", lambda: parts(_encoded(b"\0" * 14_000_000)), is_heavy=True)
    for charset in (
        "base64", "rot13", "hex", "zlib", "bz2", "idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7",
        "utf-16-surrogatepass", "undefined", "x-unknown", "utf-8\0", "mbcs", "cp65001", "%s%n", "../../etc", "",
    ):  # fmt: skip
        yield Bad(f"says {charset!r}.eml", lambda charset=charset: _says(charset))


def _says(charset: str) -> bytes:
    body = rb"\ud800 \x00 +AGEAAA- xn--a "
    return plain(body, b"Content-Type: text/plain; charset=" + charset.encode())


def _encoded(data: bytes) -> bytes:
    return b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(data)


def _of_parts() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "five thousand parts", lambda: parts(*[b"Content-Type: text/plain\n\nx"] * 5000)
    yield "parts parted by CR", lambda: parts(*[b"Content-Type: text/plain\n\nx"] * 5000).replace(b"\n", b"\r")
    yield "nameless parts", lambda: parts(*[b"\nx"] * 20_000)
    yield "a thousand mails deep", lambda: in_each_other(1000)
    yield "four hundred mails deep", lambda: in_each_other(390)
    yield "fifty thousand mails deep by CR", lambda: in_each_other(50_000).replace(b"\n", b"\r")
    yield "a thousand multiparts deep", lambda: multiparts_in_each_other(1000)
    yield "three hundred multiparts deep", lambda: multiparts_in_each_other(300, 2000)
    yield "no end", lambda: parts(b"\nx")[:-6]
    yield "no boundary", lambda: plain(b"--b\n\nx\n--b--", b"Content-Type: multipart/mixed")
    yield "an odd boundary", lambda: plain(b"x", b'Content-Type: multipart/mixed; boundary="(a+)+$\\"')
    yield "a long boundary", lambda: plain(b"x", b"Content-Type: multipart/mixed; boundary=" + b"b" * 100_000)
    yield "broken base64", lambda: plain(b"!!!%%%===\0", b"Content-Transfer-Encoding: base64")
    yield "broken quoted", lambda: plain(b"=\n=ZZ=0" * 3000, b"Content-Transfer-Encoding: quoted-printable")
    yield "broken uu", lambda: plain(b"begin 644 ../x\nM\xff\xff\nend", b"Content-Transfer-Encoding: x-uuencode")
    yield "an unknown packing", lambda: plain(b"x", b"Content-Transfer-Encoding: ../../x")
    yield (
        "parts elsewhere",
        lambda: plain(
            b"", b'Content-Type: message/external-body; access-type=URL; URL="http://127.0.0.1:{port}/hostile"'
        ),
    )
    yield "a part of a mail", lambda: plain(b"x", b"Content-Type: message/partial; id=x; number=1; total=9999999")
    yield "a state of delivery", lambda: plain(b"\n" * 5000, b"Content-Type: message/delivery-status")
    yield "related to nothing", lambda: plain(b"x", b'Content-Type: multipart/related; start="<no>"; boundary=b')


def _of_heads() -> Iterator[tuple[str, Callable[[], bytes]]]:
    yield "twenty thousand headers", lambda: b"X-A: b\n" * 20_000 + HEAD + b"\nx"
    yield "twenty thousand headers of a part", lambda: parts(b"X-A: b\n" * 20_000 + b"\nx")
    yield "a header of a megabyte", lambda: plain(b"x", b"X-A: " + b"y" * 1_000_000)
    yield "a subject of a megabyte", lambda: b"From: a@b\nSubject: " + b"y " * 500_000 + b"\n\nx"
    yield "a subject folded ten thousand times", lambda: b"From: a@b\nSubject: x" + b"\n y" * 10_000 + b"\n\nx"
    yield "encoded words", lambda: b"From: a@b\nSubject:" + b" =?utf-8?q?=C3?=" * 5000 + b"\n\nx"
    yield "encoded words of nothing", lambda: b"From: a@b\nSubject: " + b"=?" * 20_000 + b"\n\nx"
    yield "a subject with NUL", lambda: b"From: a@b\nSubject: =?utf-8?q?a=00b?=\n\nx"
    yield "a subject with line ends", lambda: b"From: a@b\nSubject: =?utf-8?q?a=0D=0ABcc:_x@y.example?=\n\nx"
    yield "a subject of surrogates", lambda: b"From: a@b\nSubject: =?unicode_escape?q?=5Cud800?=\n\nx"
    yield "a subject turned around", "From: a@b\nSubject: \u202egnp.exe\u2066\n\nx".encode
    yield "a subject in raw bytes", lambda: b"From: a@b\nSubject: \xff\xfe\x80\xd6\xd0\n\nx\xff"
    yield "a sender in brackets", lambda: b"From: " + b"(" * 5000 + b"\nSubject: s\n\nx"
    yield "a sender in angles", lambda: b"From: " + b"<" * 5000 + b"\nSubject: s\n\nx"
    yield "a sender in quotes", lambda: b"From: " + b'"\\' * 20_000 + b"\nSubject: s\n\nx"
    yield "a group of senders", lambda: b"From: " + b"a:" * 5000 + b"\nSubject: s\n\nx"
    yield "fifty thousand senders", lambda: b"From: " + b"a@b, " * 50_000 + b"\nSubject: s\n\nx"
    yield "a thousand senders in brackets", lambda: b"From: " + b"(a) b@c, " * 1000 + b"\nSubject: s\n\nx"
    yield "an address of dots", lambda: b"From: a@" + b"." * 20_000 + b"\nSubject: s\n\nx"
    yield "a type with parameters", lambda: plain(b"x", b"Content-Type: text/plain" + b"; a=b" * 5000)
    yield "a type in pieces", lambda: plain(b"x", b"Content-Type: text/plain" + b"; a*99999999999999=b" * 300)
    yield "a type of quotes", lambda: plain(b"x", b'Content-Type: text/plain; charset="' + b"\\" * 20_000)
    yield "a name up the tree", lambda: plain(b"x", b'Content-Disposition: attachment; filename="../../x"')
    for number, day in enumerate(
        (
            b"Fri, 99 Nov 2026 99:99:99 +9999", b"Mon, 1 Jan 0001 00:00:00 +1400", b"31 Dec 9999 23:59:59 -1200", b"",
            b"1 Jan 99999999999999999999 00:00 +0000", b"Mon, 20 Nov 1995 19:12:08 -999999999999", b"-" * 5000,
            b"Thu, 30 Feb 2026 00:00:00 +0000", b"12 34 56 78 90 12 34", b"1 Jan 1 1:1:1 +0000",
        )
    ):  # fmt: skip
        yield f"a bad date {number}", lambda day=day: b"From: a@b\nSubject: s\nDate: " + day + b"\n\nx"
    yield "no head", lambda: b"\n\n\nx"
    yield "only a head", lambda: b"From: a@b"
    yield "only colons", lambda: b":" * 5000
    yield "an mbox", lambda: b"From a@b Fri Nov 20 08:02:00 2026\n" + plain(b"x") * 500


def _of_pages() -> Iterator[tuple[str, Callable[[], bytes]]]:
    for number, piece in enumerate(
        (b"<", b"<a ", b"<a b='", b"<!--", b"<![CDATA[", b"</", b"<?", b"<!", b"&", b"&#x", b"<div>", b"</div>",
         b"<script>", b"<style><", b"<td>", b"<!-->", b"<a/", b"\"'", b"<br/ ", b"&#99999999999;", b"&#xD800;&#0;"),
    ):  # fmt: skip
        yield f"a page of pieces {number}", lambda piece=piece: page(piece * 30_000)
    yield "a page with a picture elsewhere", lambda: page(b'<img src="http://127.0.0.1:{port}/hostile">x')
    yield "a page of script", lambda: page(b"<script>alert(1)</script><img src=x onerror=alert(1)>words")
    yield "a page with NUL", lambda: page(b"a\0b&#0;c")
