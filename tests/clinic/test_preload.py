"""What the server has read before its first visitor comes."""

import gc
from collections.abc import Iterator

import pytest
from django.template import engines
from django.template.loader import get_template

from hipwise.clinic.preload import preload, template_names


@pytest.fixture
def preloaded() -> Iterator[None]:
    """A process that has read everything; the collector is as it was afterwards."""
    preload()
    yield
    gc.unfreeze()


def test_the_pages_of_both_are_among_what_is_read() -> None:
    assert {"patient/today.html", "therapist/inbox.html", "account/login.html"} <= set(template_names())


@pytest.mark.usefixtures("preloaded")
def test_no_template_is_compiled_for_a_visitor() -> None:
    loader = engines["django"].engine.template_loaders[0]
    known = set(loader.get_template_cache)
    for name in template_names():
        get_template(name)
    assert set(loader.get_template_cache) == known


@pytest.mark.usefixtures("preloaded")
def test_the_collector_leaves_alone_what_stays() -> None:
    # The content alone is some ten thousand values.
    assert gc.get_freeze_count() > 10_000
