"""Every chart is one image with a name in words, and nothing inside it is read aloud."""

from xml.etree import ElementTree

from hipwise.exchange.chart.bars import bars_svg
from hipwise.exchange.chart.sparkline import sparkline_svg
from hipwise.exchange.chart.spoken import spoken_chart


def test_everything_inside_is_hidden_from_readers() -> None:
    root = ElementTree.fromstring(spoken_chart("<text>0</text>", "Pain", "It was 2.", "k", (10, 5)))
    assert [(child.tag, child.get("aria-hidden")) for child in root] == [("g", "true")]


def test_the_name_is_title_and_description_each_with_its_full_stop() -> None:
    root = ElementTree.fromstring(spoken_chart("", "Pain & dose", "It was 2", "k", (10, 5)))
    by_id = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    named = [by_id[key] for key in (root.get("aria-labelledby") or "").split()]
    assert named == ["Pain & dose.", "It was 2."]


def test_a_hidden_number_is_said_to_be_hidden() -> None:
    told = bars_svg("Caseload", [("Calm", None), ("Build", 0), ("Power", 1), ("Return", 7)], "k")
    assert "Calm: few, the number is hidden; Build: nobody; Power: 1 person; Return: 7 people." in told


def test_the_small_line_of_mornings_reads_no_number_twice() -> None:
    root = ElementTree.fromstring(sparkline_svg([None, 3, 1]))
    assert [child.get("aria-hidden") for child in root] == ["true"]
