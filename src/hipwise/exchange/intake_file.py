"""The intake as a file: YAML or JSON with the keys of the intake."""

from pathlib import Path

from hipwise.exchange.mapping_file import read_mapping
from hipwise.exchange.text_file import FileError
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.given import GivenError
from hipwise.plan.intake import Intake, parse_intake
from hipwise.plan.patient_settings import catalogue_for

LIMIT_BYTES = 200_000
EXPECTED = "an intake"


def read_intake(path: Path) -> Intake:
    """The intake in a YAML or JSON file. Raises FileError naming the file and the place in it."""
    raw = read_mapping(path, LIMIT_BYTES, EXPECTED)
    try:
        intake = parse_intake(raw, str(path))
        catalogue_for(intake.settings, load_catalogue())
    except GivenError as error:
        raise FileError(path, error.place, error.expected, error.found, error.advice) from None
    return intake
