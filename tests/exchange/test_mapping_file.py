"""YAML and JSON become plain values or one sentence with the place."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hipwise.exchange.mapping_file import parse_mapping
from hipwise.exchange.text_file import FileError


def _refusal(text: str) -> FileError:
    with pytest.raises(FileError) as caught:
        parse_mapping(text, "f.yaml", "a test")
    return caught.value


def test_dates_stay_as_written() -> None:
    assert parse_mapping("day: 2026-02-30", "f", "a test") == {"day": "2026-02-30"}


def test_words_that_old_yaml_misread_stay_words() -> None:
    assert parse_mapping("a: no\nb: 12:30\nc: on", "f", "a test") == {"a": "no", "b": "12:30", "c": "on"}


def test_yaml_and_json_of_the_same_values_agree() -> None:
    value = {"a": [1, 2.5, None, True], "b": {"c": "d"}}
    assert parse_mapping(json.dumps(value), "f", "a test") == value
    assert parse_mapping("a: [1, 2.5, null, true]\nb: {c: d}", "f", "a test") == value


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("a: 1\nb: 2\na: 3", "line 3", "'a' twice"),
        ('{"a": 1, "a": 2}', "a", "'a' twice"),
        ("- 1", "line 1", "a list"),
        ("word", "line 1", "the text 'word'"),
        ("~", "line 1", "nothing"),
        ("a: &x [1]\nb: *x", "line 1", "the anchor or alias 'x'"),
        ("a: .nan", "a", "nan"),
        ('{"a": {"b": [1, Infinity]}}', "a.b[1]", "inf"),
        ("a: 1e999", "a", "inf"),
        ("a: !!python/name:os.system x", "line 1", "a tag ('tag:yaml.org,2002:python/name:os.system')"),
        ("1: 2", "", "1"),
        ("{a: 1}: 2", "line 1", "a mapping or list as a key"),
        ('a: "\\ud800"', "a", "half a character (a lone surrogate)"),
        ("a: " + "[" * 60 + "]" * 60, "", "deeper nesting"),
        ("a: " + "[" * 9000, "", "deeper nesting"),
        ('{"a": ' + "[" * 90000, "", "deeper nesting"),
    ],
)
def test_what_is_not_plain_is_named_with_its_place(text: str, place: str, found: str) -> None:
    error = _refusal(text)
    assert (place, found) == (error.place, error.found)


def test_a_few_lines_that_would_grow_to_billions_are_refused() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]" for i in range(1, 40)]
    assert "anchor" in _refusal("\n".join(lines)).found


@pytest.mark.parametrize("text", ["a: [1", '"abc', "{a: 1", "\ta: 1", "a: 1\n---\nb: 2", "@a: 1", "a\x01: 1"])
def test_what_is_not_yaml_is_refused(text: str) -> None:
    assert "YAML" in _refusal(text).found


@given(st.text(alphabet=st.sampled_from("ab:-[]{}\"'!&*|>%@# \n,0.?~"), max_size=40))
@settings(max_examples=150)
def test_any_text_gives_a_mapping_or_a_sentence(text: str) -> None:
    sentence = ""
    try:
        parse_mapping(text, "f.yaml", "a test")
    except FileError as error:
        sentence = str(error)
    assert sentence == "" or (sentence.startswith("f.yaml") and "\n" not in sentence)
