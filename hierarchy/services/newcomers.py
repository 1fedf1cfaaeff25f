"""A person who comes to the office: an account without a password, and a first charge."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.establishment.table import USERNAME
from hierarchy.models import Charge, User
from hierarchy.refusals import Refused
from hierarchy.services.administering import administrative, cleaned, enter, lock_standing, own_office
from hierarchy.services.giving import give
from hierarchy.words import Words, clean


@administrative
def add_person(
    *,
    actor: Actor,
    username: str,
    name: Words,
    post: UUID,
    kind: str,
    now: datetime,
    starts: datetime | None = None,
) -> Charge:
    """A new account and its charge are one act: who holds nothing belongs to no office.

    Nothing lets the person in until a sealed slip or a link was made for him.
    """
    office = own_office(actor)
    own = clean(username).lower()
    if not own:
        raise Refused(reasons.MISSING, field=_("User name"))
    if not USERNAME.fullmatch(own):
        raise Refused(reasons.BAD_USERNAME)
    if User.objects.filter(username__iexact=own).exists():
        raise Refused(reasons.USERNAME_TAKEN, username=own)
    pair = cleaned(name, str(_("name")))
    row = lock_standing(office, post, now)
    user = User(username=own, name_bn=pair.bn, name_en=pair.en)
    user.set_unusable_password()
    user.save(force_insert=True)
    done = give(row, user, kind, starts or now, None, now)
    person = {"id": user.pk, "username": own, "name": pair.both()}
    rows = (done.charge, *done.changed)
    enter("person.added", *rows, office=office, actor=actor, now=now, gone=done.gone, person=person)
    return done.charge
