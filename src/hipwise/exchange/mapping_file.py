"""A file that holds one mapping, in YAML or JSON, read into plain JSON values.

YAML is read by the rules of version 1.2 (`no` stays a word, `12:30` is no number), without anchors,
tags or repeated keys. Dates stay text: what they mean is decided by the reader of the value.
"""

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hipwise.exchange.text_file import FileError, read_text

DEEPEST = 40
# Brackets inside texts may stay open, so this is wider than DEEPEST.
MOST_OPEN_BRACKETS = 400


def read_mapping(path: Path, limit_bytes: int, expected: str) -> Mapping[str, Any]:
    """The mapping in a YAML or JSON file. Raises FileError."""
    return parse_mapping(read_text(path, limit_bytes, expected), path, expected)


def parse_mapping(text: str, file: object, expected: str) -> Mapping[str, Any]:
    """The mapping in a YAML or JSON text; `file` names it in messages. Raises FileError."""
    _refuse_many_brackets(text, file)
    root = _parse_json(text, file) if text.lstrip().startswith("{") else _NOT_JSON
    if root is _NOT_JSON:
        root = _parse_yaml(text, file, expected)
    if not isinstance(root, dict):
        raise FileError(file, "line 1", expected, f"{_kind(root)}", "start with `name: value` lines")
    check_plain(root, file, "")
    return root


_NOT_JSON = object()


def _refuse_many_brackets(text: str, file: object) -> None:
    """Thousands of open brackets would keep the YAML reader busy for minutes before it gives up."""
    open_now = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        open_now += 1 if bracket in "[{" else -1
        if open_now > MOST_OPEN_BRACKETS:
            raise _too_deep(file)


def _parse_json(text: str, file: object) -> Any:
    """JSON, or _NOT_JSON when it is not (a YAML flow mapping also starts with a brace)."""
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: unique_keys(pairs, file, ""))
    except RecursionError:
        raise _too_deep(file) from None
    except ValueError:
        return _NOT_JSON


def unique_keys(pairs: list[tuple[str, Any]], file: object, place: str) -> dict[str, Any]:
    """The pairs of a JSON object as a mapping. Raises FileError when a key comes twice."""
    found = dict(pairs)
    if len(found) != len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise FileError(file, place or twice, "each key once", f"{twice!r} twice", "remove one of them")
    return found


def _parse_yaml(text: str, file: object, expected: str) -> Any:
    from ruamel.yaml import YAML
    from ruamel.yaml.constructor import ConstructorError, DuplicateKeyError
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _plain_constructor()
    try:
        _refuse_anchors(yaml, text, file)
        return yaml.load(text)
    except DuplicateKeyError as error:
        key = str(error.problem).partition('"')[2].partition('"')[0]
        found = f"{key!r} twice"
        raise FileError(file, _line(error), "each key once", found, "remove one of them") from None
    except ConstructorError as error:
        problem = str(error.problem)
        found = f"a tag ({problem.rpartition(' ')[2]})" if "tag" in problem else "a mapping or list as a key"
        raise FileError(file, _line(error), "plain values", found, "write words and numbers only") from None
    except MarkedYAMLError as error:
        found = f"what YAML cannot read ({error.problem or error.context})"
        raise FileError(file, _line(error), expected, found, "mend this line or the one above") from None
    except RecursionError:
        raise _too_deep(file) from None
    except (YAMLError, ValueError) as error:
        found = str(error).split("\n", 1)[0]
        raise FileError(file, "", expected, f"text that is not YAML ({found})", "mend the file") from None


def _plain_constructor() -> type:
    from ruamel.yaml.constructor import SafeConstructor

    class PlainConstructor(SafeConstructor):
        """Leaves dates as they are written."""

    PlainConstructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return PlainConstructor


def _refuse_anchors(yaml: Any, text: str, file: object) -> None:
    """A few nested aliases can stand for billions of values, and no file here needs one."""
    if "&" not in text and "*" not in text:
        return
    for event in yaml.parse(text):
        if getattr(event, "anchor", None) is not None:
            place = f"line {event.start_mark.line + 1}"
            raise FileError(
                file, place, "plain values", f"the anchor or alias {event.anchor!r}", "write the value out"
            )


def _line(error: Any) -> str:
    mark = error.problem_mark or error.context_mark
    return "" if mark is None else f"line {mark.line + 1}"


def check_plain(value: Any, file: object, place: str, depth: int = 0) -> None:
    """Refuse what plain JSON does not have: other keys, other values, numbers like NaN. Raises FileError."""
    if depth > DEEPEST:
        raise _too_deep(file)
    if isinstance(value, dict):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise FileError(file, place, "words as keys", repr(key), "put the key in quotes")
            check_plain(inner, file, f"{place}.{key}" if place else key, depth + 1)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            check_plain(inner, file, f"{place}[{i}]", depth + 1)
    elif isinstance(value, str) and not value.isascii():
        _refuse_half_characters(value, file, place)
    elif isinstance(value, float) and not math.isfinite(value):
        raise FileError(file, place, "a number", f"{value}", "write null for a value that is not known")
    elif value is not None and not isinstance(value, (bool, int, float, str)):
        raise FileError(file, place, "a word, number, list or mapping", _kind(value), "write it plainly")


def _refuse_half_characters(text: str, file: object, place: str) -> None:
    """An escape such as `\\ud800` alone names half a character, which can be neither shown nor stored."""
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise FileError(file, place, "text", "half a character (a lone surrogate)", "write it anew")


def _too_deep(file: object) -> FileError:
    return FileError(file, "", f"at most {DEEPEST} levels", "deeper nesting", "mend the file")


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return "yes or no"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    if isinstance(value, str):
        short = value if len(value) <= 40 else value[:40] + "…"
        return f"the text {short!r}"
    return f"a {type(value).__name__}"
