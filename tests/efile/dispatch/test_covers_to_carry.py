"""Group D's day: the covers with him, and those of the office that wait for a messenger."""

from __future__ import annotations

import re
from dataclasses import replace

from django.test import Client
from django.urls import reverse

from efile.dispatch import covers
from efile.dispatch.models import Sending, Way
from efile.dispatch.selectors import to_carry
from efile.letters.models import Draft
from efile.letters.recipients import Role
from efile.models import Matter, Secrecy
from hierarchy.models import Section
from tests.efile.conftest import District
from tests.efile.dispatch.desk import (
    CITIZEN,
    POLICE,
    PRESS,
    addressee,
    fresh,
    issued,
    load_there,
    sent,
    there,
)
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]
PEON, OTHER = "group-d-it", "group-d-dm-office"


def out_by_hand(district: District, *places: int) -> tuple[Draft, list[Sending]]:
    _matter, draft = issued(district, CITIZEN, PRESS, POLICE)
    return draft, [sent(district, draft, place, Way.HAND) for place in places]


def carried(district: District, code: str) -> list[str]:
    return [row.addressee.name for row in to_carry(district.actor(code))]


def page(client: Client) -> str:
    answer = client.get(reverse("to_carry"))
    assert answer.status_code == 200
    found: str = answer.content.decode()
    return found


def test_what_he_carries_stands_on_top_then_each_by_recipient(district: District) -> None:
    _draft, (citizen, press, police) = out_by_hand(district, 1, 2, 3)
    names = sorted([CITIZEN.name, PRESS.name, POLICE.name])
    assert carried(district, PEON) == names
    last = next(row for row in (citizen, press, police) if row.addressee.name == names[-1])
    covers.take(actor=district.actor(PEON), code=last.code, now=district.wait(minutes=1))
    assert carried(district, PEON) == [names[-1], *names[:-1]]
    assert carried(district, OTHER) == names


def test_those_of_his_own_section_come_before_the_rest(district: District) -> None:
    _draft, _rows = out_by_hand(district, 1)
    matter, later = issued(district, replace(POLICE, role=Role.TO))
    sent(district, later, 1, Way.HAND)
    both = sorted([CITIZEN.name, POLICE.name])
    assert carried(district, PEON) == both
    Matter.objects.filter(pk=matter.pk).update(section=Section.objects.get(office=district.office, code="it"))
    assert carried(district, PEON) == [POLICE.name, CITIZEN.name]


def test_what_is_received_or_goes_by_another_way_is_not_listed(district: District) -> None:
    draft, (row,) = out_by_hand(district, 1)
    sent(district, draft, 2, Way.POST, mail="ordinary")
    covers.hand_over(actor=district.actor(PEON), code=row.code, to_name="করিম", now=district.wait(minutes=1))
    assert carried(district, PEON) == []


def test_a_graded_cover_is_listed_to_its_carrier_alone(district: District) -> None:
    draft, (row,) = out_by_hand(district, 1)
    Matter.objects.filter(pk=draft.matter_id).update(secrecy=Secrecy.CONFIDENTIAL)
    assert carried(district, PEON) == []
    covers.take(actor=district.actor(PEON), code=row.code, now=district.wait(minutes=1))
    assert carried(district, PEON) == [CITIZEN.name]
    assert carried(district, OTHER) == []


def test_another_office_carries_none_of_them(district: District) -> None:
    out_by_hand(district, 1)
    load_there()
    assert not to_carry(there("oc-general", district)).exists()


def test_his_page_leads_to_each_cover_and_back(district: District, sign_in: SignIn) -> None:
    draft, (row,) = out_by_hand(district, 1)
    district.go_live()
    peon = sign_in(PEON)
    assert "Still to be taken along" in page(peon)
    (address,) = re.findall(r'<li><a href="(/hand/[^"]+)">', page(peon))
    assert address == reverse("hand", args=[row.code])
    cover = peon.get(address).content.decode()
    assert 'value="take"' in cover
    assert reverse("to_carry") in cover
    assert peon.post(address, {"act": "take"}).status_code == 302
    mine = page(peon)
    assert "With me" in mine
    assert "Still to be taken along" not in mine
    assert 'value="take"' not in peon.get(address).content.decode()
    assert "Group D Staff" in page(sign_in(OTHER))
    assert peon.post(address, {"act": "hand_over", "to_name": "করিম শেখ"}).status_code == 302
    assert "There is none now." in page(peon)
    assert addressee(fresh(draft), 1).sendings.get().received_by == "করিম শেখ"


def test_his_side_list_counts_what_is_with_him(district: District, sign_in: SignIn) -> None:
    _draft, (row,) = out_by_hand(district, 1)
    link = f'href="{reverse("to_carry")}"'
    assert link in sign_in(PEON).get(reverse("desk")).content.decode()
    clerk = district.actor("udc-general")
    assert link not in sign_in("udc-general").get(reverse("desk")).content.decode()
    covers.take(actor=clerk, code=row.code, now=district.wait(minutes=1))
    district.go_live()
    assert link in sign_in("udc-general").get(reverse("desk")).content.decode()
