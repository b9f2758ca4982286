"""Fixtures for every test: a browser that notices every fault of a page."""

import gc
import shutil
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

pytest_plugins = ["tests.cast", "tests.figures"]
# Milliseconds. A busy machine answers late; nothing here measures time.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
SWITCHES = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
WECHAT = (
    "Mozilla/5.0 (Linux; Android 14; M2102J2SC) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 XWEB/1160117 MMWEBSDK/20240501 MicroMessenger/8.0.49.2600 Language/zh_CN"
)


def pytest_collection_finish() -> None:
    """What was loaded by now is never garbage: the collector need not look at it before each test."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def one_database_is_enough() -> None:
    """For what the browser makes of a page, and for commands on a book of their own: both are the same in each run."""
    if connection.vendor != "sqlite":
        pytest.skip("this is the same whichever database the run is on; SQLite's run looks at it")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail(
            f"No Chromium on this machine (looked for {', '.join(CHROMIUM)}). `./run test` says how to get one."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(SWITCHES))
        yield browser
        browser.close()


@pytest.fixture
def faults() -> Iterator[list[str]]:
    """What the pages of this test did wrong; a test that provokes a fault on purpose checks and clears the list."""
    noticed: list[str] = []
    yield noticed
    assert noticed == []


@pytest.fixture
def open_page(browser: Browser, live_server: Any, faults: list[str]) -> Iterator[Callable[..., Page]]:
    """Open a page as a new visitor: `open_page(locale="en", width=360, user_agent=WECHAT).goto("/")`."""
    opened: list[BrowserContext] = []

    def open_page(*, locale: str = "zh-CN", width: int = 1280, height: int = 900, **options: Any) -> Page:
        context = browser.new_context(
            base_url=live_server.url,
            locale=locale,
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": height},
            **options,
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        _watch(context, urlsplit(live_server.url).netloc, faults)
        return context.new_page()

    yield open_page
    for context in opened:
        context.close()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """A Chinese visitor at a desk."""
    return open_page()


def _watch(context: BrowserContext, home: str, faults: list[str]) -> None:
    def on_request(url: str) -> None:
        if urlsplit(url).scheme in {"http", "https", "ws", "wss"} and urlsplit(url).netloc != home:
            faults.append(f"asked an outside host: {url}")

    def on_console(message: ConsoleMessage) -> None:
        # Chromium asks for this one by itself on a page that names no icon, such as a file.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            faults.append(f"console: {message.text}")

    context.on("request", lambda request: on_request(request.url))
    context.on("weberror", lambda error: faults.append(f"error on the page: {error.error}"))
    context.on("console", on_console)
