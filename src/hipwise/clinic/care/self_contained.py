"""A part of a log that can be read alone: no correction of something that is not in it."""

from collections.abc import Iterable, Mapping
from typing import Any


def self_contained(payloads: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The payloads without corrections of something that is not among them."""
    kept = list(payloads)
    while True:
        known = {None, *(payload["id"] for payload in kept)}
        inside = [payload for payload in kept if payload.get("supersedes") in known]
        if len(inside) == len(kept):
            return kept
        kept = inside
