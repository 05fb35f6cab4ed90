"""What a person reads right after pressing the pain button, and what a smaller movement is called."""

from dataclasses import dataclass

from hipwise.library.source import Evidence


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of one answer: what to do now, hurt or harm, and the two ways on.

    The texts are `str.format` templates over `exercise`, `smaller`, `strength`, `place` and `limit`.
    `go_on` is empty where going on is not offered. `rule` names the rule that acted.
    """

    id: str
    title: str
    text: str
    harm: str
    go_on: str
    leave: str
    rule: str
    source: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class SmallerMovement:
    """How to make one exercise smaller; `id` is the exercise, `{share}` the part that is left."""

    id: str
    text: str
