import os
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError

from config.dsn import with_credentials
from config.environment import DATABASE_FORM, address, kept_secret, read_environment
from config.servers.interface import DATABASE, Role, ServerFault
from config.servers.roles import ROLES, create_roles


class Command(BaseCommand):
    help = (
        "Make the roles owner, app, seal, audit and the database gotipath on a PostgreSQL of your own, "
        "reached as its superuser by SUPERUSER_DATABASE_URL, and print the addresses to start with."
    )
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        superuser = address(os.environ, "SUPERUSER_DATABASE_URL", DATABASE_FORM)
        if not superuser:
            raise CommandError("Set SUPERUSER_DATABASE_URL to the address of the database's superuser.")
        credentials = read_environment().data_dir / "credentials"
        passwords = {role: kept_secret(credentials / role) for role in ROLES}
        try:
            create_roles(superuser, passwords)
        except ServerFault as fault:
            raise CommandError(str(fault)) from None
        except psycopg.Error as error:
            reason = str(error).strip().splitlines()[0]
            raise CommandError(f"The database at SUPERUSER_DATABASE_URL was not prepared: {reason}") from None
        for variable, role in (("DATABASE_URL", Role.APP), ("MIGRATION_DATABASE_URL", Role.OWNER)):
            shown = with_credentials(superuser, role, passwords[role], DATABASE)
            self.stdout.write(f"{variable}={shown}")
