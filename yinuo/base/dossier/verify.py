#!/usr/bin/env python3
"""核验凭据包，不用一诺，只需 Python 3.9。 Checks a dossier of Yinuo without Yinuo, by nothing but Python 3.9.

python3 verify.py DOSSIER [--receipt RECEIPT] …

DOSSIER is the ZIP or the folder unpacked from it; RECEIPT a receipt.json, or the text of a receipt mail.
DOSSIER 为凭据包（ZIP 或解压后的文件夹），RECEIPT 为 receipt.json，或回执邮件的正文。
Ends with 0: everything stands; 1: something does not; 2: it cannot be read. 退出码 0 成立，1 有不符，2 无法读取。
"""

import hashlib
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

FORMAT = "yinuo-dossier-1"
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
MOST_BYTES, MOST_FILES = 1 << 30, 10_000
SHOWN = ({"name", "salt", "value"}, {"name", "salt", "value", "mark"}, {"name", "salt", "value", "person", "blind"})
HIDDEN = ({"commitment"}, {"commitment", "mark"}, {"commitment", "mark", "erased_on"})
ERASED = {"name", "commitment", "person", "blind", "erased_on"}
PLACE = re.compile(r"^[ >]*(seq|link|stream|document|verifier|reply-seq|reply-link): *(\S+)\s*$", re.MULTILINE)


class Unreadable(Exception):
    """不是凭据包，或已损坏到无法读取。 Not a dossier, or too damaged to look into."""


class Line(NamedTuple):
    """One thing that was looked at: whether it stands, in English and in Chinese."""

    stands: bool
    en: str
    zh: str


def sha(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def unhex(text: str) -> bytes:
    found = bytes.fromhex(text)
    if found.hex() != text:  # no capitals, no blanks
        raise ValueError(text)
    return found


def compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def check(files: dict[str, bytes], receipts: tuple[bytes, ...] = ()) -> list[Line]:
    """Everything that was looked at. `files` maps names to bytes; raises Unreadable without a manifest of ours."""
    try:
        manifest = json.loads(files[MANIFEST])
        known = manifest["format"] == FORMAT
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Unreadable("no manifest.json of a dossier; 没有凭据包的 manifest.json") from error
    if not known:
        raise Unreadable("its format is unknown; 格式未知")
    lines: list[Line] = []
    links: dict[str, list[str]] = {}
    leaves: dict[str, list[str]] = {}
    told: dict[str, set[str]] = {}
    try:
        lines += whole(files, manifest)
        for stream, head in manifest["streams"].items():
            leaves[stream] = chain_of(files, stream)
            links[stream] = linked(leaves[stream])
            lines.append(ends_at(stream, links[stream], head))
        lines += events_of(files, leaves, told)
        lines += documents_of(files, manifest, told)
        for receipt in receipts:
            lines += received(receipt, links, told, sha(files.get("verify.py", b"")))
    except (AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError) as error:
        lines.append(Line(False, f"It is damaged: {error!r}.", f"已损坏：{error!r}。"))
    return lines


def whole(files: dict[str, bytes], manifest: dict[str, Any]) -> Iterator[Line]:
    """1. 文件与清单逐字节一致。 The files are those of the manifest, byte for byte."""
    if files.get(SEAL) != f"{sha(files[MANIFEST])}  {MANIFEST}\n".encode():
        yield Line(False, f"{MANIFEST} was changed.", f"{MANIFEST} 被改动。")
    listed = manifest["files"]
    for name in sorted({*listed, *files} - {MANIFEST, SEAL}):
        if name not in files:
            yield Line(False, f"{name} is missing.", f"缺少 {name}。")
        elif name not in listed:
            yield Line(False, f"{name} was added.", f"{name} 是后加的。")
        elif listed[name] != {"sha256": sha(files[name]), "size": len(files[name])}:
            yield Line(False, f"{name} was changed.", f"{name} 被改动。")
    yield Line(True, f"{len(listed)} files are listed.", f"清单列有 {len(listed)} 个文件。")


def chain_of(files: dict[str, bytes], stream: str) -> list[str]:
    """2. 留痕链中每条记录的序号与叶值。 Every event of a stream as number and leaf."""
    *rows, rest = files[f"chain/{stream.replace('/', '-')}.txt"].decode("ascii").split("\n")
    leaves = [row.rpartition(" ")[2] for row in rows]
    for number, row in enumerate(rows, 1):
        if row != f"{number} {leaves[number - 1]}" or rest:
            raise ValueError(f"{stream} {number}")  # dropped, doubled, out of order
    return leaves


def linked(leaves: list[str]) -> list[str]:
    """3. 逐条相扣。 link = SHA-256(0x01, link before, number as 8 bytes, leaf); 32 zero bytes before the first."""
    link, found = bytes(32), []
    for seq, leaf in enumerate(leaves, 1):
        link = hashlib.sha256(b"\x01" + link + seq.to_bytes(8, "big") + unhex(leaf)).digest()
        found.append(link.hex())
    return found


def ends_at(stream: str, links: list[str], head: dict[str, Any]) -> Line:
    seq, link = len(links), links[-1] if links else "0" * 64
    if head != {"seq": seq, "link": link}:
        return Line(False, f"{stream}: the chain does not lead to its head.", f"{stream}：留痕链到不了清单所列的末端。")
    return Line(True, f"{stream}: {seq} events, head {link}.", f"{stream}：{seq} 条留痕，末端 {link}。")


def events_of(files: dict[str, bytes], leaves: dict[str, list[str]], told: dict[str, set[str]]) -> Iterator[Line]:
    """4. 所示留痕与链上叶值一致。 Each event that is shown gives the leaf of its place in the chain."""
    last, erased, tombs, count = ("", 0), set(), set(), 0
    *rows, rest = files["events.jsonl"].decode().split("\n")
    for row in rows:
        event = json.loads(row)
        stream, seq = event["stream"], event["seq"]
        where = f"{stream} {seq}"
        values = {fact["name"]: json.loads(fact["value"]) for fact in event["facts"] if "value" in fact}
        names = [fact["name"] for fact in event["facts"] if "name" in fact]
        erased |= {(where, fact["person"], fact["erased_on"]) for fact in event["facts"] if set(fact) == ERASED}
        is_tidy = compact(event) == row and list(event) == ["stream", "seq", "facts"] and type(seq) is int and not rest
        if not is_tidy or (stream, seq) <= last or len(set(names)) != len(names) or values.get("_stream") != stream:
            yield Line(False, f"{where}: it is not written as it was made.", f"{where}：写法与原样不符。")
        if not 1 <= seq <= len(leaves[stream]) or leaf_of(event["facts"]) != leaves[stream][seq - 1]:
            yield Line(False, f"{where}: the event is not the one in the chain.", f"{where}：与链上的留痕不符。")
        for value in values.values():
            told.setdefault(str(value), set()).add(stream)
        if values.get("_verb") == "evidence.erase":
            tombs.add((values.get("_subject"), str(values.get("_recorded_at"))[:10]))
        last, count = (stream, seq), count + 1
    for where, person, day in sorted(erased):
        if (person, day) not in tombs:
            yield Line(False, f"{where}: no erasure of {person} is shown.", f"{where}：没有 {person} 的抹去记录。")
    yield Line(True, f"{count} events are shown in full.", f"完整出示 {count} 条留痕。")


def leaf_of(facts: list[dict[str, Any]]) -> str:
    """SHA-256(0x00, the sorted list of [commitment] or [commitment, mark] as JSON without spaces)."""
    committed = []
    for fact in facts:
        keys = set(fact)
        if keys not in SHOWN and keys not in HIDDEN and keys != ERASED:
            raise ValueError(sorted(keys))
        own = fact.get("commitment") or commitment(fact["salt"], fact["name"], fact["value"])
        mark = fact.get("mark")
        if "blind" in fact:
            mark = sha(b"\x04", unhex(fact["blind"]), fact["name"].encode(), b"\0", fact["person"].encode())
        committed.append([own, mark] if mark else [own])
    return sha(b"\0", compact(sorted(committed)).encode())


def commitment(salt: str, name: str, value: str) -> str:
    """加盐承诺。 SHA-256(0x02, salt, name, 0x00, value): hides the value until its salt is shown."""
    return sha(b"\x02", unhex(salt), name.encode(), b"\0", value.encode())


def documents_of(files: dict[str, bytes], manifest: dict[str, Any], told: dict[str, set[str]]) -> Iterator[Line]:
    """5. 文件以指纹命名，留痕写明此指纹。 A document bears its own hash as its name, and an event tells this hash."""
    for missing in manifest["missing"]:
        yield Line(False, f"Document {missing} was lost.", f"文件 {missing} 已遗失。")
    for name in sorted(files):
        if name.startswith("documents/"):
            digest = name[10:].partition(".")[0]
            if digest != sha(files[name]) or digest not in told:
                yield Line(False, f"{name}: no event tells of it.", f"{name}：没有留痕提到它。")
            else:
                yield Line(True, f"{name} is the recorded one.", f"{name} 与留痕一致。")


def received(receipt: bytes, links: dict[str, list[str]], told: dict[str, set[str]], verifier: str) -> Iterator[Line]:
    """6. 与回执比对。 The chain still leads through what a receipt holds; if not, it was cut off or rewritten."""
    text = receipt.decode()
    held = json.loads(text) if text.lstrip().startswith("{") else dict(PLACE.findall(text))
    stream = held["stream"]
    for seq_name, link_name in (("seq", "link"), ("reply-seq", "reply-link")):
        if seq_name not in held and seq_name != "seq":
            continue
        seq = int(held[seq_name])
        if seq > len(links[stream]):
            yield Line(False, f"{stream}: events up to {seq} were cut off.", f"{stream}：{seq} 号之前的留痕被截掉。")
        elif seq < 1 or links[stream][seq - 1] != held[link_name]:
            yield Line(False, f"{stream} {seq}: not what the receipt holds.", f"{stream} {seq}：与回执不符。")
        else:
            yield Line(True, f"{stream} {seq} is as the receipt holds it.", f"{stream} {seq} 与回执一致。")
    if "document" in held and stream not in told.get(held["document"], ()):
        yield Line(False, "The receipt's document is not shown.", "没有出示回执所列的文件。")
    if held.get("verifier", verifier) != verifier:
        yield Line(True, "The receipt names another release of verify.py.", "回执所列为另一版本的 verify.py。")


def unpacked(data: bytes, most: int = MOST_BYTES) -> dict[str, bytes]:
    """The files of a ZIP, at most `most` bytes of them; raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            is_large = len(parts) > MOST_FILES or sum(part.file_size for part in parts) > most
            is_plain = len({part.filename for part in parts}) == len(parts)
            files = {part.filename: archive.read(part) for part in parts} if is_plain and not is_large else None
    except Exception as error:  # a broken ZIP breaks in many ways
        raise Unreadable(f"the ZIP is damaged; ZIP 已损坏（{error!r}）") from error
    if files is None:
        raise Unreadable("too large, or a name stands in it twice; 过大，或文件名重复")
    return files


def main(words: list[str]) -> int:
    if not words or "--help" in words:
        print(__doc__)
        return 2
    try:
        place, receipts = Path(words[0]), tuple(Path(word).read_bytes() for word in words[1:] if word != "--receipt")
        if place.is_dir():
            files = {p.relative_to(place).as_posix(): p.read_bytes() for p in place.rglob("*") if p.is_file()}
        else:
            files = unpacked(place.read_bytes())
        lines = check(files, receipts)
    except (OSError, Unreadable) as error:
        print(f"It cannot be read: {error}\n无法读取：{error}")
        return 2
    for line in lines:
        print(f"{'ok ' if line.stands else 'NOT'}  {line.en}\n     {line.zh}")
    stands = all(line.stands for line in lines)
    print("Everything stands. 全部成立。" if stands else "Something does not stand. 有不符之处。")
    print("Chain and documents were checked; story and papers are readings of them. 故事与纸面只是其转写。")
    return 0 if stands else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
