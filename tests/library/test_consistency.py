"""Each check finds what it is for, and finds nothing in the content that ships."""

import copy
import json
from collections.abc import Callable
from importlib import resources
from typing import Any

import pytest

from hipwise.library.consistency import check_consistency

Content = dict[str, dict[str, Any]]


def _shipped() -> Content:
    text = (resources.files("hipwise.library") / "generated" / "content.json").read_text("utf-8")
    content: Content = {kind: entries for kind, entries in json.loads(text).items() if kind[0] != "_"}
    return content


SHIPPED = _shipped()


def _set(*path: Any) -> Callable[[Content], None]:
    """A change of one value: the last word is the value, the words before it lead to its place."""
    *way, key, value = path

    def change(content: Content) -> None:
        place: Any = content
        for step in way:
            place = place[step]
        place[key] = value

    return change


CLAM = ("exercises", "clamshell")
CHANGES: dict[str, Callable[[Content], None]] = {
    "there is no source called 'nobody-1900'": _set(*CLAM, "stop_rule", "source", "nobody-1900"),
    "no content names this source": _set("sources", "nobody-1900", {"id": "nobody-1900", "citation": "x"}),
    "7 is not between 0 and 3": _set("settings", "pain.target", "value", 7),
    "2 is not between 5 and 6": _set(*CLAM, "dose", "sets", {"default": 2, "low": 5, "high": 6}),
    "there is no exercise called 'handstand'": _set("lessons", "running", "exercise", "handstand"),
    "there is no fault called 'SLOUCH'": _set(*CLAM, "watch", "faults", 0, "code", "SLOUCH"),
    "there is no precaution called 'grump'": _set(
        *CLAM, "restrictions", "conditions", 0, "condition", "grump"
    ),
    "there is no gate called 'moon'": _set(*CLAM, "restrictions", "gates", ["moon"]),
    "there is no posture called 'shut'": _set(*CLAM, "movement", "path", 0, "to", "shut"),
    "there is no arm posture called 'wings'": _set(*CLAM, "movement", "postures", "open", "arms", "wings"),
    "reviewed_by and reviewed_on belong together": _set(*CLAM, "reviewed_by", "A. Clinician"),
    "the word 'safe' is not used here": _set(*CLAM, "feel", "This is safe for you."),
    "fields have names such as {value}": _set("rules", "handout-stop-pain", "text", "Above {0}."),
}


def test_the_content_that_ships_is_consistent() -> None:
    assert check_consistency(SHIPPED) == []


@pytest.mark.parametrize("text", CHANGES)
def test_a_spoiled_content_is_found(text: str) -> None:
    content = copy.deepcopy(SHIPPED)
    CHANGES[text](content)
    assert text in {finding.text for finding in check_consistency(content)}


def test_ladders_that_run_in_a_circle_are_found() -> None:
    content = copy.deepcopy(SHIPPED)
    first = next(iter(content["ladders"].values()))
    back = first | {"id": "back", "rungs": list(reversed(first["rungs"]))}
    content["ladders"]["back"] = back
    assert any("circle" in finding.text for finding in check_consistency(content))


def test_a_ladder_with_an_unknown_rung_is_found() -> None:
    content = copy.deepcopy(SHIPPED)
    ladder_id = next(iter(content["ladders"]))
    content["ladders"][ladder_id]["rungs"][0] = "handstand"
    findings = {(f.kind, f.id, f.place) for f in check_consistency(content)}
    assert ("ladders", ladder_id, "rungs[0]") in findings


def test_a_finding_names_kind_entry_and_place() -> None:
    content = copy.deepcopy(SHIPPED)
    content["exercises"]["clamshell"]["watch"]["faults"][1]["code"] = "SLOUCH"
    [finding] = check_consistency(content)
    assert (finding.kind, finding.id, finding.place) == ("exercises", "clamshell", "watch.faults[1].code")
