"""Is a word of an English message denied ("no fever")? Only in a few closed forms; on any doubt it is not.

A denial that is missed costs a few answers. One that is seen where there is none could cost more: so a form
that is not listed, a question, a second "not", and a word of change after it ("until", "now") count as said.

Messages are compared without apostrophes, and so are the forms here.
"""

import re
from collections.abc import Iterable

_OPENERS = (
    "i",
    "i have",
    "i've",
    "i had",
    "i have had",
    "i've had",
    "i am",
    "i'm",
    "there is",
    "there's",
    "there was",
    "also",
    "still",
    "luckily",
    "hello",
    "hi",
)
_NEGATORS = (
    "no",
    "without",
    "don't have",
    "do not have",
    "don't feel",
    "do not feel",
    "didn't have",
    "did not have",
    "haven't had",
    "have not had",
    "haven't got",
    "have not got",
    "never had",
    "no sign of",
    "no signs of",
)
_FILLERS = ("a", "an", "any")
# What may end the denied thing: "no chest pain", "no swollen legs".
_THINGS = ("pain", "pains", "ache", "swelling", "problem", "problems", "feeling")
# Words of change: what was denied may have come or may come back.
_CHANGES = (
    "after",
    "again",
    "any longer",
    "any more",
    "anymore",
    "at first",
    "before",
    "did",
    "do",
    "does",
    "except",
    "it is",
    "later",
    "last",
    "now",
    "only",
    "since",
    "then",
    "this",
    "till",
    "today",
    "tonight",
    "unless",
    "until",
    "when",
    "yesterday",
    "yet",
)
_CLAUSE_ENDS = str.maketrans(dict.fromkeys(".!,;:()\n–—", " | ") | {"?": " ? "})
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
_NOT_A_WORD = re.compile(r"[^a-z0-9|?]+")


def plain(text: str) -> str:
    """Small letters and single spaces, a space at both ends; "can't" is "cant", an end of a clause "|"."""
    marked = _bare(text.casefold()).translate(_CLAUSE_ENDS)
    return f" {_NOT_A_WORD.sub(' ', marked).strip()} "


def _bare(text: str) -> str:
    return text.translate(_APOSTROPHES)


def is_said(words: str, said: str, listed: Iterable[str]) -> bool:
    """Does `said` (see `plain`) speak of `words` at least once without denying it?

    Each word may go on: "numb" finds "numbness". `listed` are words that may stand in one denial with it.
    """
    others = tuple(listed)
    places = re.finditer(rf"(?<= ){_spread(words)}[a-z0-9]*", said)
    return any(not _is_denied(said[: at.start()], said[at.end() :], others) for at in places)


def _spread(words: str) -> str:
    """The words in that order; the end of a clause may fall between them ("hot, and red")."""
    return r"(?: [|?])* ".join(re.escape(word) for word in words.split())


def _is_denied(before: str, after: str, listed: tuple[str, ...]) -> bool:
    clause = re.split(r"[|?]| and | but ", before)[-1]
    return (
        re.fullmatch(_denying(listed), clause) is not None
        and re.match(_ENDING, after) is not None
        and re.search(rf" (?:{_any_of(_CHANGES)}) ", after) is None
    )


def _denying(listed: tuple[str, ...]) -> str:
    """The whole clause up to the denied word: "i have no", "no fever or any"."""
    filler = rf"(?:(?:{_any_of(_FILLERS)}) )?"
    earlier = rf"(?:(?:{_any_of(listed)})[a-z0-9]* (?:(?:{_any_of(_THINGS)}) )?(?:or|nor) {filler})*"
    return rf" ?(?:(?:{_any_of(_OPENERS)}) )?(?:{_any_of(_NEGATORS)}) {filler}{earlier}"


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(_bare(word)) for word in words)


# The denied thing ends here; a question is none, since "no fever?" may ask whether it should be there.
_ENDING = rf"(?: (?:{_any_of(_THINGS)}))?(?: at all)? (?:\||and |but |or |nor |$)"
