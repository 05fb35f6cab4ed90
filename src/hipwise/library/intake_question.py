"""A question of the intake, in the words of the person who answers it."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to choose. `sets` gives the intake keys it fills, when not just the question's."""

    value: str
    words: str
    help: str = ""
    sets: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True)
class IntakeQuestion:
    """One question and the place of its answer in the intake.

    `kind`: choice, many, yes-no, number, scale (0-10), date, sided-choice, sided-number.
    `asks`: everybody, or clinician (only on the clinician's form). `path` is the dotted intake key.
    `required` questions cannot be left open; the others have "I do not know", which stays unknown.
    `only_if` maps the id of an earlier question to the answers that make this one meaningful.
    """

    id: str
    section: str
    asks: str
    path: str
    kind: str
    title: str
    clinic_title: str
    required: bool
    help: str = ""
    why: str = ""
    unit: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    choices: tuple[Choice, ...] = ()
    only_if: Mapping[str, tuple[str, ...]] | None = None
