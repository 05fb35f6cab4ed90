"""Real Chromium against a real server."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright
from tests.journeys.server import Served, chromium_path, served

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
    path = chromium_path()
    if path is None:
        pytest.skip("no Chromium here: install the package 'chromium' to run the browser tests")
    options = [*_QUIET, "--no-sandbox"] if os.geteuid() == 0 else _QUIET
    browser = playwright_of.chromium.launch(executable_path=path, args=options)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with the demonstration clinic."""
    with served(Path(tmp_path_factory.mktemp("demonstration")), "--demo") as server:
        yield server
