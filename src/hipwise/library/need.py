"""A need: a purpose that the exercises of a plan serve, and the finding that calls for it."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Need:
    """One need, its id an exercise aim. `order` is its rank when nothing was found.

    `kind`: backbone (always served), weakness (wanted more where found), tightness (served only where
    found), extra (served when there is room, sooner for one of its `goals` or, with `after_surgery`, after
    an operation) or impact (served only for a goal). `finding` is the path of
    its test in the intake; `enough` the value that a measured test reaches without weakness. `ladder`
    orders its exercises, the easiest first; without one they go by load. Served from `phase_from` on.
    `session` is the place of its exercises in a session, the first 1.
    """

    id: str
    order: int
    session: int
    kind: str
    name: str
    finding: str | None
    enough: float | None
    ladder: str | None
    goals: tuple[str, ...]
    after_surgery: bool
    phase_from: int
    source: str
    evidence: Evidence
