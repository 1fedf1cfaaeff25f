"""Wherever a file lies, whatever its holder lacks: the page offers a way on, and nothing in vain."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction

from efile import reasons, services
from efile.forwarding.services import pull_up
from efile.models import Matter
from efile.pages.acts import Act
from hierarchy.models import POWERS, Charge, Post
from hierarchy.refusals import Refused
from tests.efile.conftest import SAID, District
from tests.efile.test_powers_of_acts import order
from tests.efile.test_stranded_at_a_stage import bar, offered, to_be_compared

HANDS = frozenset({"note", "sign", "forward"})
"""Powers that every act may ask for; another one takes its outcomes away."""
pytestmark = pytest.mark.django_db


@contextmanager
def undone() -> Iterator[None]:
    """What is tried within is taken back; acts may begin their own transaction there."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)


def acts(district: District, code: str, matter: Matter) -> list[Act]:
    found = bar(district, code, matter)
    return [one for one in ([found.likely] if found.likely else []) + found.others if "put_in" not in one.url]


def press(district: District, code: str, matter: Matter, act: Act) -> None:
    """Do what a button says; its dialog is answered by the first post it offers."""
    asked, before = parse_qs(urlsplit(act.url).query), matter.movements.count()
    if act.name == "outcome" or "outcome" in asked:
        outcome = act.value or asked["outcome"][0]
        may_write = district.actor(code).may("note") and district.actor(code).may("sign")
        if may_write:
            district.note(code, matter)
        form = {**SAID.get(outcome, {}), "reason": "পাওয়া গেল না।"}
        district.complete(code, matter, outcome, to="oc-land" if outcome == "mark" else "", form=form)
    elif "/return/" in act.url:
        services.return_(
            actor=district.actor(code), thread=district.thread(matter).pk, now=district.wait(minutes=1)
        )
    else:
        to = Post.objects.get(pk=act.value) if act.value else first_offered(district, code, matter)
        district.forward(code, matter, to.code)
    assert matter.movements.count() == before + 1


def first_offered(district: District, code: str, matter: Matter) -> Post:
    return next(one.post for one in offered(district, code, matter).values() if not one.closed)


def press_each(district: District, code: str, matter: Matter, found: list[Act]) -> None:
    for one in found:
        with undone():
            press(district, code, matter, one)


def pulled(district: District, code: str, matter: Matter) -> Matter:
    pull_up(actor=district.actor(code), thread=district.thread(matter).pk, now=district.wait(minutes=5))
    return matter


def to_be_answered(district: District, code: str = "oc-general") -> Matter:
    """“Draft and send the reply”, which stays within the section of its officer, with him."""
    matter = district.marked(code)
    district.note(code, matter)
    district.complete(code, matter, "recommend")
    district.complete("dm", matter, "approve")
    return matter


def by_hand(district: District) -> Matter:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    return matter


def at_the_counter(district: District) -> Matter:
    """Taken from the front desk's pool."""
    matter = district.receive(service="wb-copy-ror")
    district.complete("record-officer", matter, "found")
    wait = matter.instance.waits.get(kind="effect", closed_step=None)
    services.effect_finished(matter=matter.pk, wait=wait.pk, result="done", now=district.wait(minutes=2))
    services.claim(
        actor=district.actor("counter-1"), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )
    return matter


PLACES: dict[str, tuple[str, Callable[[District], Matter]]] = {
    "by the flow, up and down": ("oc-general", District.marked),
    "by hand, up and down": ("cic-general", by_hand),
    "by the flow, within the section": ("oc-general", to_be_answered),
    "from the pool": ("counter-1", at_the_counter),
    "on a fixed desk": ("record-officer", to_be_compared),
    "on the head's fixed desk": ("dm", District.receive),
    "with the head for decision": ("dm", District.put_up),
    "pulled up out of its section": (
        "adm-general",
        lambda district: pulled(district, "adm-general", to_be_answered(district)),
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_no_power_withheld_from_its_holder_strands_a_file(district: District, place: str) -> None:
    """Every button does what it says; what no act asks for changes none."""
    code, lies = PLACES[place]
    matter = lies(district)
    whole = acts(district, code, matter)
    press_each(district, code, matter, whole)
    for power in POWERS:
        with undone():
            order(district, code, power, "withholds")
            found = acts(district, code, matter)
            assert found, f"without “{power}” nothing is offered"
            changed = found if found != whole or power in {"note", "sign"} else []
            press_each(district, code, matter, changed if power in HANDS else changed[:1])


def test_what_was_pulled_up_goes_down_again_into_its_section(district: District) -> None:
    matter = pulled(district, "adm-general", to_be_answered(district))
    found = bar(district, "adm-general", matter)
    assert found.likely is not None
    assert found.likely.label.startswith("Send to Officer-in-Charge")
    assert not [one for one in found.others if one.label.startswith("Put up")]
    shown = offered(district, "adm-general", matter)
    assert {"oc-general", "cic-general", "ldc-general"} <= set(shown)
    assert set(Post.objects.filter(code__in=shown).values_list("section__code", flat=True)) == {"general"}
    district.forward("adm-general", matter, "ldc-general")
    assert district.thread(matter).holder.code == "ldc-general"


@pytest.mark.parametrize("to", ["dm", "oc-land", "pa-adm-general"])
def test_it_goes_to_nobody_outside_that_section(district: District, to: str) -> None:
    matter = pulled(district, "adm-general", to_be_answered(district))
    with pytest.raises(Refused) as refused:
        district.forward("adm-general", matter, to)
    assert refused.value.reason is reasons.OUT_OF_CHANNEL
    assert to not in offered(district, "adm-general", matter)


@pytest.mark.parametrize("code", ["dm", "adm-general", "oc-general", "cic-general", "ldc-general"])
@pytest.mark.parametrize("lies", [District.marked, to_be_answered], ids=["hierarchy", "section"])
def test_the_button_names_nobody_whom_the_rules_do_not_allow(
    district: District, code: str, lies: Callable[[District], Matter]
) -> None:
    """At each height of the line, however the file came there."""
    matter = lies(district)
    if code in {"dm", "adm-general"}:
        pulled(district, code, matter)
    elif code != "oc-general":
        district.forward("oc-general", matter, code)
    named = [one for one in acts(district, code, matter) if one.name == "to"]
    assert named or code == "dm", "nobody is above him"
    press_each(district, code, matter, named)


def test_what_may_not_be_sent_on_is_put_up_or_returned(district: District) -> None:
    matter = by_hand(district)
    order(district, "cic-general", "forward", "withholds")
    found = [one.label for one in acts(district, "cic-general", matter)]
    assert (found[0], found[-1]) == ("Put up to Officer-in-Charge", "Return to Officer-in-Charge")
    assert "Somebody else…" not in found
    assert set(offered(district, "cic-general", matter)) == {"oc-general"}
    assert (
        "put the file up to Officer-in-Charge"
        in offered(district, "cic-general", matter, "ldc")["ldc-general"].refused
    )


def test_it_is_put_up_past_the_channel_and_a_post_that_is_vacant(district: District) -> None:
    """Where nobody acts, or who may hold no files, nothing is put up to."""
    matter = to_be_answered(district)
    order(district, "oc-general", "forward", "withholds")
    assert set(offered(district, "oc-general", matter)) == {"adm-general"}
    Charge.objects.filter(post=district.post("adm-general")).update(ends=district.now)
    assert set(offered(district, "oc-general", matter)) == {"dm"}
    district.forward("oc-general", matter, "dm")
    assert district.thread(matter).holder.code == "dm"


def test_where_nobody_is_above_it_goes_to_a_post_that_can_work_it(district: District) -> None:
    matter = district.receive()
    for power in ("forward", "decide", "mark"):
        order(district, "dm", power, "withholds")
    assert acts(district, "dm", matter)
    district.forward("dm", matter, "adm-general")
    assert district.thread(matter).holder.code == "adm-general"


def test_on_a_fixed_desk_who_may_write_no_note_sends_on_what_needs_one(district: District) -> None:
    matter = to_be_compared(district)
    order(district, "record-officer", "note", "withholds")
    found = bar(district, "record-officer", matter)
    assert [str(label) for one in found.barred for label in one.labels] == ["Return to be made again"]
    assert "needs the power “note”" in found.barred[0].sentence
    assert found.likely is not None
    assert found.likely.value == "agrees"
    assert "oc-land" in offered(district, "record-officer", matter)
