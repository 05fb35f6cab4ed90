"""What no schema can say: that names in one content file exist in another, and that the whole makes sense.

Each check is a function from all content to findings. Checks that need the movement are in
`hipwise.movement.consistency`.
"""

import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Mapping[str, Any]]

# Words that promise too much, or that judge a person. Checked in everything that people read.
BANNED_WORDS = ("safe", "safely", "cure", "cured", "heal", "heals", "healed", "healing", "normal", "failed")
_BANNED = re.compile(rf"\b({'|'.join(BANNED_WORDS)})\b", re.IGNORECASE)
# Keys that hold words for programs or titles of works, not text of ours.
_NOT_OURS = frozenset({"id", "value", "sets", "source", "citation", "doi", "licence", "path", "rule", "word"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that does not fit: the kind and id of the entry, the place in it, a sentence."""

    kind: str
    id: str
    place: str
    text: str


def check_consistency(content: Content) -> list[Finding]:
    """All findings over all content, in the order of the checks. Content is plain JSON by kind and id."""
    return [finding for check in CHECKS for finding in check(content)]


def _strings(value: Any, place: str = "", key: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text in an entry with its place and the key it stands under."""
    if isinstance(value, str):
        yield place, key, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(inner, f"{place}.{name}" if place else str(name), str(name))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _strings(inner, f"{place}[{i}]", key)


def _entries(content: Content) -> Iterator[tuple[str, str, Any]]:
    for kind, entries in content.items():
        for entry_id, entry in entries.items():
            yield kind, entry_id, entry


def _missing(kind: str, entry_id: str, place: str, wanted: str, what: str) -> Finding:
    return Finding(kind, entry_id, place, f"there is no {what} called {wanted!r}")


def check_sources_exist(content: Content) -> Iterator[Finding]:
    """Each named source exists."""
    for kind, entry_id, entry in _entries(content):
        for place, key, text in _strings(entry):
            if key == "source" and text not in content["sources"]:
                yield _missing(kind, entry_id, place, text, "source")


def check_sources_are_used(content: Content) -> Iterator[Finding]:
    """Each source is named somewhere."""
    used = {text for _, _, entry in _entries(content) for _, key, text in _strings(entry) if key == "source"}
    for source_id in content["sources"]:
        if source_id not in used:
            yield Finding("sources", source_id, "id", "no content names this source")


def check_settings_in_range(content: Content) -> Iterator[Finding]:
    """Each setting lies in its own range."""
    for setting_id, setting in content["settings"].items():
        low, high = setting.get("low"), setting.get("high")
        if (low is not None and setting["value"] < low) or (high is not None and setting["value"] > high):
            yield Finding(
                "settings", setting_id, "value", f"{setting['value']} is not between {low} and {high}"
            )


def check_ladders(content: Content) -> Iterator[Finding]:
    """Rungs exist, and no ladders together lead from an exercise back to itself."""
    harder: dict[str, set[str]] = {}
    for ladder_id, ladder in content["ladders"].items():
        for i, rung in enumerate(ladder["rungs"]):
            if rung not in content["exercises"]:
                yield _missing("ladders", ladder_id, f"rungs[{i}]", rung, "exercise")
        for lower, upper in zip(ladder["rungs"], ladder["rungs"][1:], strict=False):
            harder.setdefault(lower, set()).add(upper)
    for ladder_id, ladder in content["ladders"].items():
        first = ladder["rungs"][0]
        if any(_leads_to(rung, rung, harder) for rung in ladder["rungs"]):
            yield Finding(
                "ladders", ladder_id, "rungs", f"from {first!r} upwards the ladders run in a circle"
            )


def _leads_to(start: str, goal: str, harder: Mapping[str, set[str]]) -> bool:
    reached: set[str] = set()
    waiting = list(harder.get(start, ()))
    while waiting:
        rung = waiting.pop()
        if rung == goal:
            return True
        if rung not in reached:
            reached.add(rung)
            waiting.extend(harder.get(rung, ()))
    return False


def _performed(content: Content) -> Iterator[tuple[str, str, Any]]:
    """Kind, id and entry of all that the figure performs."""
    for kind in ("exercises", "test_movements"):
        yield from ((kind, entry_id, entry) for entry_id, entry in content.get(kind, {}).items())


def check_contacts(content: Content) -> Iterator[Finding]:
    """Contacts name postures and legs of their own movement, what is touched, and a prop that is held."""
    for kind, exercise_id, exercise in _performed(content):
        movement = exercise["movement"]
        words = {leg["word"] for leg in movement["path"]}
        props = {prop["kind"] for prop in movement["props"]}
        contacts = movement.get("contacts", [])
        if not contacts:
            yield Finding(kind, exercise_id, "movement.contacts", "expected what touches what, found none")
        for i, contact in enumerate(contacts):
            place = f"movement.contacts[{i}]"
            for name in contact.get("postures", ()):
                if name not in movement["postures"]:
                    yield _missing(kind, exercise_id, f"{place}.postures", name, "posture")
            for word in contact.get("legs", ()):
                if word not in words:
                    yield _missing(kind, exercise_id, f"{place}.legs", word, "leg of the path")
            if contact["kind"] in ("touches", "holds") and "on" not in contact:
                text = f"expected what the {contact['part']} {contact['kind']}, found nothing"
                yield Finding(kind, exercise_id, f"{place}.on", text)
            if contact["kind"] == "holds" and contact.get("on") not in props:
                yield _missing(kind, exercise_id, f"{place}.on", str(contact.get("on")), "prop")


def check_exercise_names(content: Content) -> Iterator[Finding]:
    """Faults, conditions, gates, arm postures and postures that an exercise, or a test's movement, names."""
    for kind, exercise_id, exercise in _performed(content):
        for place, wanted, named in _names_in(exercise):
            known = exercise["movement"]["postures"] if named == "postures" else content[named]
            if wanted not in known:
                yield _missing(kind, exercise_id, place, wanted, named.rstrip("s").replace("_", " "))


def _names_in(exercise: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Place, wanted id and kind of everything an exercise refers to."""
    for i, fault in enumerate(exercise.get("watch", {}).get("faults", ())):
        yield f"watch.faults[{i}].code", fault["code"], "faults"
    restrictions = exercise.get("restrictions", {})
    for i, rule in enumerate(restrictions.get("conditions", ())):
        yield f"restrictions.conditions[{i}].condition", rule["condition"], "precautions"
    for i, gate in enumerate(restrictions.get("gates", ())):
        yield f"restrictions.gates[{i}]", gate, "gates"
    for name, posture in exercise["movement"]["postures"].items():
        yield f"movement.postures.{name}.arms", posture["arms"], "arm_postures"
    for i, leg in enumerate(exercise["movement"]["path"]):
        yield f"movement.path[{i}].to", leg["to"], "postures"


def check_other_names(content: Content) -> Iterator[Finding]:
    """Exercises, ladders and rules that other content names exist."""
    for kind, key, wanted_kind in (
        ("lessons", "exercise", "exercises"),
        ("needs", "ladder", "ladders"),
        ("answers", "rule", "rules"),
        ("home_tests", "exercise", "exercises"),
    ):
        for entry_id, entry in content.get(kind, {}).items():
            wanted = entry.get(key)
            if wanted and wanted not in content[wanted_kind]:
                yield _missing(kind, entry_id, key, wanted, wanted_kind.rstrip("s"))
    for kind, key in (("precautions", "excludes"), ("home_tests", "rules_of")):
        for entry_id, entry in content.get(kind, {}).items():
            for i, wanted in enumerate(entry[key]):
                if wanted not in content["exercises"]:
                    yield _missing(kind, entry_id, f"{key}[{i}]", wanted, "exercise")
    for entry_id in content.get("smaller_movements", {}):
        if entry_id not in content["exercises"]:
            yield _missing("smaller_movements", entry_id, "id", entry_id, "exercise")


def check_drawings_of_tests(content: Content) -> Iterator[Finding]:
    """What a home test draws exists, and no movement of a test has an exercise's id."""
    for entry_id, entry in content.get("home_tests", {}).items():
        wanted = entry.get("drawn")
        if wanted and wanted not in content["exercises"] and wanted not in content["test_movements"]:
            yield _missing("home_tests", entry_id, "drawn", wanted, "exercise or movement of a test")
        if entry.get("camera") and not wanted:
            text = "expected the movement that the camera watches, found none"
            yield Finding("home_tests", entry_id, "drawn", text)
    for name in content.get("test_movements", {}):
        if name in content["exercises"]:
            yield Finding("test_movements", name, "id", f"{name!r} is an exercise already")


def check_doses(content: Content) -> Iterator[Finding]:
    """Each default dose lies in its own range."""
    for exercise_id, exercise in content["exercises"].items():
        for name, amount in exercise["dose"].items():
            if "default" in amount and not amount["low"] <= amount["default"] <= amount["high"]:
                yield Finding(
                    "exercises",
                    exercise_id,
                    f"dose.{name}",
                    f"{amount['default']} is not between {amount['low']} and {amount['high']}",
                )


def check_reviews(content: Content) -> Iterator[Finding]:
    """Who reviewed an exercise and when are both given, or neither."""
    for exercise_id, exercise in content["exercises"].items():
        if (exercise.get("reviewed_by") is None) != (exercise.get("reviewed_on") is None):
            yield Finding(
                "exercises", exercise_id, "reviewed_by", "reviewed_by and reviewed_on belong together"
            )


def check_templates(content: Content) -> Iterator[Finding]:
    """Rule texts are templates that can be filled in."""
    for rule_id, rule in content["rules"].items():
        try:
            fields = [name for _, name, _, _ in string.Formatter().parse(rule["text"]) if name is not None]
        except ValueError as error:
            yield Finding("rules", rule_id, "text", f"is no template: {error}")
            continue
        if any(not name.isidentifier() for name in fields):
            yield Finding("rules", rule_id, "text", "fields have names such as {value}")


def check_words(content: Content) -> Iterator[Finding]:
    """Nothing that people read promises too much or judges them."""
    for kind, entry_id, entry in _entries(content):
        if kind == "sources":
            continue
        for place, key, text in _strings(entry):
            found = _BANNED.search(text)
            if found and key not in _NOT_OURS:
                yield Finding(kind, entry_id, place, f"the word {found.group(0)!r} is not used here")


CHECKS: tuple[Callable[[Content], Iterator[Finding]], ...] = (
    check_sources_exist,
    check_sources_are_used,
    check_settings_in_range,
    check_ladders,
    check_exercise_names,
    check_contacts,
    check_other_names,
    check_drawings_of_tests,
    check_doses,
    check_reviews,
    check_templates,
    check_words,
)
