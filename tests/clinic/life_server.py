"""A server that can be killed and started again within a tenth of a second.

This process imports the application once, opens no database itself, and forks a child for each life; a
child serves like `hipwise serve` does. One JSON line is printed for each line read:

    (at first)  {"session": key}          a patient with a plan, signed in
    start       {"pid": 1, "port": 2}     a new life
"""

import json
import os
import socket
import sys
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hipwise.clinic.settings")


def main() -> None:
    """Prepare in a child, then start a life for each line."""
    import django

    django.setup()
    from django.urls import get_resolver

    from hipwise.clinic.asgi import application
    from hipwise.library.catalogue import load_catalogue

    _ = get_resolver().url_patterns, load_catalogue()
    say({"session": in_child(prepare)})
    for _line in sys.stdin:
        say(start(application))


def say(value: object) -> None:
    """Print one JSON line."""
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


def in_child(work: Any) -> str:
    """The text that `work` returns, run in a child so that this process never opens a database."""
    reading, writing = os.pipe()
    if os.fork() == 0:
        os.write(writing, work().encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        text = pipe.read()
    os.wait()
    return text


def prepare() -> str:
    """Migrate, make a patient with a plan in force, and sign them in; returns the session's key."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command
    from tests.clinic.people import Everybody, give_plan, make_everybody

    call_command("migrate", verbosity=0)
    people = make_everybody()
    give_plan(Everybody.record(people.patient), people.therapist)
    session = SessionStore()
    session[SESSION_KEY] = str(people.patient.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = people.patient.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def start(application: Any) -> dict[str, int]:
    """Fork a child that serves on a free port."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(64)
    port = listening.getsockname()[1]
    pid = os.fork()
    if pid == 0:
        serve(application, listening)
        os._exit(0)
    listening.close()
    return {"pid": pid, "port": port}


def serve(application: Any, listening: socket.socket) -> None:
    """Serve until killed."""
    import uvicorn

    config = uvicorn.Config(application, lifespan="off", access_log=False, log_level="critical")
    uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    main()
