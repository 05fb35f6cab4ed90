"""How a pain feels, as the person names it and as the log writes it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PainKind:
    """One quality of pain. `id` is the log's word, `name` the button's."""

    id: str
    name: str
    other_words: tuple[str, ...] = ()
