"""`hipwise serve`: the web application on this machine."""

import os
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_all_start_methods, get_context
from typing import TYPE_CHECKING, Annotated

import typer

from hipwise.cli.output import CommandError, print_text, progress_bar

if TYPE_CHECKING:
    from hipwise.clinic.demonstration_sign_ins import SignIn

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ANY_HOST = ("0.0.0.0", "::")
_KEEP_ALIVE_S = 15
# From malloc.h: M_ARENA_MAX = -8; M_TRIM_THRESHOLD = -1 and M_MMAP_THRESHOLD = -3, in bytes.
_MALLOC_OPTIONS = ((-8, 1), (-1, 131_072), (-3, 131_072))


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")
    ] = 8000,
    demo: Annotated[
        bool, typer.Option("--demo", help="A demonstration clinic with invented people.")
    ] = False,
    production: Annotated[
        bool, typer.Option("--production", help="Behind HTTPS: secure cookies, HSTS. Needs HIPWISE_HOSTS.")
    ] = False,
) -> None:
    """Serve the web application. Nothing is written outside the data folder."""
    _return_memory()
    set_up_django(demo, production)
    listening = _listen(host, port)
    bring_database_up_to_date()
    sign_ins: Sequence[SignIn] = ()
    if demo:
        sign_ins = _in_a_fork(_make_demonstration)
    _announce(host, listening.getsockname()[1], sign_ins)
    _run(listening)


def _make_demonstration() -> Sequence["SignIn"]:
    from hipwise.clinic.demonstration import ensure_demonstration

    with progress_bar("Making the demonstration clinic") as report:
        return ensure_demonstration(report=report)


def _in_a_fork(job: Callable[[], Sequence["SignIn"]]) -> Sequence["SignIn"]:
    """Do the job in a child, so that the memory it takes goes back before the server starts serving.

    Where a process cannot fork it is done here.
    """
    if "fork" not in get_all_start_methods():
        return job()
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as pool:
        return pool.submit(job).result()


def set_up_django(demo: bool = False, production: bool = False) -> None:
    """Choose settings and data folder, then start Django. The demonstration has a folder of its own."""
    from hipwise.clinic.data_folder import data_folder

    if demo and not os.environ.get("DATABASE_URL"):
        os.environ["HIPWISE_DATA"] = str(data_folder() / "demonstration")
    if demo:
        os.environ["HIPWISE_DEMO"] = "1"
    settings = "hipwise.clinic.settings_production" if production else "hipwise.clinic.settings"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", settings)
    import django

    django.setup()


def bring_database_up_to_date() -> None:
    """Run the migrations that are pending; when none is, only look."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    connection.close()


def _listen(host: str, port: int) -> socket.socket:
    """A socket on that address. Raises CommandError when it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise CommandError(
            f"{host} port {port}: expected a free port, got {error.strerror}; choose another with --port."
        ) from None
    return listening


def _announce(host: str, port: int, sign_ins: Sequence["SignIn"]) -> None:
    shown = "127.0.0.1" if host in _ANY_HOST else host
    print_text(f"Hipwise is at http://{shown}:{port} - Ctrl+C stops it.")
    if sign_ins:
        print_text("Demonstration clinic with invented people. Sign in as:")
    for sign_in in sign_ins:
        print_text(f"  {sign_in.email:<24} {sign_in.password}   {sign_in.role}")


def _return_memory() -> None:
    """Keep glibc from holding on to freed memory: every request runs in a thread of its own, and each new
    thread would otherwise open another arena. Where there is no glibc nothing is done.
    """
    import ctypes

    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError):
        return
    for option, value in _MALLOC_OPTIONS:
        mallopt(option, value)


def _run(listening: socket.socket) -> None:
    import uvicorn

    from hipwise.clinic.preload import preload

    preload()
    config = uvicorn.Config(
        "hipwise.clinic.asgi:application",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        workers=1,
        timeout_keep_alive=_KEEP_ALIVE_S,
    )
    uvicorn.Server(config).run(sockets=[listening])
