"""Reads `content/` (YAML), checks each file against its JSON Schema, and returns plain JSON.

This is the only module that reads content YAML. It runs when content is built or validated, never in a
running program, so its two libraries are imported by nothing else here.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from hipwise.library.catalogue import KINDS

CONTENT_FOLDER = Path(__file__).parent.parent / "content"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in one content file: the file, the place in it, a sentence."""

    file: str
    place: str
    text: str


def compile_content(
    folder: Path = CONTENT_FOLDER, files: dict[tuple[str, str], str] | None = None
) -> tuple[dict[str, Any], list[Problem]]:
    """All content as plain JSON by kind and id, and the problems found. Nothing is written.

    `files` receives the file of each entry, by kind and id.
    """
    content: dict[str, Any] = {}
    problems: list[Problem] = []
    for kind in KINDS:
        key = "code" if kind == "faults" else "id"
        validator = _validator(folder, kind)
        entries: dict[str, Any] = {}
        for file, place, entry in _entries(folder, kind, problems):
            problems.extend(_check(validator, file, place, entry))
            if not isinstance(entry, dict) or not isinstance(entry.get(key), str):
                problems.append(Problem(file, place, f"expected a text under {key!r}"))
                continue
            if entry[key] in entries:
                problems.append(Problem(file, place, f"{entry[key]!r} is defined twice"))
            entries[entry[key]] = entry
            if files is not None:
                files[kind, entry[key]] = file
        content[kind] = entries
    return content, problems


def _validator(folder: Path, kind: str) -> Draft202012Validator:
    name = f"{kind[:-3]}y" if kind.endswith("ies") else kind[:-1]
    schema = json.loads((folder / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def _entries(folder: Path, kind: str, problems: list[Problem]) -> Iterator[tuple[str, str, Any]]:
    """Each entry of a kind: a file with a list of entries, or a folder of files that hold one or a list."""
    one_file = folder / f"{kind}.yaml"
    files = [one_file] if one_file.exists() else sorted((folder / kind).glob("*.yaml"))
    for path in files:
        name = path.relative_to(folder).as_posix()
        try:
            raw = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
        except (YAMLError, UnicodeDecodeError) as error:
            problems.append(Problem(name, "whole file", f"cannot be read as YAML: {error}"))
            continue
        if isinstance(raw, list):
            yield from ((name, f"[{i}]", entry) for i, entry in enumerate(raw))
            continue
        if isinstance(raw, dict) and raw.get("id") != path.stem:
            problems.append(
                Problem(name, "id", f"expected {path.stem!r} like the file, found {raw.get('id')!r}")
            )
        yield name, "", raw


def _check(validator: Draft202012Validator, file: str, place: str, entry: object) -> Iterator[Problem]:
    for error in sorted(validator.iter_errors(entry), key=lambda e: list(map(str, e.absolute_path))):
        where = place + "".join(
            f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.absolute_path
        )
        yield Problem(file, where.lstrip(".") or "whole entry", error.message[:300])
