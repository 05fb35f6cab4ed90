"""The plan as a file that people read, compare and edit: YAML with the keys that `hipwise plan` prints."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hipwise.exchange.mapping_file import read_mapping
from hipwise.exchange.text_file import FileError, write_bytes
from hipwise.plan.given import Given, GivenError
from hipwise.plan.plan import Plan, plan_from_mapping, plan_to_mapping

LIMIT_BYTES = 1_000_000
EXPECTED = "a plan"
_HEAD = """\
# A Hipwise plan. Edit doses, days and items as you like, then run `hipwise lint` on it before it is used.
# `schedule` and `minutes_per_day` follow from the items and are computed anew when this file is read.
"""
_ON_ONE_LINE = ("days", "facts")


def read_plan(path: Path) -> Plan:
    """The plan in a YAML or JSON file. Raises FileError naming the file and the place in it."""
    raw = read_plan_mapping(path)
    try:
        return plan_from_mapping(raw, str(path))
    except GivenError as error:
        raise FileError(path, error.place, error.expected, error.found, error.advice) from None


def read_plan_mapping(path: Path) -> Mapping[str, Any]:
    """The plan file as plain values, with a list of items in it, not too long. Raises FileError."""
    raw = read_mapping(path, LIMIT_BYTES, EXPECTED)
    if not isinstance(raw.get("items"), list):
        found = "nothing" if raw.get("items") is None else "something else"
        raise FileError(path, "items", "a list of exercises", found, "save one with `hipwise plan --save`")
    try:
        Given("items", raw["items"]).entries()
    except GivenError as error:
        raise FileError(path, error.place, error.expected, error.found, error.advice) from None
    return raw


def write_plan(plan: Plan, path: Path) -> None:
    """Write the plan as YAML; `read_plan` gives the same plan back. Raises FileError."""
    write_bytes(path, plan_yaml(plan).encode("utf-8"), "the plan")


def plan_yaml(plan: Plan) -> str:
    """The plan as YAML text."""
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.width = 100
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.add_representer(
        type(None), lambda representer, _: representer.represent_scalar("tag:yaml.org,2002:null", "null")
    )
    stream = io.StringIO()
    yaml.dump(_laid_out(plan_to_mapping(plan), ""), stream)
    return _HEAD + stream.getvalue()


def _laid_out(value: Any, key: str) -> Any:
    """The same value, with short lists of words kept on one line."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

    if isinstance(value, dict):
        mapping = CommentedMap((name, _laid_out(inner, name)) for name, inner in value.items())
        if key in _ON_ONE_LINE or not value:
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        sequence = CommentedSeq(_laid_out(inner, "") for inner in value)
        if all(isinstance(inner, str) and " " not in inner for inner in value):
            sequence.fa.set_flow_style()
        return sequence
    return int(value) if isinstance(value, float) and value.is_integer() else value
