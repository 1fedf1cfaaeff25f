"""The roles of the table: which post stands for each, and what gives him his own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

HOME: Final = "uttar-dinajpur"


@dataclass(frozen=True, slots=True)
class Role:
    """A column of the table. Without a `post` he is a stranger, or, if `signed_in`, a person of no post.

    `user` acts for the post in the place of its holder.
    """

    name: str
    post: str = ""
    office: str = HOME
    user: str = ""
    signed_in: bool = True


ROLES: Final = (
    Role("citizen", signed_in=False),
    Role("portal", signed_in=False),
    Role("no post"),
    Role("front desk", "counter-1"),
    Role("centre operator", "centre-1"),
    Role("dispatcher", "ldc-front-desk"),
    Role("Group D", "group-d-it"),
    Role("LDC", "ldc-general"),
    Role("UDC", "udc-general"),
    Role("clerk-in-charge", "cic-general"),
    Role("OC", "oc-general"),
    Role("ADM", "adm-general"),
    Role("DM", "dm"),
    Role("DPM", "dpm"),
    Role("BDO", "bdo", "tamluk-ps"),
    Role("record keeper", "record-keeper"),
    Role("appellate officer", "sdo-raiganj"),
    Role("reviewing officer", "adm-it"),
    Role("deputy", "oc-jm", user="oc-audit"),
    Role("assistant", "adm-general", user="pa-adm-general"),
    Role("other section", "udc-jm"),
    Role("other office", "oc-general", "purba-medinipur"),
    Role("auditor", "auditor-1"),
    Role("IT section", "it-officer-1"),
    Role("administrator", "it-officer-2"),
)
NAMES: Final = tuple(role.name for role in ROLES)
STRANGERS: Final = ("citizen", "portal")
ADMINISTRATORS: Final = ("DPM", "administrator")
