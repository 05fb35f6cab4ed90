"""The plan file is YAML that people can read, and comes back as the same plan."""

from dataclasses import replace
from pathlib import Path

import pytest

from hipwise.exchange.plan_file import plan_yaml, read_plan, read_plan_mapping, write_plan
from hipwise.exchange.text_file import FileError
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.prescribing import prescribe
from tests.exchange.samples import example_intake, example_plan


def test_a_plan_comes_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    write_plan(example_plan(), path)
    assert example_plan() == read_plan(path)


def test_a_blocked_plan_comes_back_as_it_was_written(tmp_path: Path) -> None:
    blocked = prescribe(replace(example_intake(), red_flags=("infection",)), load_catalogue())
    write_plan(blocked, tmp_path / "plan.yaml")
    assert blocked == read_plan(tmp_path / "plan.yaml")


def test_days_stand_on_one_line_and_whole_numbers_have_no_decimals() -> None:
    text = plan_yaml(example_plan())
    assert "days: [mon, wed, fri]" in text
    assert ".0\n" not in text


def test_the_file_says_what_to_do_after_editing_it() -> None:
    assert "hipwise lint" in plan_yaml(example_plan()).split("\n")[0]


def test_a_file_without_items_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text("status: planned\n")
    with pytest.raises(FileError) as caught:
        read_plan_mapping(path)
    assert caught.value.place == "items"


def test_an_item_without_a_side_is_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(plan_yaml(example_plan()).replace("    side: left\n", "", 1))
    with pytest.raises(FileError) as caught:
        read_plan(path)
    assert caught.value.place == "items[1].side"
