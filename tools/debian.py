"""Installs a program that tests use from Debian's packages, where that is possible."""

import os
import shutil
import subprocess


def install(package: str) -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"no {package} here: installing Debian's package")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        run(["apt-get", "update", "-qq"], quiet)
        run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", package], quiet)


def run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def say(text: str) -> None:
    print(f"setup: {text}", flush=True)
