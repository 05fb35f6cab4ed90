"""Real Chromium against a real server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from tests.journeys.chromium import ROOT_OPTIONS, chromium_or_skip
from tests.journeys.server import Served, served

_QUIET = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    # Without a graphics card the figure would be drawn on the processor that these tests need; `test_figure`
    # looks at it in a browser of its own.
    "--disable-3d-apis",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All browser tests run in one worker, so that they share one browser and one server."""
    for item in items:
        if "tests/journeys/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def playwright_of() -> Iterator[Playwright]:
    """What drives browsers; there is one in a process.

    Its event loop stays in the worker, where tests of the database may follow: Django takes it for a
    server's and would refuse them.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright_of: Playwright) -> Iterator[Browser]:
    """The machine's Chromium."""
    path = chromium_or_skip()
    browser = playwright_of.chromium.launch(executable_path=path, args=[*_QUIET, *ROOT_OPTIONS])
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the demonstration clinic."""
    with served(Path(tmp_path_factory.mktemp("demonstration")), "--demo") as server:
        yield server
