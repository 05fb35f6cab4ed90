"""Run as a program without Django, numpy and the rooms that stay on the server: imports every module that
runs in the browser and answers the vectors. Prints what differed; nothing when all is well.
"""

import importlib
import json
import pkgutil
import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec
from types import ModuleType

ROOMS = ("library", "body", "movement", "coach", "plan", "follow")
# Reads content files with third-party packages; its output travels to the browser instead.
LEFT_OUT = "hipwise.library.compile"
ABSENT = ("hipwise.figure", "hipwise.exchange", "hipwise.clinic", "hipwise.cli", LEFT_OUT)


class OnlyTheBrowsersModules:
    """Refuses every module that the browser does not have: other rooms, and anything that is installed."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Raise ModuleNotFoundError for a module outside the standard library and the browser's rooms."""
        root = name.partition(".")[0]
        absent = any(name == room or name.startswith(f"{room}.") for room in ABSENT)
        if absent or (root != "hipwise" and root not in sys.stdlib_module_names):
            raise ModuleNotFoundError(f"{name} is not in the browser", name=name)
        return None


def import_rooms() -> list[str]:
    """Import every module of the browser's rooms; return their names."""
    names = ["hipwise.browser"]
    for room in ROOMS:
        package = importlib.import_module(f"hipwise.{room}")
        found = pkgutil.walk_packages(package.__path__, f"hipwise.{room}.")
        names += [module.name for module in found if module.name != LEFT_OUT]
    for name in names:
        importlib.import_module(name)
    return names


def differing(vectors: list[dict[str, object]]) -> list[str]:
    """The calls whose answer is not the expected one."""
    from hipwise.browser import call

    return [
        f"{vector['name']} {json.dumps(vector['payload'])[:200]}"
        for vector in vectors
        if json.loads(call(str(vector["name"]), json.dumps(vector["payload"]))) != vector["expected"]
    ]


if __name__ == "__main__":
    sys.meta_path.insert(0, OnlyTheBrowsersModules())
    modules = import_rooms()
    with open(sys.argv[1], encoding="utf-8") as file:
        wrong = differing(json.load(file)["vectors"])
    sys.stdout.write("\n".join([*wrong, f"{len(modules)} modules"]))
