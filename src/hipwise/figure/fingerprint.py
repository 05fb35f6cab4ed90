"""What a generated file was made from, as one short word.

A fast test compares it with the sources, so that nothing is shown that was made from older ones.
"""

import hashlib
from collections.abc import Iterable
from importlib import resources

_LENGTH = 16


def of_files(names: Iterable[str]) -> str:
    """Fingerprint of files of the package, given as paths inside `hipwise/`, in any order.

    A name that ends in `/` means every Python file of that folder. Raises FileNotFoundError for a missing
    one.
    """
    total = hashlib.sha256()
    for name in sorted(_expanded(names)):
        total.update(name.encode())
        total.update((resources.files("hipwise") / name).read_bytes())
    return total.hexdigest()[:_LENGTH]


def _expanded(names: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for name in names:
        if name.endswith("/"):
            folder = resources.files("hipwise") / name
            found |= {name + file.name for file in folder.iterdir() if file.name.endswith(".py")}
        else:
            found.add(name)
    return found
