"""The coach's three answers about a fault."""

from dataclasses import dataclass
from enum import StrEnum

from hipwise.library.rule import Reason


class Verdict(StrEnum):
    """What was not seen is never `OK`."""

    OK = "ok"
    FAULT = "fault"
    NOT_JUDGEABLE = "not judgeable"


@dataclass(frozen=True, slots=True)
class FaultReport:
    """One fault over a whole set. `worst` and `limit` are in `unit`; `worst` is None when never measured.

    `why` says why it could not be judged; None otherwise.
    """

    code: str
    verdict: Verdict
    count: int
    worst: float | None
    limit: float | None
    unit: str
    why: Reason | None
