"""Every rule that the code names is written down, and every written rule of these areas is used."""

import re
from pathlib import Path

import pytest

from tests.plan.logs import CATALOGUE

SOURCE = Path(__file__).parent.parent.parent / "src" / "hipwise"
CODE = "\n".join(
    path.read_text("utf-8")
    for room in ("plan", "follow", "clinic/care")
    for path in sorted((SOURCE / room).glob("*.py"))
)
AREAS = ("pain", "pain-button", "progression", "flare", "finding", "attention")
OURS = [rule for rule in CATALOGUE.rules.values() if rule.area in AREAS]


def test_every_rule_that_the_code_names_is_written_down():
    named = set(re.findall(r'reason\(\s*"([a-z0-9-]+)"', CODE))
    assert sorted(named - set(CATALOGUE.rules)) == []


def test_every_setting_that_the_code_names_is_written_down():
    named = set(re.findall(r'setting\(\s*"([a-z0-9_.]+)"', CODE))
    assert sorted(named - set(CATALOGUE.settings)) == []


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
def test_every_written_rule_is_used(rule):
    by_answer = {answer.rule for answer in CATALOGUE.answers.values()}
    assert f'"{rule.id}"' in CODE or rule.id in by_answer


@pytest.mark.parametrize("rule", OURS, ids=lambda rule: rule.id)
def test_every_written_rule_has_a_known_source(rule):
    assert rule.source in CATALOGUE.sources


@pytest.mark.parametrize("setting", sorted(CATALOGUE.settings))
def test_every_setting_lies_inside_its_own_bounds(setting):
    found = CATALOGUE.settings[setting]
    assert found.low is None or found.low <= found.value
    assert found.high is None or found.value <= found.high
    assert found.source in CATALOGUE.sources
