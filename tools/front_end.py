"""Builds the front end with the machine's Node.js (20 or later) or with the one from PyPI.

Run as: .venv/bin/python tools/front_end.py
"""

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "web" / "frontend"
BUILD = ROOT / "web" / "static" / "web" / "build"
NODE_HOME = ROOT / ".tools" / "node"
OLDEST_NODE = 20
COMPRESSIBLE = {".js", ".mjs", ".css", ".svg", ".json"}


def main() -> None:
    stamp = BUILD / ".stamp"
    wanted = fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    environment = environment_with_node()
    if not installed():
        say("installing the front-end packages")
        run(["npm", "ci", "--no-audit", "--no-fund"], environment)
    say("building the front end")
    run(["npm", "run", "build", "--silent"], environment)
    compress()
    stamp.write_text(wanted, encoding="ascii")


def fingerprint() -> str:
    """Of every source file, so that a build is repeated when one changes and only then."""
    digest = hashlib.sha256()
    for path in sorted(SOURCES.rglob("*")):
        if path.is_file() and "node_modules" not in path.parts:
            digest.update(str(path.relative_to(SOURCES)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def installed() -> bool:
    """npm keeps a copy of the lock it installed; it is older than a changed package-lock.json."""
    kept = SOURCES / "node_modules" / ".package-lock.json"
    return kept.exists() and kept.stat().st_mtime >= (SOURCES / "package-lock.json").stat().st_mtime


def environment_with_node() -> dict[str, str]:
    if shutil.which("npm") and node_major("node") >= OLDEST_NODE:
        return dict(os.environ)
    program = NODE_HOME / "bin" / "node"
    if not program.exists():
        install_node()
    return os.environ | {"PATH": f"{NODE_HOME / 'bin'}:{os.environ.get('PATH', '')}"}


def node_major(program: str) -> int:
    if shutil.which(program) is None:
        return 0
    answer = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    number = answer.stdout.strip().lstrip("v").split(".")[0]
    return int(number) if number.isdigit() else 0


def install_node() -> None:
    """Node.js as a wheel, in a virtual environment that nothing else uses."""
    say(f"no Node.js {OLDEST_NODE} or later here: installing it from PyPI into {NODE_HOME.relative_to(ROOT)}")
    uv = next(path for path in (ROOT / ".tools/uv/bin/uv", ROOT / ".tools/uv/uv") if path.exists())
    run([str(uv), "venv", "--quiet", "--allow-existing", "--python", sys.executable, str(NODE_HOME)])
    python = str(NODE_HOME / "bin" / "python")
    requirements = str(ROOT / "tools" / "node.txt")
    run([str(uv), "pip", "install", "--quiet", "--require-hashes", "--python", python, "-r", requirements])


def compress() -> None:
    """WhiteNoise serves the .gz beside a file when the browser takes it."""
    for path in BUILD.rglob("*"):
        if path.suffix in COMPRESSIBLE and path.stat().st_size > 1024:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


def run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, cwd=SOURCES, env=environment, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])} did not succeed (exit code {done.returncode}).")


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    main()
