"""The intake as the commands take it."""

from pathlib import Path
from typing import Annotated

import typer

IntakeArgument = Annotated[Path, typer.Argument(metavar="INTAKE", help="The intake, YAML or JSON.")]
IntakeOption = Annotated[Path, typer.Option("--intake", metavar="INTAKE", help="The intake, YAML or JSON.")]
PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN.yaml", help="A plan from `hipwise plan --save`.")]
