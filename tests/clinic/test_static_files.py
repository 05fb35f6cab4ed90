"""Style sheets, scripts and the Python core."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.templatetags.static import static

from hipwise.clinic.static_files import StaticFiles, VersionedStaticFiles

BUILT = Path(__file__).parents[2] / "src/hipwise/clinic/static/built"


CSS = Path(__file__).parents[2] / "src/hipwise/clinic/static/css"


def test_no_class_has_rules_of_its_own_in_two_style_sheets() -> None:
    plain = re.compile(r"^(\.[a-z-]+) \{", re.MULTILINE)
    found = Counter(
        name for path in CSS.glob("*.css") for name in set(plain.findall(path.read_text("utf-8")))
    )
    assert [name for name, sheets in found.items() if sheets > 1] == []


@pytest.fixture
def middleware() -> StaticFiles:
    """The middleware over the files that are there now."""
    from django.http import HttpResponse

    return StaticFiles(lambda request: HttpResponse(status=404))


def test_a_file_without_a_hash_in_its_name_has_one_in_its_address() -> None:
    assert "?v=" in static("favicon.svg")


def test_a_file_with_a_hash_in_its_name_is_kept_for_ever(middleware: StaticFiles) -> None:
    assert middleware.immutable_file_test("", "/static/built/assets/session-B1zKq9aX.js")
    assert not middleware.immutable_file_test("", "/static/css/hipwise.css")


def test_a_missing_file_has_an_address_without_a_hash() -> None:
    assert VersionedStaticFiles().url("no-such-file.css") == "/static/no-such-file.css"


def test_a_file_is_served_with_its_type(client: Any, db: None) -> None:
    answer = client.get("/static/favicon.svg")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/svg+xml")


def test_webassembly_is_served_as_webassembly_and_compressed(client: Any, db: None) -> None:
    files = sorted(BUILT.rglob("*.wasm"))
    if not files:
        pytest.skip("the front end is not built here: run `npm run build`")
    address = "/static/" + files[0].relative_to(BUILT.parent).as_posix()
    answer = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert answer["Content-Type"] == "application/wasm"
    assert answer["Content-Encoding"] in ("br", "gzip")


@pytest.mark.parametrize("path", ["/static/../settings.py", "/static/%2e%2e/settings.py", "/static/built/"])
def test_nothing_outside_the_static_folder_is_served(path: str, client: Any, db: None) -> None:
    assert client.get(path).status_code in (302, 404)
