"""The example files of the command line, and the plan that they lead to."""

from functools import cache
from pathlib import Path

from hipwise.exchange.intake_file import read_intake
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.intake import Intake
from hipwise.plan.plan import Plan
from hipwise.plan.prescribing import prescribe

REFERENCE = Path(__file__).parent.parent / "reference"
INTAKE = REFERENCE / "intake.example.yaml"
LOG = REFERENCE / "log.example.jsonl"


@cache
def example_intake() -> Intake:
    """The example intake."""
    return read_intake(INTAKE)


@cache
def example_plan() -> Plan:
    """The plan proposed for the example intake."""
    return prescribe(example_intake(), load_catalogue())
