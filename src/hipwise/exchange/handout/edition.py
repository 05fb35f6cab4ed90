"""In which form the sheet is printed."""

from dataclasses import dataclass

PAPERS = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True, slots=True)
class Edition:
    """Paper (a4 or letter), usual or large print (18 pt), one block an exercise or one page a session.

    Raises ValueError for another paper.
    """

    paper: str = "a4"
    large_print: bool = False
    per_session: bool = False

    def __post_init__(self) -> None:
        if self.paper not in PAPERS:
            raise ValueError(f"paper: expected a4 or letter, got {self.paper!r}; choose one of the two")

    @property
    def typeset_paper(self) -> str:
        """The paper's name in the typesetter."""
        return PAPERS[self.paper]
