"""Which office may take in which, and who of it consents."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from hierarchy.actors import Actor
from hierarchy.establishment import reasons
from hierarchy.models import Office, User
from hierarchy.refusals import Refused
from hierarchy.selectors import acting_posts, actor_of, head_of
from hierarchy.signin.reasons import SECOND_IS_OTHER

TIERS: Final = {
    "division": 0,
    "district": 1,
    "zilla-parishad": 1,
    "sub-division": 2,
    "block": 3,
    "upazila": 3,
    "panchayat-samiti": 3,
    "union": 4,
    "gram-panchayat": 4,
}
"""Kinds of offices by the tier of administration they stand on, the highest first."""


def takes_in(heir: str, ending: str) -> bool:
    """By their kinds: an office passes into one of its own kind, or of its tier or one above."""
    if heir == ending:
        return True
    return heir in TIERS and ending in TIERS and TIERS[heir] <= TIERS[ending]


def consent_of(consent: User | None, office: Office, heir: Office, actor: Actor, now: datetime) -> Actor:
    """The administrator or head of the receiving office; Refused without, and when he is one of the two."""
    unasked = Refused(reasons.HEIR_NOT_ASKED, heir=heir.name, what=office.name)
    if consent is None or not consent.is_active:
        raise unasked
    if consent.pk in {actor.user_id, actor.second and actor.second.user_id}:
        raise Refused(SECOND_IS_OTHER)
    for acting in acting_posts(consent, now):
        agreeing = actor_of(consent, acting, now)
        leads = agreeing.may("admin") or acting.post.pk == head_of(heir).pk
        if acting.post.office_id == heir.pk and not agreeing.assistant and leads:
            return agreeing
    raise unasked
