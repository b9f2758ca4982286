"""Two dossiers are broken byte by byte and event by event; two verifiers, written apart, find it each time."""

import io
import json
import subprocess
import sys
import zipfile

import pytest

from tests.evidence import dossiers
from tests.evidence.dossiers import KEPT, Files, SecondVerifier, flipped, kept, sealed_again, stands
from tests.figures import many
from yinuo.base.dossier import packing, verify

COVERED = ("chain/", "documents/", "events.jsonl")
"""What the chain answers for; the rest rests on the manifest alone."""


def places(files: Files, *under: str) -> list[tuple[str, int]]:
    return [(name, at) for name, data in files.items() if name.startswith(under or "") for at in range(len(data))]


def chain_of(files: Files, name: str = "chain/P1-shared.txt") -> list[str]:
    return [row.split()[1] for row in files[name].decode().splitlines()]


def with_chain(files: Files, leaves: list[str], name: str = "chain/P1-shared.txt", *, new_head: bool = False) -> Files:
    """The chain numbered anew as if nothing had happened, and if wanted a head that fits it."""
    text = "".join(f"{seq} {leaf}\n" for seq, leaf in enumerate(leaves, 1))
    links = verify.linked(leaves)
    head = {"P1/shared": {"seq": len(links), "link": links[-1]}} if new_head else {}
    return sealed_again({**files, name: text.encode()}, **head)


def with_events(files: Files, rows: list[str]) -> Files:
    return sealed_again({**files, "events.jsonl": "".join(f"{row}\n" for row in rows).encode()})


@pytest.mark.parametrize("name", KEPT)
def test_a_kept_dossier_stands_with_both_verifiers(name: str) -> None:
    files = kept(name)

    assert [line for line in verify.check(files, (dossiers.receipt(),)) if not line.stands] == []
    assert SecondVerifier(files, dossiers.receipt()).ask() == [True]
    assert packing.zipped(files) == (dossiers.DATA / f"{name}.zip").read_bytes()


def test_every_flipped_byte_is_found(figure) -> None:
    tried = found = 0
    for name in KEPT:
        files = kept(name)
        for part, at in dossiers.sample(places(files), many(full=10**9, few=1_000)):
            tried += 1
            found += not stands({**files, part: flipped(files[part], at)})

    figure("Proof", "bytes flipped in two dossiers, one by one", tried, wanted="every byte of every file")
    figure("Proof", "flips not found", tried - found, wanted="0")
    assert (found, tried > 1_900) == (tried, True)


def test_every_flipped_byte_is_found_by_the_chain_though_the_manifest_was_made_anew(figure) -> None:
    tried = found = 0
    for name in KEPT:
        files = kept(name)
        for part, at in dossiers.sample(places(files, *COVERED), many(full=10**9, few=500)):
            tried += 1
            found += not stands(sealed_again({**files, part: flipped(files[part], at)}))

    figure("Proof", "flips under a new manifest", tried, wanted="every byte of events, chains, documents")
    figure("Proof", "flips under a new manifest not found", tried - found, wanted="0")
    assert (found, tried > 900) == (tried, True)


def test_both_verifiers_agree_on_every_flip(figure) -> None:
    tried = agreed = 0
    for name in KEPT:
        files = kept(name)
        changes = []
        for part, at in dossiers.sample(places(files), many(full=20_000, few=200)):
            changed = {**files, part: flipped(files[part], at)}
            changes.append({"put": {part: changed[part]}})
            if part not in (verify.MANIFEST, verify.SEAL):
                changes.append({"put": sealed_again(changed)})
        ours = [stands({**files, **change["put"]}) for change in changes]
        theirs = SecondVerifier(files).ask(changes)[1:]
        tried += len(ours)
        agreed += sum(one == other for one, other in zip(ours, theirs, strict=True))

    figure("Proof", "changes on which the verifiers in Python and JavaScript agree", agreed, wanted=str(tried))
    assert agreed == tried


def test_every_dropped_doubled_or_swapped_event_is_found(figure) -> None:
    tried = found = 0
    for name in KEPT:
        files = kept(name)
        broken = [*_chains_broken(files), *_events_broken(files)]
        tried += len(broken)
        found += sum(not stands(one) for one in broken)
        assert SecondVerifier(files).ask([{"put": one} for one in broken])[1:] == [False] * len(broken)

    figure("Proof", "events dropped, doubled, swapped", tried)
    figure("Proof", "of these not found", tried - found, wanted="0")
    assert (found, tried > 100) == (tried, True)


def _chains_broken(files: Files) -> list[Files]:
    broken = []
    for name in (part for part in files if part.startswith("chain/")):
        leaves = chain_of(files, name)
        for at in range(len(leaves)):
            broken.append(with_chain(files, leaves[:at] + leaves[at + 1 :], name))
            broken.append(with_chain(files, leaves[: at + 1] + leaves[at:], name))
            if at:
                swapped = [*leaves[: at - 1], leaves[at], leaves[at - 1], *leaves[at + 1 :]]
                broken.append(with_chain(files, swapped, name))
    return broken


def _events_broken(files: Files) -> list[Files]:
    """An event shown twice, at another's place, or with a fact more or less. Leaving one out is no lie: it is foreign
    then, unless a document rests on it."""
    rows = files["events.jsonl"].decode().splitlines()
    broken = []
    for at, row in enumerate(rows):
        event = json.loads(row)
        broken.append(with_events(files, [*rows[: at + 1], row, *rows[at + 1 :]]))
        if at:
            broken.append(with_events(files, [*rows[: at - 1], row, rows[at - 1], *rows[at + 1 :]]))
        others = (event["facts"][1:], [*event["facts"], event["facts"][0]], [])
        broken += [
            with_events(files, [*rows[:at], verify.compact({**event, "facts": facts}), *rows[at + 1 :]])
            for facts in others
        ]
        moved = verify.compact({**event, "seq": event["seq"] + 1})
        broken.append(with_events(files, [*rows[:at], moved, *rows[at + 1 :]]))
        more = verify.compact({**event, "note": "trust me"})
        broken.append(with_events(files, [*rows[:at], more, *rows[at + 1 :]]))
    return broken


def test_a_tail_cut_off_with_a_new_head_is_found_against_the_receipt_alone(figure) -> None:
    files, receipt = kept("sheet-client"), dossiers.receipt()
    leaves = chain_of(files)
    rows = files["events.jsonl"].decode().splitlines()

    found = 0
    for length in range(1, len(leaves)):
        seen = [row for row in rows if json.loads(row)["seq"] <= length]
        cut = with_chain({**files, "events.jsonl": "".join(f"{row}\n" for row in seen).encode()}, leaves[:length],
                         new_head=True)  # fmt: skip
        held = json.loads(receipt)["seq"] <= length
        assert stands(cut), length
        assert stands(cut, receipt) == held
        assert SecondVerifier(cut, receipt).ask() == [held]
        found += not held

    figure("Proof", "tails cut off that only a receipt tells, found against it", found, wanted=str(found))
    assert found == json.loads(receipt)["seq"] - 1


def test_a_rewritten_stream_is_found_against_the_receipt(figure) -> None:
    files, receipt = kept("sheet-client"), dossiers.receipt()
    leaves = chain_of(files)
    forged = with_chain(files, [*leaves[:-2], "0" * 64, leaves[-1]], new_head=True)

    assert not stands(forged, receipt)
    mail = "\n".join(f"> {name}: {value}" for name, value in json.loads(receipt).items() if name != "format")
    assert stands(files, f"温宁：\n\n回执\n\n{mail}\n".encode())
    assert not stands(files, mail.replace("seq: 4", "seq: 3", 1).encode())


def test_a_byte_flipped_in_the_zip_is_found_or_changes_nothing(figure) -> None:
    tried = silent = 0
    for name in KEPT:
        whole, files = (dossiers.DATA / f"{name}.zip").read_bytes(), kept(name)
        for _part, at in dossiers.sample([("", at) for at in range(len(whole))], many(full=10**9, few=1_000)):
            tried += 1
            try:
                found = verify.unpacked(flipped(whole, at))
                is_found = not stands(found) or found == files
            except verify.Unreadable:
                is_found = True
            silent += not is_found

    figure("Proof", "bytes flipped in the ZIPs themselves", tried)
    figure("Proof", "of these neither found nor harmless", silent, wanted="0")
    assert (silent, tried > 1_900) == (0, True)


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-I", *words], capture_output=True, text=True, check=False)


def test_the_program_in_the_dossier_checks_zip_folder_and_receipt_by_itself(tmp_path) -> None:
    files = kept("sheet-client")
    for name, data in files.items():
        (tmp_path / "d" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "d" / name).write_bytes(data)
    program, receipt = str(tmp_path / "d" / "verify.py"), str(dossiers.DATA / "receipt.json")

    whole = run(program, str(dossiers.DATA / "sheet-client.zip"), "--receipt", receipt)
    folder = run(program, str(tmp_path / "d"))
    (tmp_path / "d" / "events.jsonl").write_bytes(flipped(files["events.jsonl"], 1_000))
    changed = run(program, str(tmp_path / "d"))
    (tmp_path / "d" / "manifest.json").unlink()
    unreadable = run(program, str(tmp_path / "d"))

    assert (whole.returncode, folder.returncode, changed.returncode, unreadable.returncode) == (0, 0, 1, 2)
    assert "全部成立" in whole.stdout
    assert "P1/shared 4 is as the receipt holds it." in whole.stdout
    assert "events.jsonl was changed." in changed.stdout
    assert "无法读取" in unreadable.stdout
    assert {one.stderr for one in (whole, folder, changed, unreadable)} == {""}


def test_a_zip_that_unpacks_beyond_measure_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b"0" * 5_000_000)

    with pytest.raises(verify.Unreadable, match="too large"):
        verify.unpacked(out.getvalue(), 1_000_000)


def test_a_zip_with_one_name_twice_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("manifest.json", b"{}")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("manifest.json", b"{ }")

    with pytest.raises(verify.Unreadable, match="twice"):
        verify.unpacked(out.getvalue())
