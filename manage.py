#!/usr/bin/env python3
"""The one entry of Gotipath: `up`, `walk`, `replay`, `verify_ledger`, `migrate` and the rest."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.servers.commands import run_command

    return run_command(sys.argv)


if __name__ == "__main__":
    sys.exit(main())
