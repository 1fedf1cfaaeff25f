"""Makes the virtual environment with nothing but Python 3.11 and its standard library.

uv does the work; it is put into a private folder first. Debian splits ensurepip and pip off its
python3, so three ways are tried: a venv with pip, the system's pip, and PyPI by hand.

Run as: python3 tools/install.py
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
import tempfile
import urllib.request
import zipfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
UV_HOME = TOOLS / "uv"
UV_VERSION = "0.13.9"
REQUIREMENTS = ROOT / "tools" / "uv.txt"
OLDEST = (3, 11)


def main() -> None:
    if sys.version_info < OLDEST:
        sys.exit(f"Gotipath needs Python 3.11 or later; this is {platform.python_version()}.")
    uv = installed_uv() or install_uv()
    environment = os.environ | {"UV_PYTHON_DOWNLOADS": "never"}
    python = ROOT / ".venv" / "bin" / "python"
    if not python.exists():
        say("making .venv")
        run(
            [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, ROOT / ".venv"],
            environment,
        )
    say("installing the locked packages")
    lock = ROOT / "requirements.lock"
    run([uv, "pip", "sync", "--quiet", "--require-hashes", "--python", python, lock], environment)


def installed_uv() -> Path | None:
    found = next((path for path in (UV_HOME / "bin" / "uv", UV_HOME / "uv") if path.exists()), None)
    if found is None:
        return None
    answer = subprocess.run([found, "--version"], capture_output=True, text=True, check=False)
    return found if f"uv {UV_VERSION}" in answer.stdout else None


def install_uv() -> Path:
    say(f"fetching uv {UV_VERSION} into {UV_HOME.relative_to(ROOT)}")
    TOOLS.mkdir(exist_ok=True)
    for way in (by_venv, by_system_pip, by_hand):
        if way():
            found = installed_uv()
            if found:
                return found
    sys.exit("uv could not be installed from PyPI; is the network there?")


def by_venv() -> bool:
    if find_spec("ensurepip") is None:
        return False
    made = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", UV_HOME], capture_output=True, check=False
    )
    return made.returncode == 0 and pip_install([str(UV_HOME / "bin" / "python")], [])


def by_system_pip() -> bool:
    if find_spec("pip") is None:
        return False
    return pip_install([sys.executable], ["--target", str(UV_HOME), "--upgrade"])


def pip_install(python: list[str], options: list[str]) -> bool:
    command = [*python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", *options, "--requirement", str(REQUIREMENTS)]
    return subprocess.run(command, check=False).returncode == 0


def by_hand() -> bool:
    """The wheel for this machine from the package index, checked against the hashes of uv.txt."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/")
    request = urllib.request.Request(
        f"{index}/uv/", headers={"Accept": "application/vnd.pypi.simple.v1+json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        files = json.load(answer)["files"]
    machine = platform.machine()
    wheel = next(
        (
            file
            for file in files
            if file["filename"].startswith(f"uv-{UV_VERSION}-py3-none-")
            and "manylinux" in file["filename"]
            and file["filename"].endswith(f"_{machine}.whl")
        ),
        None,
    )
    if wheel is None:
        return False
    with urllib.request.urlopen(wheel["url"], timeout=600) as answer:
        content = answer.read()
    if hashlib.sha256(content).hexdigest() not in REQUIREMENTS.read_text(encoding="ascii"):
        sys.exit("the uv wheel does not have the hash that tools/uv.txt names")
    unpack(content)
    return True


def unpack(content: bytes) -> None:
    (UV_HOME / "bin").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as file:
        file.write(content)
        with zipfile.ZipFile(file) as wheel:
            program = wheel.read(f"uv-{UV_VERSION}.data/scripts/uv")
    target = UV_HOME / "bin" / "uv"
    target.write_bytes(program)
    target.chmod(0o755)


def run(command: list[object], environment: dict[str, str]) -> None:
    done = subprocess.run([str(part) for part in command], env=environment, check=False)
    if done.returncode:
        sys.exit(f"{Path(str(command[0])).name} did not succeed (exit code {done.returncode}).")


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)


if __name__ == "__main__":
    main()
