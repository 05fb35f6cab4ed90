"""One sentence at a time, the most important first, with pauses, and praise for what was corrected."""

from hipwise.coach.cue import Cue, CueDesk, CueKind
from hipwise.coach.events import (
    Event,
    FaultCleared,
    FaultSeen,
    NotJudgeable,
    RepetitionDone,
    SeenAgain,
    StartPoseReached,
)
from hipwise.library.rule import Reason
from hipwise.library.source import Evidence

HIDDEN = Reason("coach-not-seen", "I cannot see your left foot.", "coach-default", Evidence.DEFAULT)


def desk() -> CueDesk:
    return CueDesk(
        ("DEEP", "FAST"), "Yes, like that.", every_s=4.0, repeat_s=12.0, at_end=frozenset({"FAST"})
    )


def seen(code: str, t_s: float = 0.0) -> FaultSeen:
    return FaultSeen(t_s, code, 9.0, 5.0, f"Mend {code}")


def repetition(t_s: float) -> RepetitionDone:
    return RepetitionDone(t_s, 1, t_s - 4.0, t_s, 50.0, 40.0, 2.0, 2.0)


def said(cues: CueDesk, *moments: tuple[float, list[Event]]) -> list[tuple[float, str]]:
    """When which sentence was said."""
    chosen = [(t_s, cues.choose(t_s, events)) for t_s, events in moments]
    return [(t_s, cue.text) for t_s, cue in chosen if cue is not None]


def test_of_two_faults_the_one_that_the_exercise_lists_first_is_spoken_of() -> None:
    assert said(desk(), (0.0, [seen("FAST"), seen("DEEP")])) == [(0.0, "Mend DEEP")]


def test_the_second_sentence_waits() -> None:
    moments = [(t / 10, [seen("DEEP"), seen("FAST")] if t == 0 else []) for t in range(60)]
    assert said(desk(), *moments) == [(0.0, "Mend DEEP"), (4.0, "Mend FAST")]


def test_what_hides_the_body_is_said_before_a_fault() -> None:
    cue = desk().choose(0.0, [seen("DEEP"), NotJudgeable(0.0, "left foot", HIDDEN)])
    assert Cue(CueKind.HINT, "", "I cannot see your left foot.") == cue


def test_a_fault_that_lasts_is_spoken_of_again_later() -> None:
    moments = [(float(t), [seen("DEEP")] if t == 0 else []) for t in range(14)]
    assert said(desk(), *moments) == [(0.0, "Mend DEEP"), (12.0, "Mend DEEP")]


def test_a_corrected_fault_is_praised() -> None:
    moments = [(0.0, [seen("DEEP")]), (1.0, [FaultCleared(1.0, "DEEP")]), (4.0, [])]
    assert said(desk(), *moments) == [(0.0, "Mend DEEP"), (4.0, "Yes, like that.")]


def test_a_fault_that_was_not_spoken_of_earns_no_praise() -> None:
    cues = desk()
    moments = [(0.0, [seen("DEEP")]), (1.0, [seen("FAST")]), (2.0, [FaultCleared(2.0, "FAST")])]
    assert said(cues, *moments, (5.0, [])) == [(0.0, "Mend DEEP")]


def test_a_fault_of_one_repetition_is_corrected_by_one_without_it() -> None:
    moments = [(0.0, [repetition(0.0), seen("FAST")]), (5.0, [repetition(5.0)])]
    assert said(desk(), *moments) == [(0.0, "Mend FAST"), (5.0, "Yes, like that.")]


def test_a_sentence_stands_no_longer_than_what_it_speaks_of() -> None:
    cues = desk()
    said(cues, (0.0, [NotJudgeable(0.0, "left foot", HIDDEN)]), (3.0, [StartPoseReached(3.0)]))
    assert cues.now is not None
    cues.choose(4.0, [])
    assert cues.now is None


def test_a_hint_stands_no_longer_than_what_hides() -> None:
    cues = desk()
    said(cues, (0.0, [NotJudgeable(0.0, "left foot", HIDDEN)]), (1.0, [SeenAgain(1.0)]), (4.0, []))
    assert cues.now is None


def test_what_is_seen_again_before_its_turn_is_not_spoken_of() -> None:
    hidden = (1.0, [NotJudgeable(1.0, "left foot", HIDDEN)])
    moments = [(0.0, [seen("DEEP")]), hidden, (2.0, [SeenAgain(2.0)]), (4.0, [])]
    assert said(desk(), *moments) == [(0.0, "Mend DEEP")]


def test_being_seen_again_does_not_settle_which_side_works() -> None:
    cues = desk()
    said(cues, (0.0, [NotJudgeable(0.0, "side", HIDDEN)]), (1.0, [SeenAgain(1.0)]), (4.0, []))
    assert cues.now is not None


def test_a_fault_that_begins_as_a_repetition_ends_lasts_into_the_next() -> None:
    cues = desk()
    moments = [(0.0, [repetition(0.0), seen("DEEP")]), (5.0, [repetition(5.0)]), (12.0, [])]
    assert said(cues, *moments) == [(0.0, "Mend DEEP"), (12.0, "Mend DEEP")]
