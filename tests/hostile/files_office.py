"""Packages that lie: archives, Word and Excel files made to be broken, costly or curious."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from typing import TYPE_CHECKING

from tests.hostile.bad import Bad

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
LISTENER = "http://127.0.0.1:{port}/hostile"
P = "<w:p><w:r><w:t>工单</w:t></w:r></w:p>"


def zipped(parts: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, how)
    return out.getvalue()


def word(body: str, head: str = HEAD, **parts: str | bytes) -> bytes:
    """A Word file whose body is `body`; further parts by path, `_` for `/` and `__` for `.`."""
    more = {name.replace("__", ".").replace("_", "/"): content for name, content in parts.items()}
    document = f"{head}<w:document {W}><w:body>{body}</w:body></w:document>"
    return zipped({"[Content_Types].xml": TYPES, "word/document.xml": document, **more})


def sheet(rows: str, **parts: str | bytes) -> bytes:
    """An Excel file with one sheet of `rows`."""
    book = (
        f'{HEAD}<workbook {S} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    relations = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/></Relationships>'
    )
    root = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="xl/workbook.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>'
    )
    kinds = TYPES.replace(
        "</Types>",
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    )
    more = {name.replace("__", ".").replace("_", "/"): content for name, content in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": kinds,
            "_rels/.rels": root,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": relations,
            "xl/worksheets/sheet1.xml": f"{HEAD}<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
            **more,
        }
    )


def laughs(levels: int = 9, each: int = 10) -> str:
    """Entities of entities: a few hundred bytes that grow to gigabytes."""
    lines = ['<!ENTITY a0 "ha">']
    lines += [f'<!ENTITY a{n} "{f"&a{n - 1};" * each}">' for n in range(1, levels)]
    return f"{HEAD}<!DOCTYPE w [{''.join(lines)}]>"


def outside(address: str) -> str:
    return f'{HEAD}<!DOCTYPE w [<!ENTITY out SYSTEM "{address}">]>'


def cell(reference: str, value: str) -> str:
    return f'<row r="{reference.lstrip("ABCDEFX")}"><c r="{reference}" t="inlineStr"><is><t>{value}</t></is></c></row>'


def patched(data: bytes, mark: bytes, at: int, value: bytes, *, every: bool = True) -> bytes:
    """`data` with `value` written `at` bytes after each `mark`."""
    changed, start = bytearray(data), 0
    while (found := changed.find(mark, start)) >= 0:
        changed[found + at : found + at + len(value)] = value
        start = found + 4
        if not every:
            break
    return bytes(changed)


def damaged(data: bytes, seed: int, flips: int = 30) -> bytes:
    chance = random.Random(seed)  # noqa: S311  # the same damage each time
    changed = bytearray(data)
    for _ in range(flips):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def nested_zip(depth: int) -> bytes:
    data = b"0" * 1_000_000
    for level in range(depth):
        data = zipped({f"{level}-{n}.zip": data for n in range(4)})
    return data


def word_files() -> Iterator[Bad]:
    small = word(P)
    yield from _words_of_xml()
    yield Bad("cut in the middle.docx", lambda: small[: len(small) // 2])
    yield Bad("only its end.docx", lambda: small[-60:])
    yield Bad("bytes before and after.docx", lambda: b"MZ" * 500 + small + b"PK\x05\x06" * 9)
    yield Bad("no main part.docx", lambda: zipped({"[Content_Types].xml": TYPES}))
    yield Bad("no content types.docx", lambda: zipped({"word/document.xml": "<a/>"}))
    yield Bad(
        "wrong content types.docx", lambda: zipped({"[Content_Types].xml": "<Types>", "word/document.xml": "<a/>"})
    )
    yield Bad("broken relations.docx", lambda: word(P, word_rels_document__xml__rels="<Relationships><Relationship"))
    yield Bad(
        "template from outside.docx",
        lambda: word(
            P,
            word_rels_settings__xml__rels='<Relationships><Relationship Id="r" TargetMode="External" '
            f'Type="attachedTemplate" Target="{LISTENER}"/></Relationships>',
        ),
    )
    yield Bad("a macro.docx", lambda: word(P, word_vbaProject__bin=b"\xd0\xcf\x11\xe0" * 30))
    yield Bad("an old macro kind.docm", lambda: word(P, word_vbaProject__bin=b"\xd0\xcf\x11\xe0"))
    yield Bad("an old Word file.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000)
    yield Bad("a sheet named as a letter.docx", lambda: sheet(cell("A1", "x")))
    for seed in range(8):
        yield Bad(f"damaged {seed}.docx", lambda seed=seed: damaged(small, seed))


def _words_of_xml() -> Iterator[Bad]:
    yield Bad("entities of entities.docx", lambda: word("<w:p><w:r><w:t>&a8;</w:t></w:r></w:p>", laughs()))
    yield Bad("one long entity often.docx", lambda: word("&a1;" * 50_000, laughs(2, 25_000)))
    yield Bad("a file of this machine.docx", lambda: word("<w:p>&out;</w:p>", outside("file:///etc/hostname")))
    yield Bad("a page of another machine.docx", lambda: word("<w:p>&out;</w:p>", outside(LISTENER)))
    yield Bad("a document type elsewhere.docx", lambda: word(P, f'{HEAD}<!DOCTYPE w SYSTEM "{LISTENER}">'))
    yield Bad("a stylesheet elsewhere.docx", lambda: word(P, f'{HEAD}<?xml-stylesheet href="{LISTENER}"?>'))
    yield Bad("included from a file.docx", lambda: word('<xi:include xmlns:xi="x" href="file:///etc/passwd"/>'))
    yield Bad("a million paragraphs.docx", lambda: word("<w:p/>" * 1_000_000), is_heavy=True)
    yield Bad("four million paragraphs.docx", lambda: word("<w:p/>" * 4_000_000), is_heavy=True)
    yield Bad("thirty megabytes of words.docx", lambda: word(f"<w:p><w:r><w:t>{'一' * 9_900_000}"), is_heavy=True)
    yield Bad(
        "nine million characters.docx",
        lambda: word(f"<w:p><w:r><w:t>{'一' * 9_000_000}</w:t></w:r></w:p>"),
        is_heavy=True,
    )
    yield Bad("one element, a million attributes.docx", lambda: word(f"<w:p {_attributes(1_000_000)}/>"), is_heavy=True)
    yield Bad("one attribute of 25 MB.docx", lambda: word(f'<w:p a="{"x" * 25_000_000}"/>'), is_heavy=True)
    yield Bad("a comment of 25 MB.docx", lambda: word(f"<!--{'x' * 25_000_000}-->"), is_heavy=True)
    for depth in (900, 3000, 200_000):
        yield Bad(f"{depth} deep.docx", lambda depth=depth: word("<w:sdt>" * depth + "</w:sdt>" * depth))
    yield Bad("runs in runs.docx", lambda: word("<w:p>" + "<w:r>" * 50_000 + "</w:r>" * 50_000 + "</w:p>"))
    yield Bad("tables in tables.docx", lambda: word(_tables(60, 4000)))
    yield Bad("many tables in tables.docx", lambda: word(_tables(25, 200_000)), is_heavy=True)
    yield Bad("a wide table.docx", lambda: word(f"<w:tbl><w:tr>{'<w:tc/>' * 300_000}</w:tr></w:tbl>"), is_heavy=True)
    yield Bad("not closed.docx", lambda: word("<w:p><w:r>"))
    yield Bad("in UTF-16 that says UTF-8.docx", lambda: zipped(_parts((HEAD + "<a>字</a>").encode("utf-16"))))
    yield Bad("in an encoding unknown.docx", lambda: zipped(_parts(b'<?xml version="1.0" encoding="x-no"?><a/>')))
    yield Bad("in UTF-7.docx", lambda: zipped(_parts(b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-</a>')))
    yield Bad("no XML at all.docx", lambda: zipped(_parts(b"\0\1\2" * 99)))
    yield Bad("an empty part.docx", lambda: zipped(_parts(b"")))
    yield Bad("forbidden characters.docx", lambda: word("<w:p><w:r><w:t>a&#0;b&#xD800;&#xFFFF;</w:t></w:r></w:p>"))
    yield Bad(
        "characters between.docx", lambda: word("<w:p><w:r><w:t>a&#xFFFD;\u202e\u2066b&#x10FFFF;</w:t></w:r></w:p>")
    )
    tags = "".join(_marked(n) for n in range(30_000))
    yield Bad("thirty thousand marks.docx", lambda: word(_mark(f"yinuo-sheet-1-{'0' * 64}") + tags), is_heavy=True)
    yield Bad("two sheets.docx", lambda: word(_mark(f"yinuo-sheet-1-{'0' * 64}") * 2))
    yield Bad("a sheet that is not there.docx", lambda: word(_mark(f"yinuo-sheet-999999999-{'f' * 64}")))


def _parts(document: bytes) -> dict[str, str | bytes]:
    return {"[Content_Types].xml": TYPES, "word/document.xml": document}


def _attributes(count: int) -> str:
    return " ".join(f'a{n}=""' for n in range(count))


def _tables(depth: int, words: int) -> str:
    inner = f"<w:p><w:r><w:t>{'x' * words}</w:t></w:r></w:p>"
    return "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth


def _mark(tag: str) -> str:
    return f'<w:sdt><w:sdtPr><w:tag w:val="{tag}"/></w:sdtPr><w:sdtContent>{P}</w:sdtContent></w:sdt>'


def _marked(n: int) -> str:
    return _mark(f"yinuo-line-{n}-1") + _mark(f"yinuo-box-{n}-1")


def excel_files() -> Iterator[Bad]:
    small = sheet(cell("A1", "工单"))
    rows = "".join(f'<row r="{n}"/>' for n in range(1, 400_001))
    yield Bad("four hundred thousand rows.xlsx", lambda: sheet(rows), is_heavy=True)
    yield Bad("a cell far away.xlsx", lambda: sheet(cell("XFD1048576", "x")))
    yield Bad("a cell beyond the edge.xlsx", lambda: sheet(cell("XXXXX99999999999", "x")))
    yield Bad("a cell of 20 MB.xlsx", lambda: sheet(cell("A1", "x" * 20_000_000)), is_heavy=True)
    yield Bad("a cell of 60 MB.xlsx", lambda: sheet(cell("A1", "x" * 60_000_000)), is_heavy=True)
    yield Bad("a string that is not there.xlsx", lambda: sheet('<row r="1"><c r="A1" t="s"><v>99999</v></c></row>'))
    yield Bad("a negative string.xlsx", lambda: sheet('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>'))
    yield Bad("a style that is not there.xlsx", lambda: sheet('<row r="1"><c r="A1" s="4096"><v>1</v></c></row>'))
    for name, value in {
        "infinite": "INF", "not a number": "NaN", "huge": "1e999", "long": "9" * 5000, "words": "abc", "nothing": "",
    }.items():  # fmt: skip
        yield Bad(f"a number {name}.xlsx", lambda value=value: sheet(f'<row><c r="A1"><v>{value}</v></c></row>'))
    yield Bad("a date before time.xlsx", lambda: sheet('<row r="1"><c r="A1" t="d"><v>0000-00-00</v></c></row>'))
    yield Bad("a formula to outside.xlsx", lambda: sheet(f'<row><c r="A1"><f>WEBSERVICE("{LISTENER}")</f></c></row>'))
    yield Bad("a command.xlsx", lambda: sheet(cell("A1", "=cmd|' /C calc'!A0")))
    yield Bad("entities in a sheet.xlsx", lambda: _swapped("xl/worksheets/sheet1.xml", laughs() + "<a>&a8;</a>"))
    yield Bad("entities in a book.xlsx", lambda: _swapped("xl/workbook.xml", outside(LISTENER) + "<a>&out;</a>"))
    yield Bad("no sheets.xlsx", lambda: _swapped("xl/workbook.xml", f"{HEAD}<workbook {S}><sheets/></workbook>"))
    yield Bad("no relations.xlsx", lambda: _swapped("xl/_rels/workbook.xml.rels", ""))
    yield Bad("two rows the same.xlsx", lambda: sheet(cell("A1", "x") * 1000))
    yield Bad("rows backwards.xlsx", lambda: sheet("".join(cell(f"A{n}", "x") for n in range(500, 0, -1))))
    yield Bad("deep.xlsx", lambda: sheet("<row>" * 20_000 + "</row>" * 20_000))
    yield Bad("cut.xlsx", lambda: small[: len(small) // 2])
    yield Bad("with a macro.xlsx", lambda: sheet("", xl_vbaProject__bin=b"\xd0\xcf\x11\xe0"))
    yield Bad("an old book.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4000)
    yield Bad("ten thousand sheets.xlsx", lambda: _swapped("xl/workbook.xml", _many_sheets(10_000)))
    for seed in range(8):
        yield Bad(f"damaged {seed}.xlsx", lambda seed=seed: damaged(small, seed))


def _swapped(name: str, content: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sheet(cell("A1", "x")))) as archive:
        parts: dict[str, str | bytes] = {one: archive.read(one) for one in archive.namelist()}
    return zipped(parts | {name: content})


def _many_sheets(count: int) -> str:
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count))
    return f'{HEAD}<workbook {S} xmlns:r="http://x"><sheets>{sheets}</sheets></workbook>'


def archives() -> Iterator[Bad]:
    """Each as it is, and as the Word file that it claims to be."""
    for name, make in _archives():
        yield Bad(f"{name}.zip", make)
        yield Bad(f"{name}.docx", make, is_heavy="huge" in name or "many" in name)


def _archives() -> Iterator[tuple[str, Callable[[], bytes]]]:
    parts: dict[str, str | bytes] = {"[Content_Types].xml": TYPES, "word/document.xml": "<a>1234567890</a>"}
    whole = zipped(parts, zipfile.ZIP_STORED)
    yield "zips in zips", lambda: nested_zip(4)
    yield "a huge part", lambda: zipped(parts | {"word/document.xml": b" " * 300_000_000})
    yield "four gigabytes said", lambda: patched(whole, b"PK\x01\x02", 24, struct.pack("<L", 0xFFFFFFF0))
    yield "less said than there", lambda: patched(whole, b"PK\x01\x02", 24, struct.pack("<L", 1))
    yield "parts over parts", lambda: patched(whole, b"PK\x01\x02", 42, struct.pack("<L", 0))
    yield "parts beyond the end", lambda: patched(whole, b"PK\x01\x02", 42, struct.pack("<L", 0x7FFFFFFF))
    yield "locked", lambda: patched(patched(whole, b"PK\x01\x02", 8, b"\x01\0"), b"PK\x03\x04", 6, b"\x01\0")
    yield (
        "packed in an unknown way",
        lambda: patched(patched(whole, b"PK\x01\x02", 10, b"\x63\0"), b"PK\x03\x04", 8, b"\x63\0"),
    )
    yield "a sum that does not fit", lambda: patched(whole, b"PK\x01\x02", 16, b"\0\0\0\0")
    yield "a wrong count", lambda: patched(whole, b"PK\x05\x06", 8, b"\xff\xff\xff\xff")
    yield "a directory far off", lambda: patched(whole, b"PK\x05\x06", 16, b"\xff\xff\xff\x7f")
    yield "sixty-four bits that lie", lambda: patched(whole, b"PK\x05\x06", 8, b"\xff" * 12)
    yield "a long comment", lambda: whole[:-2] + b"\xff\xff" + b"PK\x05\x06" * 16_000
    yield "paths upward", lambda: zipped(parts | {"../../../etc/cron.d/x": "x", "/etc/passwd": "x", "C:\\x": "x"})
    yield "a link", lambda: _with_link(parts)
    yield "names with NUL", lambda: whole.replace(b"document.xml", b"document\0xml")
    yield "many small parts", lambda: zipped(parts | {f"p{n}": "" for n in range(150_000)}, zipfile.ZIP_STORED)
    yield "names twice", lambda: whole.replace(b"[Content_Types].xml", b"word/document.xml\0\0")
    yield "packed with LZMA", lambda: zipped(parts, zipfile.ZIP_LZMA)
    yield "a huge part in BZIP2", lambda: zipped(parts | {"word/document.xml": b" " * 100_000_000}, zipfile.ZIP_BZIP2)


def _with_link(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("word/document.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("[Content_Types].xml", parts["[Content_Types].xml"])
    return out.getvalue()
