"""Prints one letter in a process of its own: JSON comes in, the PDF goes out.

    python -m hipwise.clinic.letter_process < letter.json > letter.pdf

The typesetter takes some 30 MB and keeps them; the server would carry them for good.
"""

import json
import sys

from hipwise.exchange.chart.printed import PrintedChart
from hipwise.exchange.letter.letter import Letter, Part
from hipwise.exchange.letter.sheet import letter_pdf


def main() -> None:
    """Read a letter's mapping from standard input, write the PDF to standard output."""
    asked = json.load(sys.stdin)
    parts = tuple(Part(part["heading"], tuple(part["lines"])) for part in asked["parts"])
    charts = tuple(PrintedChart(chart["svg"], chart["words"]) for chart in asked["charts"])
    letter = Letter(asked["title"], asked["draft"], parts, asked["header"], charts)
    sys.stdout.buffer.write(letter_pdf(letter))


if __name__ == "__main__":
    main()
