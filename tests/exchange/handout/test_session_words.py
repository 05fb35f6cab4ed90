"""Sessions: days with the same exercises share a page."""

from hipwise.exchange.handout.cover import NO_COVER, Cover
from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.words import handout_words
from hipwise.library.catalogue import load_catalogue
from tests.exchange.handout.samples import a_plan, an_item

PLAN = a_plan(
    an_item("clamshell", days=("mon", "wed"), minutes=3),
    an_item("bridge", days=("mon", "tue", "wed"), minutes=5),
)


def _sessions(cover: Cover = NO_COVER) -> list[dict[str, object]]:
    words = handout_words(PLAN, load_catalogue(), Edition(per_session=True), cover)
    sessions: list[dict[str, object]] = words["sessions"]
    return sessions


def test_days_with_the_same_exercises_are_one_session() -> None:
    assert _sessions() == [
        {"days": "Monday and Wednesday", "summary": "2 exercises, about 8 minutes", "numbers": [1, 2]},
        {"days": "Tuesday", "summary": "1 exercise, about 5 minutes", "numbers": [2]},
    ]


def test_a_paused_exercise_stays_on_its_days_and_takes_no_time() -> None:
    first = _sessions(Cover(paused={"clamshell": ("It hurt.",)}))[0]
    assert (first["summary"], first["numbers"]) == ("1 exercise, about 5 minutes", [1, 2])
