"""Prints one summary in a process of its own: JSON comes in, the PDF goes out.

    python -m hipwise.clinic.summary_process < summary.json > summary.pdf

The typesetter takes some 30 MB and keeps them; the server would carry them for good.
"""

import json
import sys

from hipwise.exchange.own_data.summary import summary_pdf


def main() -> None:
    """Read a summary's mapping from standard input, write the PDF to standard output."""
    sys.stdout.buffer.write(summary_pdf(json.load(sys.stdin)))


if __name__ == "__main__":
    main()
