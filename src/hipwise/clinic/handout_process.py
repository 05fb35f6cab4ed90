"""Prints one handout in a process of its own: JSON comes in, the PDF goes out.

    python -m hipwise.clinic.handout_process < request.json > sheet.pdf

The typesetter takes some 30 MB and keeps them; the server would carry them for good.
"""

import json
import sys

from hipwise.exchange.handout.cover import cover_from_mapping
from hipwise.exchange.handout.edition import Edition
from hipwise.exchange.handout.sheet import handout_pdf
from hipwise.library.catalogue import load_catalogue
from hipwise.plan.patient_settings import catalogue_with
from hipwise.plan.plan import plan_from_mapping


def main() -> None:
    """Read {plan, settings, edition, cover} from standard input, write the PDF to standard output."""
    asked = json.load(sys.stdin)
    plan = plan_from_mapping(asked["plan"], "the plan")
    own = catalogue_with(asked["settings"], load_catalogue())
    cover = cover_from_mapping(asked["cover"])
    sheet = handout_pdf(plan, own, Edition(**asked["edition"]), cover)
    sys.stdout.buffer.write(sheet)


if __name__ == "__main__":
    main()
