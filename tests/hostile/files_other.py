"""PDF, pictures, texts and names made to be broken, costly or curious."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from tests.hostile.bad import Bad
from tests.hostile.files_office import word, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
LIMIT = 25 * 1024 * 1024


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + kind + data + struct.pack(">L", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes, *more: bytes) -> bytes:
    head = chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 1, 0, 0, 0, 0))
    return PNG + head + b"".join(more) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def pdf(*objects: bytes, tail: bytes = b"") -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n" + tail + b"%%EOF\n"


def riff(data: bytes) -> bytes:
    return b"RIFF" + struct.pack("<L", len(data) + 4) + b"WEBP" + data


def papers() -> Iterator[Bad]:
    whole = pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>")
    yield Bad("cut.pdf", lambda: whole[:40])
    yield Bad("with script.pdf", lambda: pdf(b"<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"))
    yield Bad("starts a program.pdf", lambda: pdf(b"<</Type/Catalog/OpenAction<</S/Launch/F(cmd.exe)>>>>"))
    yield Bad("opens an address.pdf", lambda: pdf(b"<</OpenAction<</S/URI/URI(http://127.0.0.1:{port}/hostile)>>>>"))
    yield Bad("pages of pages.pdf", lambda: pdf(b"<</Pages 2 0 R>>", b"<</Kids[2 0 R]/Count 999999999>>"))
    yield Bad("a huge table.pdf", lambda: pdf(b"<<>>", tail=b"xref\n0 99999999\n" + b"0000000000 65535 f \n" * 100_000))
    yield Bad("a table that points at itself.pdf", lambda: pdf(b"<<>>", tail=b"startxref\n9\n"))
    yield Bad("locked.pdf", lambda: pdf(b"<<>>", b"<</Filter/Standard/V 5/R 6/O(x)/U(x)/P -1>>"))
    yield Bad("a bomb inside.pdf", lambda: pdf(b"<</Filter/FlateDecode>>stream\n" + zlib.compress(b"0" * 50_000_000)))
    yield Bad("only its mark.pdf", lambda: b"%PDF-")
    yield Bad("its mark late.pdf", lambda: b"<script>alert(1)</script>" * 30 + b"%PDF-1.7\n")
    yield Bad("an archive too.pdf", lambda: whole + zipped({"a": "b"}))
    yield Bad("a page of script.pdf", lambda: b"<html><script>alert(1)</script>")
    yield Bad(
        "a form with XFA.pdf", lambda: pdf(b"<</AcroForm<</XFA(<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///x'>]>)>>>>")
    )


def pictures() -> Iterator[Bad]:
    row = zlib.compress(b"\0" * 6251 * 5000, 9)
    yield Bad("a bomb of 50,000 by 50,000.png", lambda: png(50_000, 50_000, row))
    yield Bad("four thousand million wide.png", lambda: png(0xFFFFFFFF, 0xFFFFFFFF, b""))
    yield Bad("no size.png", lambda: png(0, 0, b""))
    yield Bad("only its mark.png", lambda: PNG)
    yield Bad("cut.png", lambda: png(10, 10, row)[:50])
    yield Bad(
        "words that unpack.png", lambda: png(1, 1, b"", chunk(b"zTXt", b"a\0\0" + zlib.compress(b"0" * 50_000_000)))
    )
    yield Bad("a length that lies.png", lambda: PNG + b"\xff\xff\xff\xffIHDR" + b"\0" * 30)
    yield Bad("a drawing with script.png", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    yield Bad("a drawing with script.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    yield Bad("script after its mark.png", lambda: PNG + b"<script>alert(1)</script>")
    yield Bad("only its mark.jpg", lambda: b"\xff\xd8\xff")
    yield Bad("cut.jpg", lambda: JPEG + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03")
    yield Bad("huge in its head.jpeg", lambda: JPEG + b"\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00\xff\xd9")
    yield Bad("junk of a camera.jpg", lambda: JPEG + b"\xff\xe1\xff\xffExif\0\0II*\0" + b"\xff" * 60_000)
    yield Bad("a script and a picture.gif", lambda: b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)//")
    yield Bad(
        "a huge frame.gif", lambda: b"GIF89a\xff\xff\xff\xff\xf7\0\0" + b"\0" * 768 + b",\0\0\0\0\xff\xff\xff\xff"
    )
    yield Bad("many frames.gif", lambda: b"GIF89a\1\0\1\0\0\0\0" + b",\0\0\0\0\1\0\1\0\0\2\2D\1\0" * 50_000 + b";")
    yield Bad("only its mark.webp", lambda: b"RIFF\0\0\0\0WEBP")
    yield Bad("huge.webp", lambda: riff(b"VP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff"))
    yield Bad("cut.webp", lambda: riff(b"VP8L\xff\xff\xff\x7f\x2f")[:20])
    yield Bad("pretends.heic", lambda: b"\0\0\0\x18ftypheic" + b"\0" * 8 + b"<script>alert(1)</script>")
    yield Bad("a film.heic", lambda: b"\0\0\0\x18ftypmp42" + b"\0" * 100)
    yield Bad("boxes in boxes.heif", lambda: b"\0\0\0\x18ftypmif1" + b"\0\0\0\x08meta" * 5000)
    yield Bad("an icon.ico", lambda: b"\0\0\1\0\1\0\0\0" + b"\xff" * 40)
    yield Bad("an icon.png", lambda: b"\0\0\1\0\1\0\0\0" + b"\xff" * 40)
    yield Bad("two kinds.tiff", lambda: b"II*\0\x08\0\0\0\xff\xff" + b"\xff" * 200)


def texts() -> Iterator[Bad]:
    for ending in ("txt", "md", "csv", "eml", "docx", "xlsx", "pdf", "png", "jpg", "zip", ""):
        yield Bad(f"empty.{ending}", lambda: b"")
        yield Bad(f"one byte.{ending}", lambda: b"a")
        yield Bad(f"zeros.{ending}", lambda: b"\0" * 5000)
    yield Bad("UTF-16 without its mark.txt", lambda: ("工单按工序报工。\n" * 50).encode("utf-16-le"))
    yield Bad("UTF-16 cut.txt", lambda: "工单".encode("utf-16")[:-1])
    yield Bad("UTF-16 of halves.txt", lambda: b"\xff\xfe" + b"\x00\xd8" * 200)
    yield Bad("UTF-32.txt", lambda: "工单".encode("utf-32"))
    yield Bad("GB18030 cut.txt", lambda: ("工单按工序报工" * 30).encode("gb18030")[:-1])
    yield Bad("GB18030 of four.csv", lambda: b"\x81\x30\x81\x30" * 100 + b"\x81")
    yield Bad("UTF-8 cut.md", lambda: ("工单" * 300).encode()[:-1])
    yield Bad("UTF-8 too long.txt", lambda: b"\xc0\x80\xe0\x80\xaf" * 300)
    yield Bad("UTF-8 of halves.txt", lambda: b"\xed\xa0\x80\xed\xb0\x80" * 300)
    yield Bad("three marks.txt", lambda: b"\xef\xbb\xbf" * 3 + b"a")
    yield Bad("NUL between.txt", "工单\0按\0工序".encode)
    yield Bad("NUL after a while.csv", lambda: b"a,b\n" * 2000 + b"c,\0\n")
    yield Bad("signs of a terminal.txt", lambda: b"\x1b[2J\x1b]0;x\x07" + b"a" * 500)
    yield Bad("turned around.txt", "工单 \u202e\u2066 单工 \u200b\ufeff".encode)
    yield Bad("a page.html", lambda: b"<script>alert(1)</script>")
    yield Bad("a page.txt", lambda: b"<script>alert(1)</script>" * 100)
    yield Bad("a cell too long.csv", lambda: b"a," + b"x" * 200_000)
    yield Bad("formulas.csv", lambda: b"code,words\nE1,=cmd|' /C calc'!A0\nE2,@SUM(1)\nE3,+1\nE4,-1\n\t=1\n")
    yield Bad("a quote without end.csv", lambda: b'a,"b\n' + b"c,d\n" * 5000)
    yield Bad("ten thousand columns.csv", lambda: b"a," * 10_000 + b"\n" + b"1," * 10_000)
    yield Bad("a line of two hundred thousand.txt", lambda: b"x" * 200_000)
    yield Bad("one word of a megabyte.txt", lambda: "排".encode() * 350_000)
    yield Bad("a hundred thousand lines.txt", lambda: b"a\n" * 99_000)
    yield Bad("a thread of spaces.txt", lambda: b"From: x\nTo: " + b" " * 190_000 + b"x")
    yield Bad("lines of spaces.txt", lambda: (b" " * 198 + b"x\n") * 900)
    yield Bad("lines of brackets.txt", lambda: (b"> > " * 49 + b"\n") * 900)
    yield Bad("a thread of commas.txt", lambda: ("在 1,1,1,1 " * 18 + "写道\n").encode() * 900)
    yield Bad("ten megabytes.txt", lambda: b"a line of words\n" * 655_000, is_heavy=True)
    yield Bad("five million lines.txt", lambda: b"a\n" * 5_000_000, is_heavy=True)
    yield Bad("the limit.txt", lambda: b"x" * LIMIT, is_heavy=True)
    for ending in ("txt", "png", "pdf", "docx", "eml", "csv"):
        mark = {"png": PNG, "pdf": b"%PDF-1.7\n"}.get(ending, b"")
        yield Bad(f"a byte too many.{ending}", lambda mark=mark: mark.ljust(LIMIT + 1, b"x"), is_heavy=True)
    for ending in ("exe", "js", "html", "svg", "php", "docm", "lnk", "bat", "tar.gz", "7z", "rar"):
        yield Bad(f"another kind.{ending}", lambda: b"MZ\x90\0" * 100)


NAMES = (
    "",
    ".",
    "..",
    "/",
    "../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/cron.d/x.txt",
    "C:\\x\\y.txt",
    "a\0b.txt",
    "a.txt\0.png",
    "a\r\nX-Injected: yes\r\n\r\n.txt",
    "\u202etxt.exe",
    "\u202egpj.txt",
    "a\u2028b\u2029c.txt",
    "n" * 300 + ".txt",
    "名" * 300 + ".txt",
    "n." + "e" * 300,
    "." * 300,
    " .txt",
    "a.txt ",
    "a.txt.",
    ".txt",
    "CON.txt",
    "a;b=c.txt",
    'a".txt',
    "a'%s%n{0}.txt",
    "{{7*7}}{% load x %}.txt",
    "<script>alert(1)</script>.txt",
    "=cmd|' /C calc'!A0.txt",
    "\ufeff\u200b.txt",
    "é\u0301" * 60 + ".txt",
    "\ud83d\ude00.txt".encode("utf-16", "surrogatepass").decode("utf-16"),
    "a.TXT",
    "a.tXt/",
)


def names() -> Iterator[Bad]:
    """Good words under bad names."""
    for number, name in enumerate(NAMES):
        yield Bad(f"name {number}", "工单按工序报工。".encode, sent_as=name or "blob")
    yield Bad("wrong ending 0", lambda: word("<w:p/>"), sent_as="a.txt")
    yield Bad("wrong ending 1", lambda: PNG * 20, sent_as="a.docx")
    yield Bad("wrong ending 2", lambda: b"From: a@b\n\nx", sent_as="a.png")
    yield Bad("wrong ending 3", lambda: b"%PDF-1.7", sent_as="a.jpg")
