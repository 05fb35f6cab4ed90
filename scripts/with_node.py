"""Runs a command with a Node.js that is new enough: `python scripts/with_node.py npm test`."""

import os
import subprocess
import sys

from prepare import ROOT, node_bin

if __name__ == "__main__":
    folder = node_bin()
    path = os.environ["PATH"] if folder is None else f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(sys.argv[1:], cwd=ROOT, env={**os.environ, "PATH": path}, check=False)
    raise SystemExit(done.returncode)
