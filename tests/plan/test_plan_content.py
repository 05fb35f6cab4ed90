"""The content that plans are decided by: complete, sourced, and in plain words."""

import re

import pytest

from hipwise.library.catalogue import load_catalogue
from hipwise.library.exercise import Group
from hipwise.library.side import Side
from hipwise.plan.intake import CONDITIONS, PATHWAYS, RED_FLAGS
from hipwise.plan.measure import measured
from tests.plan.intakes import intake

CATALOGUE = load_catalogue()
CRITERIA = [
    *(one for phase in CATALOGUE.phases.values() for one in (*phase.entry, *phase.exit)),
    *(one for gate in CATALOGUE.gates.values() for one in gate.criteria),
]
AREAS = ("plan", "screening", "phase", "envelope", "lint", "disclaimer")
RULES = [rule for rule in CATALOGUE.rules.values() if rule.area in AREAS]
BANNED = re.compile(
    r"\b(safe|safely|cure|cures|heal|heals|fix|normal|failed|must|correct)\b|!", re.IGNORECASE
)


def patient_texts():
    for flag in CATALOGUE.red_flags.values():
        yield from ((flag.id, text) for text in (flag.name, flag.question, flag.why, flag.action, flag.call))
    for precaution in CATALOGUE.precautions.values():
        yield from ((precaution.id, text) for text in (precaution.name, precaution.question, precaution.text))
    for phase in CATALOGUE.phases.values():
        yield from ((phase.id, text) for text in (phase.name, phase.text, phase.step_back, *phase.confirm))
    for pathway in CATALOGUE.pathways.values():
        yield pathway.id, pathway.text
    for row in CATALOGUE.post_operative_weeks.values():
        yield from ((row.id, text) for text in (row.weight_bearing_text, *row.allowed, *row.blocked))
    yield from ((criterion.id, criterion.text) for criterion in CRITERIA)
    yield from ((rule.id, rule.text) for rule in RULES)


def test_the_contracts_red_flags_conditions_and_pathways_are_described():
    assert [flag.id for flag in sorted(CATALOGUE.red_flags.values(), key=lambda f: f.order)] == list(
        RED_FLAGS
    )
    assert [p.id for p in sorted(CATALOGUE.precautions.values(), key=lambda p: p.order)] == list(CONDITIONS)
    assert [p.id for p in sorted(CATALOGUE.pathways.values(), key=lambda p: p.order)] == list(PATHWAYS)


@pytest.mark.parametrize(
    "kind",
    [
        "red_flags",
        "precautions",
        "phases",
        "pathways",
        "post_operative_weeks",
        "procedures",
        "goals",
        "needs",
        "rules",
        "settings",
    ],
)
def test_every_statement_names_a_known_source(kind):
    unknown = [
        entry.id for entry in getattr(CATALOGUE, kind).values() if entry.source not in CATALOGUE.sources
    ]
    assert unknown == []


def test_every_criterion_names_a_known_source_and_a_measure_of_the_intake():
    for criterion in CRITERIA:
        assert criterion.source in CATALOGUE.sources
        measured(intake(), criterion.measure, Side.LEFT)
    assert len({criterion.id for criterion in CRITERIA}) == len(CRITERIA)


def test_precautions_name_known_exercises_and_groups():
    for precaution in CATALOGUE.precautions.values():
        assert set(precaution.excludes) <= set(CATALOGUE.exercises)
        assert set(precaution.excludes_groups) <= {group.value for group in Group}


def test_needs_are_aims_of_exercises_and_their_ladders_exist():
    aims = {aim for exercise in CATALOGUE.exercises.values() for aim in exercise.aims}
    for need in CATALOGUE.needs.values():
        assert need.id in aims
        assert need.ladder is None or need.ladder in CATALOGUE.ladders
        if need.finding is not None:
            measured(intake(), need.finding, Side.LEFT)
    assert aims <= set(CATALOGUE.needs)


def test_no_text_promises_or_blames():
    assert [(name, text) for name, text in patient_texts() if BANNED.search(text)] == []


def test_sentences_have_at_most_15_words():
    long = [
        (name, sentence)
        for name, text in patient_texts()
        for sentence in re.split(r"(?<=[.?:])\s+", re.sub(r"\{\w+\}", "x", text))
        if len(sentence.split()) > 15
    ]
    assert long == []


def test_emergencies_say_what_to_do_first():
    for flag in CATALOGUE.red_flags.values():
        if flag.urgency == "emergency":
            assert re.match(r"(Stop|Please talk)", flag.action)
