"""How a person is reached outside the product: what notices of meetings go to."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from hierarchy.actors import Actor
from hierarchy.models import User
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, own_office
from hierarchy.signin import reasons
from hierarchy.signin.selectors import person_of
from hierarchy.signin.services import read_mobile
from hierarchy.words import clean
from ledger.services import append


@administrative
def set_contact(*, actor: Actor, user: UUID, mobile: str, email: str, now: datetime) -> User:
    """Either may be empty. The values stand in the record as personal texts, which can be destroyed."""
    office = own_office(actor)
    person_of(actor, user, now)
    row = User.objects.select_for_update(no_key=True).get(pk=user)
    row.mobile = read_mobile(mobile) if clean(mobile) else ""
    row.email = _read_email(email)
    row.save(update_fields=["mobile", "email"])
    given = {"mobile": row.mobile, "email": row.email}
    append(
        stream=office.pk,
        stream_kind="office",
        kind="person.contact_set",
        data={"person": row.pk, "name": row.name.both()},
        by=actor.by(),
        at=now,
        texts={name: value for name, value in given.items() if value},
    )
    return row


def _read_email(typed: str) -> str:
    address = clean(typed)
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        raise Refused(reasons.BAD_EMAIL, email=address) from error
    return address
