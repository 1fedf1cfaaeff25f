"""The second person of an act of administration: in a service's actor, or on the page that asks for him."""

from dataclasses import replace
from typing import Final

from hierarchy.actors import Actor
from hierarchy.models import User
from tests.efile.conftest import District

PASSWORD: Final = "নদী-৪-মাঠ-পথ"


def head_of(district: District) -> User:
    found = district.actor("dm").user_id
    assert found is not None
    return User.objects.get(pk=found)


def with_head(district: District) -> dict[str, str]:
    """The fields that the page wants of the second person."""
    return giving(head_of(district))


def giving(second: User) -> dict[str, str]:
    """What this second person fills in."""
    if not second.has_usable_password():
        second.set_password(PASSWORD)
        second.save()
    return {"second": second.username, "second_password": PASSWORD}


def alone(actor: Actor) -> Actor:
    return replace(actor, second=None)
