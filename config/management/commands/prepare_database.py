import os
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config.dsn import with_credentials
from config.environment import DATABASE_FORM, address, kept_secret, read_environment
from config.servers.faults import first_reason
from config.servers.interface import DATABASE, Role, ServerFault
from config.servers.roles import ROLES, create_roles, roles_of_others


class Command(BaseCommand):
    help = (
        "Make the roles owner, app, seal, audit and the database gotipath on a PostgreSQL of your own, "
        "reached as its superuser by SUPERUSER_DATABASE_URL, and print the addresses to start with."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--new-passwords",
            action="store_true",
            help="give roles that exist already the passwords of this DATA_DIR; their old addresses end",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        superuser = address(os.environ, "SUPERUSER_DATABASE_URL", DATABASE_FORM)
        if not superuser:
            raise CommandError("Set SUPERUSER_DATABASE_URL to the address of the database's superuser.")
        credentials = read_environment().data_dir / "credentials"
        passwords = {role: kept_secret(credentials / role) for role in ROLES}
        try:
            if not options["new_passwords"]:
                _require_own(superuser, passwords, credentials)
            create_roles(superuser, passwords)
        except ServerFault as fault:
            raise CommandError(str(fault)) from None
        except psycopg.Error as error:
            raise CommandError(
                f"The database at SUPERUSER_DATABASE_URL was not prepared: {first_reason(error)}."
            ) from None
        for variable, role in (("DATABASE_URL", Role.APP), ("MIGRATION_DATABASE_URL", Role.OWNER)):
            shown = with_credentials(superuser, role, passwords[role], DATABASE)
            self.stdout.write(f"{variable}={shown}")


def _require_own(superuser: str, passwords: Mapping[Role, str], credentials: Path) -> None:
    """Another installation may live by the passwords of roles that exist already."""
    taken = roles_of_others(superuser, passwords)
    if taken:
        raise ServerFault(
            f"On this server are roles with other passwords than those kept in {credentials}: "
            f"{', '.join(taken)}. Nothing was changed. Set DATA_DIR to the folder they were made from, or "
            f"give them new ones with --new-passwords, which ends the addresses in use."
        )
