"""`hipwise questionnaire`: checks the words of a licensed questionnaire, and loads them into a clinic."""

from pathlib import Path
from typing import Annotated

import typer

from hipwise.cli.output import CommandError, JsonOption, print_json, print_text

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command()
def questionnaire(
    file: Annotated[Path, typer.Argument(help="YAML, or a FHIR Questionnaire in JSON.")],
    clinic: Annotated[str, typer.Option(help="Name of the clinic that may use the words.")] = "",
    json: JsonOption = False,
) -> None:
    """Check a questionnaire's words; with --clinic, load them there. The clinic answers for the licence."""
    from hipwise.exchange.questionnaire_file import read_questionnaire
    from hipwise.library.catalogue import load_catalogue

    found = read_questionnaire(file, load_catalogue())
    if clinic:
        _load(found, clinic)
    facts = {"measure": found.measure, "items": len(found.items), "loaded_into": clinic or None}
    if json:
        print_json(facts)
        return
    print_text(f"{found.title}: {len(found.items)} items of {found.measure}, complete. {found.licence}")
    print_text(f"Loaded into {clinic}." if clinic else "Checked only. Load it with --clinic NAME.")


def _load(found: object, name: str) -> None:
    from hipwise.cli.serve import bring_database_up_to_date, set_up_django

    set_up_django()
    bring_database_up_to_date()
    from django.utils import timezone

    from hipwise.clinic.care.questionnaire_texts import load_text
    from hipwise.clinic.people.models import Clinic
    from hipwise.follow.questionnaire import Questionnaire

    assert isinstance(found, Questionnaire)
    clinics = list(Clinic.objects.filter(name=name)[:2])
    if len(clinics) != 1:
        number = "no clinic" if not clinics else "more than one clinic"
        raise CommandError(f"--clinic: expected the name of one clinic, found {number} called {name!r}.")
    load_text(clinics[0], found, None, timezone.now())
