"""The sentences for the desk: the same facts as the patient's, in the clinic's terms."""

from string import Formatter

import pytest

from hipwise.library.catalogue import load_catalogue

CATALOGUE = load_catalogue()
WORDED = [rule for rule in CATALOGUE.rules.values() if rule.for_therapist]
NEVER = ("safe", "cure", "heal", "normal", "failed")


def facts_of(text):
    """The facts that a text names."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("rule", WORDED, ids=lambda rule: rule.id)
def test_the_desk_reads_every_fact_that_the_patient_reads(rule):
    assert facts_of(rule.text) <= facts_of(rule.for_therapist)


@pytest.mark.parametrize("rule", WORDED, ids=lambda rule: rule.id)
def test_the_desk_reads_no_promise(rule):
    assert not set(rule.for_therapist.lower().split()) & set(NEVER)


def test_a_reason_reads_in_terms_at_the_desk():
    reason = CATALOGUE.reason("pain-next-morning", value=4, base=2, delta=1)
    assert reason.text == "The next morning was 4 of 10, your usual is 2. Up to 1 more is accepted."
    assert CATALOGUE.for_therapist(reason) == "24-h rule: next morning 4/10, baseline 2, accepted rise 1."


def test_a_rule_without_words_for_the_desk_keeps_the_patient_s():
    reason = CATALOGUE.reason("plan-clinic-only")
    assert CATALOGUE.for_therapist(reason) == reason.text
