"""How hard the texts for patients are to read: grades by the published formulas, one row a group of texts.

python -m benchmarks.reading
python -m benchmarks.reading --words     the long words that could be avoided
python -m benchmarks.reading --text rules/screen-alone
"""

import argparse

from benchmarks.patient_texts import patient_texts
from benchmarks.reading_age import Readability, hard_words, readability, sentences_of
from benchmarks.table import print_json, print_rows
from hipwise.library.catalogue import load_catalogue

# Grade 6 is read at the age of 11 to 12. SMOG asks for full understanding and gives about one grade more.
HIGHEST_GRADE = 6.0
HIGHEST_SMOG = 7.0
LONGEST_SENTENCE_WORDS = 15
# A single text says little below so many words: one long word decides.
LEAST_WORDS = 12
HIGHEST_GRADE_OF_ONE = 7.0
# Words that the subject needs; each is explained where it first comes, or known to whoever has this pain. The
# grade takes them as two syllables; the raw grade beside it as they are spoken.
UNAVOIDABLE = frozenset(
    (
        "ambulance",
        "calendar",
        "centimetre",
        "diagnosis",
        "emergency",
        "emergencies",
        "exercise",
        "impingement",
        "inflammation",
        "medicine",
        "operation",
        "position",
        "surgery",
        "therapist",
    )
)
_MOST_WORDS = 40


def measured() -> dict[str, Readability]:
    """Each group of texts as a whole."""
    texts = patient_texts(load_catalogue())
    return {group: readability(own.values(), UNAVOIDABLE) for group, own in texts.items()}


def hardest(group: dict[str, str]) -> tuple[str, Readability]:
    """The text of a group with the highest grade, of those long enough to be measured."""
    known = {name: readability([text], UNAVOIDABLE) for name, text in group.items() if sentences_of(text)}
    long = {name: each for name, each in known.items() if each.words >= LEAST_WORDS}
    name = max(long, key=lambda name: long[name].grade)
    return name, long[name]


def _row(name: str, found: Readability, worst: tuple[str, Readability]) -> tuple[object, ...]:
    told = f"{worst[0]} ({worst[1].grade:.1f})"
    grades = (f"{found.grade:.1f}", f"{found.raw_grade:.1f}", f"{found.smog:.1f}")
    return (name, found.words, f"{found.words / found.sentences:.1f}", found.longest, *grades, told)


def main() -> int:
    """Measure, print one table. Exits 1 when a group is above its grade."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("--words", action="store_true", help="list long words that could be avoided")
    parser.add_argument("--text", default=None, help="show one text: group/name")
    parser.add_argument("--json", action="store_true", help="print one JSON value")
    options = parser.parse_args()
    texts, found = patient_texts(load_catalogue()), measured()
    if options.text:
        group, _, name = options.text.partition("/")
        print(texts[group][name])
    elif options.words:
        _print_words([text for own in texts.values() for text in own.values()])
    elif options.json:
        print_json(
            {
                group: {"grade": round(each.grade, 2), "smog": round(each.smog, 2)}
                for group, each in found.items()
            }
        )
    else:
        columns = ("texts", "words", "a sentence", "longest", "grade", "raw grade", "SMOG", "hardest text")
        print_rows(
            "Texts for patients (grade 6: age 11 to 12)",
            columns,
            [_row(group, each, hardest(texts[group])) for group, each in found.items()],
        )
    return int(any(each.grade > HIGHEST_GRADE for each in found.values()))


def _print_words(texts: list[str]) -> None:
    words = list(hard_words(texts, UNAVOIDABLE).items())[:_MOST_WORDS]
    print_rows("Words of three syllables and more", ("word", "times"), words)


if __name__ == "__main__":
    raise SystemExit(main())
