"""The `hipwise` command: finds the subcommand, and turns every failure into one sentence and a status.

Status 0: done. 1: the answer is no (plan blocked, content invalid, lint errors). 2: wrong usage or
unreadable input. Each command's module is imported only when it is called, so that `hipwise plan`
does not pay for the web application or the handout.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from hipwise.cli.output import UNUSABLE, CommandError, ReaderLeft, print_text, say

# Command -> the module that holds its `app`; the order is the order of `hipwise --help`.
COMMANDS: dict[str, str] = {
    "exercises": "hipwise.cli.exercises",
    "exercise": "hipwise.cli.exercise",
    "screen": "hipwise.cli.screen",
    "plan": "hipwise.cli.plan",
    "lint": "hipwise.cli.lint",
    "progress": "hipwise.cli.progress",
    "running": "hipwise.cli.running",
    "letter": "hipwise.cli.letter",
    "watch": "hipwise.cli.watch",
    "draw": "hipwise.cli.draw",
    "motion": "hipwise.cli.motion",
    "simulate": "hipwise.cli.simulate",
    "validate": "hipwise.cli.validate",
    "compile": "hipwise.cli.compile",
    "serve": "hipwise.cli.serve",
    "demo": "hipwise.cli.demo",
    "clinic": "hipwise.cli.clinic",
    "remind": "hipwise.cli.remind",
    "erase": "hipwise.cli.erase",
    "questionnaire": "hipwise.cli.questionnaire",
    "purge": "hipwise.cli.purge",
    "look": "hipwise.cli.look",
}


class LazyGroup(TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: object) -> list[str]:
        """All commands, in the order of help."""
        return list(COMMANDS)

    def get_command(self, ctx: object, cmd_name: str):  # type: ignore[no-untyped-def]
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command = typer.main.get_command(import_module(COMMANDS[cmd_name]).app)
        command.name = cmd_name
        return command


app = typer.Typer(
    cls=LazyGroup,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print_text(f"hipwise {version('hipwise')}")
        raise typer.Exit


@app.callback()
def hipwise(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Plans, shows, watches and follows exercise for hip impingement."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command line and return its status. Nothing but SystemExit from `--help` escapes."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words[:1] == ["--json"]:
        words = [*words[1:], "--json"]
    try:
        status = _run(words)
        sys.stdout.flush()
    except (BrokenPipeError, ReaderLeft):
        # The reader went away (`| head`). Python would complain once more at exit: give it a deaf ear.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNUSABLE
    return status


def _run(words: list[str]) -> int:
    command = typer.main.get_command(app)
    try:
        return int(command.main(words, prog_name="hipwise", standalone_mode=False) or 0)
    except typer.Exit as leave:
        return leave.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _complain("stopped.")
    except TyperException as error:
        return _complain(_usage_sentence(error, words))
    except (BrokenPipeError, ReaderLeft):
        raise
    except Exception as error:  # the program's edge: a person reads a sentence, not a traceback
        if os.environ.get("HIPWISE_TRACEBACK"):
            raise
        return _complain(_sentence(error))


def _sentence(error: Exception) -> str:
    """What went wrong, in one sentence."""
    if _explains_itself(error):
        return str(error).rstrip(".") + "."
    if isinstance(error, ModuleNotFoundError):
        return f"expected the package {error.name!r}, found none; install it or hipwise anew."
    if isinstance(error, OSError):
        return f"{error.filename or 'a file'}: {error.strerror or error}; check the name and the disk."
    name, detail = type(error).__name__, str(error)[:200]
    return (
        f"something is wrong inside hipwise ({name}: {detail}); "
        "set HIPWISE_TRACEBACK=1 to see where, and please report it."
    )


def _explains_itself(error: Exception) -> bool:
    """Is `str(error)` already the sentence for people?"""
    from hipwise.exchange.text_file import FileError
    from hipwise.library.catalogue import UnknownIdError

    if isinstance(error, UnknownIdError):
        return error.kind == "exercise"
    return isinstance(error, (CommandError, FileError)) or hasattr(error, "advice")


def _usage_sentence(error: TyperException, words: list[str]) -> str:
    message = error.format_message() if hasattr(error, "format_message") else str(error)
    message = " ".join(message.split()).rstrip(".").replace("Value error, ", "")
    name = words[0] if words and words[0] in COMMANDS else ""
    if not name and message.startswith(("No such command", "Missing command")):
        message = f"{message}; expected one of {', '.join(COMMANDS)}"
    help_line = f"hipwise {name} --help".replace("  ", " ")
    return f"{message[:1].lower()}{message[1:]}; see `{help_line}`."


def _complain(sentence: str) -> int:
    say("hipwise: " + " ".join(sentence.split()))
    return UNUSABLE
