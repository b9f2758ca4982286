"""Networks in the form of PSPLIB; the library itself is read from where YINUO_EVAL says, by `yinuo bench psplib`."""

import io
import os
import tarfile
from pathlib import Path

import pytest

from yinuo.science.schedule import psplib

# Made by hand: 1 → 2, 3; 2 → 4; 3 → 4; 4 → 5. The longest path is 2, 4: 3 + 6.
FILE = """\
****************
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      3      0       99        0        {length}
****************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          1           5
   5        1          0
****************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1
-------------------------
  1      1     0       0
  2      1     3       1
  3      1     2       1
  4      1     6       1
  5      1     0       0
****************
"""


def folder_of(tmp_path, *lengths):
    with tarfile.open(tmp_path / "own.tar.xz", "w:xz") as tar:
        for number, length in enumerate(lengths):
            data = FILE.format(length=length).encode()
            about = tarfile.TarInfo(f"own/case{number}.sm")
            about.size = len(data)
            tar.addfile(about, io.BytesIO(data))
    return tmp_path


def test_our_longest_path_is_compared_with_the_one_in_the_file(tmp_path):
    told = [psplib.agrees(case) for _name, case in psplib.cases(folder_of(tmp_path, 9, 8))]

    assert told == [True, False]


def test_a_file_without_its_parts_is_refused():
    with pytest.raises(psplib.NotPsplib):
        psplib.read("no network")


@pytest.mark.parametrize(("lengths", "said", "code"), [((9, 9), "2 of 2", 0), ((9, 8), "1 of 2", 1)])
def test_the_command_says_how_many_agree(tmp_path, capsys, lengths, said, code):
    from yinuo.config.command import main

    assert main(["bench", "psplib", str(folder_of(tmp_path, *lengths))]) == code
    assert capsys.readouterr().out.splitlines()[-1] == said


if "YINUO_EVAL" in os.environ:

    @pytest.mark.slow
    def test_all_networks_of_the_library_agree():
        told = [psplib.agrees(case) for _name, case in psplib.cases(Path(os.environ["YINUO_EVAL"]) / "data" / "psplib")]

        assert (sum(told), len(told)) == (1560, 1560)
