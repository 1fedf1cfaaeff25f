from hierarchy.actors import Actor
from hierarchy.words import Words
from ledger.ids import uuid7


def test_the_system_signs_with_the_part_that_acted() -> None:
    actor = Actor.system("clock")
    assert actor.by() == {"kind": "system", "id": None, "name": {"bn": "clock", "en": "clock"}}
    assert actor.powers == frozenset()


def test_a_citizens_name_never_enters_the_ledger() -> None:
    applicant = uuid7()
    actor = Actor.citizen(applicant, Words(bn="গোপন নাম", en="Private Name"))
    assert actor.by() == {"kind": "citizen", "id": str(applicant), "name": None}


def test_a_portal_is_named() -> None:
    portal = uuid7()
    assert Actor.portal(Words(bn="ই-ডিস্ট্রিক্ট", en="e-District"), portal).by() == {
        "kind": "portal",
        "id": str(portal),
        "name": {"bn": "ই-ডিস্ট্রিক্ট", "en": "e-District"},
    }
