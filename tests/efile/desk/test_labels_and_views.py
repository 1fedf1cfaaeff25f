"""Labels are one person's own and never a priority; filters of the desk are kept under a name."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from efile.desk import reasons, shelf
from efile.desk.models import Labelled, SavedView
from efile.models import Matter, Priority
from hierarchy.refusals import Refused
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn, district, sign_in

__all__ = ["district", "sign_in"]

OC = "oc-general"
DESK = reverse("desk")


def rows(page: str) -> list[str]:
    return re.findall(r'id="row-([0-9a-f-]+)"', page)


def labelled(district: District, name: str, *matters: Matter, code: str = OC) -> str:
    actor = district.actor(code)
    label = shelf.add_label(actor=actor, name=name)
    shelf.put_label(actor=actor, label=label.pk, matters=[matter.pk for matter in matters])
    return str(label.pk)


def test_a_label_stands_in_the_line_of_its_owner_alone(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    labelled(district, "পরিদর্শন", matter)
    assert '<span class="chip tag">পরিদর্শন</span>' in sign_in(OC).get(DESK).content.decode()
    district.forward(OC, matter, "cic-general")
    assert "পরিদর্শন" not in sign_in("cic-general").get(DESK).content.decode()


def test_the_list_is_narrowed_to_a_label(district: District, sign_in: SignIn) -> None:
    matter, other = district.marked(), district.marked()
    tag = labelled(district, "পরিদর্শন", matter)
    page = sign_in(OC).get(DESK, {"tag": tag}).content.decode()
    assert rows(page) == [str(district.thread(matter).pk)]
    assert str(district.thread(other).pk) not in page


def test_anothers_label_narrows_to_nothing(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    tag = labelled(district, "পরিদর্শন", matter, code="dm")
    assert rows(sign_in(OC).get(DESK, {"tag": tag}).content.decode()) == []


@pytest.mark.parametrize("name", ["জরুরি", "urgent", "Most Urgent", "গোপনীয়", "Secret", "সাধারণ"])
def test_a_label_is_no_priority_and_no_grade(district: District, name: str) -> None:
    with pytest.raises(Refused) as refused:
        shelf.add_label(actor=district.actor(OC), name=name)
    assert refused.value.reason is reasons.LABEL_IS_A_GRADE


def test_urgent_ones_are_those_of_the_file_not_of_a_word(district: District, sign_in: SignIn) -> None:
    """Lists never go by the text of a label."""
    urgent, worded = district.marked(), district.marked()
    Matter.objects.filter(pk=urgent.pk).update(priority=Priority.URGENT)
    labelled(district, "খুব জরুরি কাজ", worded)
    page = sign_in(OC).get(DESK, {"show": "urgent"}).content.decode()
    assert rows(page) == [str(district.thread(urgent).pk)]


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 31])
def test_a_label_has_a_name(district: District, name: str) -> None:
    with pytest.raises(Refused) as refused:
        shelf.add_label(actor=district.actor(OC), name=name)
    assert refused.value.reason is reasons.LABEL_NAME


def test_a_label_goes_on_no_matter_that_is_not_known(district: District) -> None:
    matter = district.marked("oc-land")
    Matter.objects.filter(pk=matter.pk).update(secrecy=2)
    labelled(district, "পরিদর্শন", matter)
    assert not Labelled.objects.exists()


def test_removed_it_leaves_the_files(district: District) -> None:
    matter, actor = district.marked(), district.actor(OC)
    label = shelf.add_label(actor=actor, name="পরিদর্শন")
    shelf.put_label(actor=actor, label=label.pk, matters=[matter.pk])
    with pytest.raises(Refused):
        shelf.remove_label(actor=district.actor("dm"), label=label.pk)
    shelf.remove_label(actor=actor, label=label.pk)
    assert not Labelled.objects.exists()
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_a_view_brings_its_filters_back(district: District, sign_in: SignIn) -> None:
    matter, other = district.marked(), district.marked()
    district.open(OC, other)
    client = sign_in(OC)
    client.post(reverse("keep_view"), {"box": "with_me", "show": "unread", "name": "সকালের কাজ"})
    view = SavedView.objects.get()
    assert (view.name, view.query) == ("সকালের কাজ", "box=with_me&show=unread")
    assert f'href="{DESK}?box=with_me&amp;show=unread"' in client.get(DESK).content.decode()
    assert rows(client.get(f"{DESK}?{view.query}").content.decode()) == [str(district.thread(matter).pk)]


def test_a_sections_view_is_its_posts_and_ones_own_is_nobody_elses(
    district: District,
) -> None:
    actor = district.actor(OC)
    shelf.keep_view(actor=actor, name="নিজের", query="box=late")
    shelf.keep_view(actor=actor, name="সেকশনের", query="box=pool", for_section=True)
    assert [one.name for one in shelf.shelf_of(actor).views] == ["নিজের", "সেকশনের"]
    assert [one.name for one in shelf.shelf_of(district.actor("cic-general")).views] == ["সেকশনের"]
    assert shelf.shelf_of(district.actor("oc-land")).views == []


def test_a_sections_view_is_removed_by_its_maker_or_by_the_sections_officer(district: District) -> None:
    clerk, other, officer = (district.actor(code) for code in ("udc-general", "cic-general", OC))
    for remover in (clerk, officer):
        view = shelf.keep_view(actor=clerk, name="সেকশনের", query="box=pool", for_section=True)
        assert [[one.removable for one in shelf.shelf_of(who).views] for who in (clerk, other, officer)] == [
            [True],
            [False],
            [True],
        ]
        with pytest.raises(Refused) as refused:
            shelf.remove_view(actor=other, view=view.pk)
        assert refused.value.reason is reasons.VIEW_OF_ANOTHER
        shelf.remove_view(actor=remover, view=view.pk)
        assert not SavedView.objects.exists()


def test_a_sections_view_asks_for_no_label(district: District) -> None:
    actor = district.actor(OC)
    tag = shelf.add_label(actor=actor, name="পরিদর্শন").pk
    with pytest.raises(Refused) as refused:
        shelf.keep_view(actor=actor, name="আমাদের", query=f"box=with_me&tag={tag}", for_section=True)
    assert refused.value.reason is reasons.VIEW_WITH_A_LABEL


def test_the_same_name_is_refused_and_nobody_removes_anothers(district: District) -> None:
    actor = district.actor(OC)
    view = shelf.keep_view(actor=actor, name="সকালের", query="box=late")
    with pytest.raises(Refused) as refused:
        shelf.keep_view(actor=actor, name="সকালের", query="box=today")
    assert refused.value.reason is reasons.VIEW_THERE
    with pytest.raises(Refused) as refused:
        shelf.remove_view(actor=district.actor("cic-general"), view=view.pk)
    assert refused.value.reason is reasons.NO_VIEW
    shelf.remove_view(actor=actor, view=view.pk)
    assert not SavedView.objects.exists()


def test_the_database_keeps_a_view_to_one_owner(district: District) -> None:
    actor = district.actor(OC)
    view = shelf.keep_view(actor=actor, name="সকালের", query="box=late")
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedView.objects.filter(pk=view.pk).update(user=None)


def test_words_narrow_the_list_in_either_digits(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    other = district.receive(subject="জাতি শংসাপত্র")
    district.complete("dm", other, "mark", to=OC)
    client = sign_in(OC)
    assert rows(client.get(DESK, {"having": "নলকূপ"}).content.decode()) == [str(district.thread(matter).pk)]
    assert len(rows(client.get(DESK, {"having": "রহিমা"}).content.decode())) == 2
    number = Matter.objects.select_related("receipt").get(pk=matter.pk).receipt
    assert number is not None
    bengali = number.number.translate(str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"))
    assert str(district.thread(matter).pk) in rows(client.get(DESK, {"having": bengali}).content.decode())


def test_words_find_no_graded_file_of_another(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward(OC, matter, "cic-general")
    Matter.objects.filter(pk=matter.pk).update(secrecy=1)
    mine = sign_in("cic-general").get(DESK, {"having": "নলকূপ"}).content.decode()
    assert len(rows(mine)) == 1
    sent = sign_in(OC).get(DESK, {"box": "sent", "having": "নলকূপ"}).content.decode()
    assert rows(sent) == []
