"""The pictures of the README, taken from the told story: `.venv/bin/python docs/shots.py`.

Loads the story in Chinese and in English into folders of their own, serves each, and writes docs/images/*.png.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
PORT = 8177
BASE = f"http://127.0.0.1:{PORT}"
DESK = {
    "register": "/projects/P1/register/",
    "expectation": "/projects/P1/expectations/E105/",
    "answers": "/projects/P1/sheets/",
    "gaps": "/projects/P1/gaps/",
}
HEIGHT = 880


def main() -> int:
    IMAGES.mkdir(exist_ok=True)
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"]
        )
        for short, language in (("zh", "zh-hans"), ("en", "en")):
            with tempfile.TemporaryDirectory() as data:
                take(browser, short, language, data)
        browser.close()
    return 0


def take(browser: Browser, short: str, language: str, data: str) -> None:
    """Tell the story into `data`, serve it, and photograph both doors."""
    settings = {"YINUO_DATA": data, "YINUO_DEMO": "1", "YINUO_URL": BASE}
    yinuo = [sys.executable, "-m", "yinuo.config.command", "demo", "--language", language]
    told = subprocess.run(
        [*yinuo, "--load-only"], cwd=ROOT, env=os.environ | settings, capture_output=True, text=True, check=True
    )
    sheet = next(link for link in re.findall(r"http://\S+/link/\S+", told.stdout) if "/link/in/" not in link)
    server = subprocess.Popen(
        [*yinuo, "--port", str(PORT)], cwd=ROOT, env=os.environ | settings, stdout=subprocess.DEVNULL
    )
    try:
        wait()
        desk(browser, short)
        client(browser, short, sheet)
        paper(short, sheet)
    finally:
        server.terminate()
        server.wait()


def wait() -> None:
    for _second in range(60):
        try:
            urlopen(f"{BASE}/account/login/").close()
        except URLError:
            time.sleep(1)
        else:
            return
    raise SystemExit("The demo did not start.")


def desk(browser: Browser, short: str) -> None:
    context = browser.new_context(locale=short, viewport={"width": 1280, "height": HEIGHT}, timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.goto(f"{BASE}/account/login/")
    page.fill("input[name=login]", "lin.zhixia@chengchuan.example")
    page.fill("input[name=password]", "yinuo-demo-2026")
    page.keyboard.press("Enter")
    page.wait_for_url("**/today/")
    for name, path in DESK.items():
        page.goto(BASE + path)
        keep(page.screenshot(), f"{name}.{short}.png")
    context.close()


def client(browser: Browser, short: str, sheet: str) -> None:
    context = browser.new_context(locale=short, viewport={"width": 390, "height": 780}, device_scale_factor=2)
    page = context.new_page()
    page.goto(sheet)
    page.locator(".sheet-line").nth(5).scroll_into_view_if_needed()
    keep(page.screenshot(), f"sheet.{short}.png", width=390)
    context.close()


def paper(short: str, sheet: str) -> None:
    with urlopen(f"{sheet}pdf/") as answer:
        document = pypdfium2.PdfDocument(answer.read())
    out = BytesIO()
    document[1].render(scale=1.4).to_pil().save(out, "PNG")
    keep(out.getvalue(), f"paper.{short}.png")


def keep(data: bytes, name: str, width: int = 1280) -> None:
    """As a palette picture, small enough for a README."""
    picture = Image.open(BytesIO(data)).convert("RGB")
    if picture.width > width:
        picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(96, dither=Image.Dither.NONE).save(IMAGES / name, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
