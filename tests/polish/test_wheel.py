"""The wheel holds all it needs: in an empty venv, without Node, outside the checkout, it tells its story and prints.

The libraries it depends on come from the venv that runs the tests, by a .pth file: no network is asked. What the wheel
itself lacks would be missing all the same, since the checkout is not on the path.
"""

# ruff: noqa: S310  # only loopback is opened

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import venv
import zipfile
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import URLError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from django.conf import settings

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("one_database_is_enough")]
ROOT = Path(settings.PACKAGE).parent
MOST_BYTES = 20 * 1024 * 1024
MINUTES = 5


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, built without network."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out), str(ROOT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (file,) = out.glob("*.whl")
    return file


@pytest.fixture
def elsewhere(tmp_path, wheel):
    """A venv that holds the wheel and nothing of the checkout."""
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = Path(sysconfig.get_path("purelib", vars={"base": str(home), "platbase": str(home)}))
    libraries = tmp_path / "libraries"
    libraries.mkdir()
    for entry in Path(sysconfig.get_path("purelib")).iterdir():
        if not re.match(r"_?_?(editable_*)?_*yinuo", entry.name):  # the developer's own install of the checkout
            (libraries / entry.name).symlink_to(entry)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "--no-index", str(wheel)]
    installed = subprocess.run(pip, capture_output=True, text=True, check=False)
    assert installed.returncode == 0, installed.stdout + installed.stderr
    (site / "libraries.pth").write_text(str(libraries))
    return home / "bin"


def test_it_holds_what_pages_and_paper_need_and_nothing_of_the_workshop(wheel, figure):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    rooms = {path.parts[-5] for path in ROOT.glob("yinuo/*/locale/zh_Hans/LC_MESSAGES/*.po")}

    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"yinuo"}
    assert [name for name in names if re.search(r"test|bench|node_modules|\.map$|\.pyc$|assets/", name)] == []
    for room in rooms:
        for locale in ("zh_Hans", "zh_Hant"):
            assert f"yinuo/{room}/locale/{locale}/LC_MESSAGES/django.mo" in names
    for wanted in (
        r"fonts/NotoSansSC_\w+\.ttf",
        r"fonts/OFL\.txt",
        r"build/app-\w+\.js",
        r"build/app-\w+\.css",
        r"build/icons-\w+\.svg",
        r"build/manifest\.json",
        r"typ/sheet\.typ",
        r"licenses/LICENSE",
    ):
        assert any(re.search(wanted, name) for name in names), wanted
    size = wheel.stat().st_size
    figure("Polish", "bytes of the wheel", f"{size:,}", wanted=f"≤ {MOST_BYTES:,}")
    assert size <= MOST_BYTES


def test_the_demo_runs_from_an_empty_venv_without_node(elsewhere, tmp_path, figure):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        "PATH": str(elsewhere),
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "YINUO_DATA": str(tmp_path / "data"),
        "YINUO_URL": f"http://127.0.0.1:{port}",
    }
    assert (shutil.which("node", path=env["PATH"]), shutil.which("npm", path=env["PATH"])) == (None, None)
    where = subprocess.run(
        [str(elsewhere / "python"), "-c", "import yinuo; print(yinuo.__file__)"],
        env=env, cwd=tmp_path, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert where.startswith(str(elsewhere.parent))
    with (tmp_path / "said.txt").open("w+") as said:
        server = subprocess.Popen(
            [str(elsewhere / "yinuo"), "demo", "--port", str(port)], env=env, cwd=tmp_path, stdout=said, stderr=said
        )
        try:
            _visit(f"http://127.0.0.1:{port}", server, Path(said.name))
        finally:
            server.terminate()
            server.wait()
    figure("Polish", "demos that ran from the wheel alone in an empty venv without Node", 1, wanted="1")


def _visit(url, server, said):
    """Sign-in page, hashed assets, Chinese by the catalogue, and a sheet on paper."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = _patiently(browser, f"{url}/account/login/", server, said)
    for asset in (r"app-[0-9a-f]{8,}\.css", r"app-[0-9a-f]{8,}\.js"):
        address = re.search(rf'"(/static/build/{asset})"', page)[1]
        with browser.open(url + address) as answer:
            assert (answer.status, "immutable" in answer.headers["Cache-Control"]) == (200, True)
            assert len(answer.read()) > 10_000
    assert "登录" in page
    with browser.open(Request(f"{url}/account/login/", headers={"Accept-Language": "zh-TW"})) as answer:
        assert "登入" in answer.read().decode()
    sheet = next(link for link in re.findall(r"http://\S+/link/\S+/", said.read_text()) if "/link/in/" not in link)
    with browser.open(sheet) as answer:
        assert "确认单" in answer.read().decode()
    with browser.open(f"{sheet}pdf/") as answer:
        paper = answer.read()
    assert paper.startswith(b"%PDF-")
    assert b"NotoSansSC" in paper


def _patiently(browser, address, server, said):
    end = time.monotonic() + MINUTES * 60
    while time.monotonic() < end and server.poll() is None:
        try:
            with browser.open(Request(address, headers={"Accept-Language": "zh-CN"})) as answer:
                return answer.read().decode()
        except URLError:
            time.sleep(0.5)
    pytest.fail(f"the demo did not come up:\n{said.read_text()[-3000:]}")
    return ""
