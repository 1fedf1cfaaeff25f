"""Each act says what will follow, is done once it is confirmed, and a refusal loses nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hierarchy import held
from hierarchy.administration.acts import ACTS
from hierarchy.models import Charge, Post, User
from tests.hierarchy.administration.conftest import ask, do, words
from tests.hierarchy.offices import Establishment


def test_a_post_is_moved_after_reading_what_follows(house: Establishment, admin: Client) -> None:
    fields = {"post": house.posts["oc"], "reports_to": house.posts["oc-land"]}
    page = words(ask(admin, "move-post", **fields))
    assert "Post oc reports to Post oc-land instead of Post dm." in page
    assert "1 post below it moves with it." in page
    assert house.kinds() == []
    answer = do(admin, "move-post", **fields)
    assert answer.status_code == 302
    assert answer["Location"] == reverse("edit_chart") + "?post=oc#oc"
    assert Post.objects.get(code="oc").reports_to == house.posts["oc-land"]
    assert house.kinds() == ["post.changed"]


def test_a_ring_is_refused_beside_its_field_and_nothing_is_lost(house: Establishment, admin: Client) -> None:
    answer = do(admin, "move-post", post=house.posts["oc"], reports_to=house.posts["clerk"])
    page = words(answer)
    assert answer.status_code == 409
    field = page.partition('id="id_reports_to"')[2].partition("</div>")[0]
    assert "Post clerk itself works under Post oc" in field
    assert f'value="{house.posts["clerk"].pk}" selected' in page
    assert house.kinds() == []


def test_files_that_lie_with_an_abolished_post_are_counted(
    house: Establishment, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "_counts", [(lambda posts, _actor, _service: 3 * len(posts), len)])
    fields = {"post": house.posts["oc"], "successor": house.posts["oc-land"]}
    page = words(ask(admin, "abolish-post", **fields))
    assert "3 files lie with Post oc; they will lie with Post oc-land." in page
    assert "Name test-office-oc's charge of the post ends at once." in page
    assert "1 post that reported to it reports to Post oc-land." in page
    assert "then opens what lay with" in page
    assert do(admin, "abolish-post", **fields).status_code == 302
    gone = Post.objects.get(code="oc")
    assert gone.successor == house.posts["oc-land"]
    assert house.kinds() == ["post.abolished"]


def test_what_the_successor_of_a_post_lacks_is_said_before(house: Establishment, admin: Client) -> None:
    clerk, above = house.posts["clerk"], house.posts["oc"]
    rank = above.rank
    rank.powers = [*clerk.rank.powers, "issue", "decide"]
    rank.save(update_fields=["powers"])
    page = words(ask(admin, "abolish-post", post=above, successor=clerk))
    assert "Post clerk lacks powers of the post: decide, issue a letter." in page
    assert "Nobody acts at" not in page
    house.charge_of("clerk").delete()
    page = words(ask(admin, "abolish-post", post=above, successor=clerk))
    assert "Nobody acts at Post clerk now" in page
    page = words(ask(admin, "abolish-post", post=above, successor=house.posts["oc-land"]))
    assert "lacks powers of the post" not in page


def test_what_has_changed_since_is_read_once_more(
    house: Establishment, admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = {"post": str(house.posts["oc"].pk), "successor": str(house.posts["oc-land"].pk)}
    address = reverse("admin_act", args=["abolish-post"])
    page = words(admin.post(address, fields | {"step": "check"}))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    monkeypatch.setattr(held, "_counts", [(lambda _posts, _actor, _service: 1, len)])
    page = words(admin.post(address, fields | {"step": "do", "seen": seen}))
    assert "This has changed since you read it" in page
    assert house.kinds() == []


def test_a_post_without_a_successor_is_not_abolished(house: Establishment, admin: Client) -> None:
    answer = ask(admin, "abolish-post", post=house.posts["oc"], successor="")
    assert answer.status_code == 422
    assert "Choose “Successor”." in words(answer)


def test_a_charge_is_given_ended_and_given_again(house: Establishment, admin: Client) -> None:
    newcomer = house.user("newcomer")
    held_by = house.charge_of("clerk")
    assert do(admin, "end-charge", held=held_by, ends="").status_code == 302
    page = words(ask(admin, "give-charge", post=house.posts["clerk"], person=newcomer, kind="in_charge"))
    assert "Name newcomer holds Post clerk (in charge) at once." in page
    fields = {"post": house.posts["clerk"], "person": newcomer, "kind": "in_charge", "starts": "", "ends": ""}
    assert do(admin, "give-charge", **fields).status_code == 302
    assert house.charge_of("clerk").user == newcomer
    assert house.kinds() == ["charge.ended", "charge.given"]


def test_a_held_post_is_refused_beside_the_post(house: Establishment, admin: Client) -> None:
    fields = {"post": house.posts["clerk"], "person": house.user("newcomer"), "kind": "in_charge"}
    answer = do(admin, "give-charge", **fields)
    assert answer.status_code == 409
    assert "holds the post Post clerk from" in words(answer)
    assert 'value="newcomer"' in words(answer)


def test_a_person_nobody_knows_is_named(house: Establishment, admin: Client) -> None:
    answer = ask(admin, "give-charge", post=house.posts["clerk"], person="nobody", kind="in_charge")
    assert answer.status_code == 422
    assert "There is no person with the user name “nobody”." in words(answer)


def test_a_transfer_says_which_post_is_left_vacant(house: Establishment, admin: Client) -> None:
    mover = house.users["oc-land"]
    fields = {"post": house.posts["oc"], "person": mover, "kind": "substantive", "starts": ""}
    page = words(ask(admin, "transfer", **fields))
    assert "leaves Post oc-land, which is vacant then." in page
    assert do(admin, "transfer", **fields).status_code == 302
    assert house.charge_of("oc").user == mover
    assert house.charge_of("oc-land").ends is not None


def test_a_deputy_and_an_assistant_are_named_and_ended(house: Establishment, admin: Client) -> None:
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    for act, who in (("name-deputy", "oc-land"), ("name-assistant", "clerk")):
        fields = {"post": house.posts["oc"], "person": house.users[who], "reason": "leave", "ends": until}
        assert do(admin, act, **fields).status_code == 302
    rows = list(house.posts["oc"].deputations.order_by("scope"))
    assert [row.scope for row in rows] == ["draft", "full"]
    for row in rows:
        assert do(admin, "end-deputation", held=row.pk, ends="").status_code == 302
    assert house.kinds() == ["deputy.named", "assistant.named", "deputation.ended", "deputation.ended"]


def test_the_end_of_a_charge_names_the_deputy_who_goes_with_it(house: Establishment, admin: Client) -> None:
    until = (timezone.localdate() + timedelta(days=5)).isoformat()
    deputy = {"person": house.users["clerk"], "reason": "leave", "ends": until}
    assert do(admin, "name-deputy", post=house.posts["oc"], **deputy).status_code == 302
    gone = "Name test-office-clerk no longer acts for the post as deputy."
    assert gone in words(ask(admin, "end-charge", held=house.charge_of("oc"), ends=""))
    own = {"person": house.users["oc"], "kind": "substantive", "starts": ""}
    assert gone in words(ask(admin, "transfer", post=house.posts["oc-land"], **own))
    after = (timezone.localdate() + timedelta(days=9)).isoformat()
    assert gone not in words(ask(admin, "end-charge", held=house.charge_of("oc"), ends=after))


def test_a_person_is_added_with_a_charge_and_led_to_his_slip(house: Establishment, admin: Client) -> None:
    do(admin, "end-charge", held=house.charge_of("clerk"), ends="")
    fields = {
        "username": "new-clerk",
        "name_bn": "নতুন করণিক",
        "name_en": "New Clerk",
        "post": house.posts["clerk"],
        "kind": "substantive",
        "starts": "",
    }
    answer = do(admin, "add-person", **fields)
    made = User.objects.get(username="new-clerk")
    assert answer["Location"] == reverse("officer_account", args=[made.pk])
    assert not made.has_usable_password()
    assert Charge.objects.get(user=made).post == house.posts["clerk"]
    again = do(admin, "add-person", **fields)
    assert again.status_code == 409
    assert "The user name “new-clerk” is another person's already." in words(again)


def test_sections_are_made_renamed_and_merged(house: Establishment, admin: Client) -> None:
    assert do(admin, "make-section", slug="relief", name_bn="ত্রাণ", name_en="Relief").status_code == 302
    new = house.office.sections.get(code="relief")
    assert do(admin, "rename-section", section=new, name_bn="ত্রাণ ২", name_en="Relief 2").status_code == 302
    page = words(ask(admin, "close-section", section=house.sections["general"], successor=new))
    assert "2 posts of Section will sit in Relief 2." in page
    assert "Papers of Section, confidential ones too, are then read by who reads those of Relief 2" in page
    assert (
        "Whoever sits in Section or in Relief 2 reads the normal papers of both from then on, older ones too."
        in page
    )
    answer = do(admin, "close-section", section=house.sections["general"], successor=new)
    assert answer["Location"] == reverse("admin_sections")
    assert house.kinds() == ["section.made", "section.changed", "section.closed"]


def test_a_post_is_added_below_another_one_and_renamed(house: Establishment, admin: Client) -> None:
    rank = house.posts["clerk"].rank_id
    fields = {
        "reports_to": house.posts["oc"],
        "slug": "clerk-2",
        "title_bn": "করণিক ২",
        "title_en": "Clerk 2",
        "rank": rank,
        "section": "",
    }
    assert do(admin, "make-post", **fields).status_code == 302
    assert do(admin, "make-post", **fields).status_code == 409
    new = Post.objects.get(code="clerk-2")
    assert do(admin, "rename-post", post=new, title_bn="করণিক ৩", title_en="Clerk 3").status_code == 302
    assert Post.objects.get(code="clerk-2").title_en == "Clerk 3"


@pytest.mark.parametrize("act", sorted(ACTS))
@pytest.mark.parametrize("language", ["en", "bn-in"])
def test_every_act_has_a_form_and_asks_for_what_is_missing(
    house: Establishment, admin: Client, act: str, language: str
) -> None:
    admin.cookies["language"] = language
    address = reverse("admin_act", args=[act])
    assert admin.get(address).status_code == 200
    assert admin.post(address, {"step": "do"}).status_code == 422
    assert house.kinds() == []


def test_an_unknown_act_is_not_found(admin: Client) -> None:
    assert admin.get(reverse("admin_act", args=["fire-everybody"])).status_code == 404


def test_a_title_is_written_in_its_own_script_as_in_the_table(house: Establishment, admin: Client) -> None:
    titles = {"post": house.posts["oc"], "title_bn": "Officer", "title_en": "আধিকারিক"}
    page = ask(admin, "rename-post", **titles)
    assert page.status_code == 422
    assert "“Officer” has no Bengali letter." in words(page)
    assert "“আধিকারিক” is written in Bengali script." in words(page)
