"""Every dependency has its reason in the manual, and nothing else stands there."""

import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "dependencies.md").read_text("utf-8")


def _python_names() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = project["project"].get("optional-dependencies", {}).values()
    groups = project.get("dependency-groups", {}).values()
    wanted = [*project["project"]["dependencies"], *(line for lines in (*extras, *groups) for line in lines)]
    return {re.split(r"[\[<>=!~;\s]", line, maxsplit=1)[0].lower() for line in wanted}


def _browser_names() -> set[str]:
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    return {*package.get("dependencies", {}), *package.get("devDependencies", {})}


def test_every_dependency_has_a_reason_and_every_reason_a_dependency() -> None:
    lines = re.findall(r"^\| ([@\w./-]+) \|", TEXT, re.MULTILINE)
    documented = {name for name in lines if name != "package"}
    assert documented == _python_names() | _browser_names()
