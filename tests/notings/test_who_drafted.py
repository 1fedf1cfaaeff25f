"""Words that another wrote are signed with his name beside the signature."""

from datetime import timedelta

import pytest

from hierarchy import selectors as hierarchy
from hierarchy.actors import Actor
from hierarchy.models import Charge, Deputation, Post
from hierarchy.refusals import Refused
from notings import reasons, selectors, services
from notings.hands import hands_of
from notings.models import NoteDraft, Paragraph
from tests.hierarchy.factories import NOW, charge, make_post, make_user
from tests.notings.desk import Desk, make_actor, post_of


def assistant(desk: Desk) -> Actor:
    """A clerk with a post of his own who drafts for the officer."""
    clerk = make_actor(make_post(desk.office, "ldc-it", level=7, powers=("note",)))
    Deputation.objects.create(
        office=desk.office,
        post=post_of(desk.officer),
        user_id=str(clerk.user_id),
        starts=NOW - timedelta(days=1),
        ends=NOW + timedelta(days=9),
        scope="draft",
    )
    assert clerk.user_id
    assert desk.officer.post_id
    return hierarchy.actor_for(clerk.user_id, desk.officer.post_id, NOW)


def test_the_assistants_draft_names_him_by_his_own_post_once_the_officer_signs(desk: Desk) -> None:
    desk.write("পেশ করা হল।", actor=assistant(desk))
    signed = desk.sign(actor=desk.officer)
    assert signed is not None
    [hand] = Paragraph.objects.get(pk=signed.pk).hands
    assert (hand.name.en, hand.post_title.en, hand.assistant) == ("Name of-ldc-it", "Post ldc-it", True)


def test_one_word_of_the_officer_does_not_take_the_drafters_name_away(desk: Desk) -> None:
    desk.write("পেশ করা হল।", actor=assistant(desk))
    desk.write("পেশ করা হল। দেখুন।", actor=desk.officer, revision=1)
    signed = desk.sign(actor=desk.officer)
    assert signed is not None
    assert [hand.name.en for hand in signed.hands] == ["Name of-ldc-it"]


def test_what_the_officer_wrote_himself_names_nobody_else(desk: Desk) -> None:
    assert desk.signed("দেখলাম।", actor=desk.officer).drafters == []


def test_words_that_were_thrown_out_take_the_name_with_them(desk: Desk) -> None:
    desk.write("পেশ করা হল।", actor=assistant(desk))
    desk.write("", actor=desk.officer, revision=1)
    desk.write("নিজের কথা।", actor=desk.officer, revision=2)
    signed = desk.sign(actor=desk.officer)
    assert signed is not None
    assert signed.drafters == []


def test_a_newcomer_signs_his_predecessors_words_as_drafted_by_him(desk: Desk) -> None:
    desk.write("আগের আধিকারিকের কথা।", actor=desk.officer)
    newcomer = transferred(desk)
    draft = selectors.draft_for(desk.sheet.id, None, newcomer)
    assert draft is not None
    [hand] = hands_of(draft.writers, newcomer.user_id)
    assert (hand.name.en, hand.post_title.en) == ("Name of-oc-it", "Post oc-it")
    assert hands_of(draft.writers, desk.officer.user_id) == []
    signed = desk.sign(actor=newcomer)
    assert signed is not None
    assert [one.name.en for one in signed.hands] == ["Name of-oc-it"]


def test_the_successor_of_an_abolished_post_goes_on_with_its_draft(desk: Desk) -> None:
    desk.write("উঠে যাওয়া পদের কথা।", actor=desk.officer)
    heir = successor(desk)
    draft = selectors.draft_for(desk.sheet.id, None, heir)
    assert draft is not None
    assert draft.text == "উঠে যাওয়া পদের কথা।"
    written = desk.write("আরও কিছু।", actor=heir, revision=1)
    assert (written.pk, written.post_id) == (draft.pk, desk.officer.post_id)
    signed = desk.sign(actor=heir)
    assert signed is not None
    assert (signed.text, [one.name.en for one in signed.hands]) == ("আরও কিছু।", ["Name of-oc-it"])
    assert not NoteDraft.objects.exists()


def test_beside_his_own_draft_the_other_stays_until_he_throws_it_away(desk: Desk) -> None:
    desk.write("উঠে যাওয়া পদের কথা।", actor=desk.officer)
    heir = make_actor(make_post(desk.office, "oc-law", level=4, powers=("note", "decide")))
    desk.write("নিজের কথা।", actor=heir)
    heir = successor(desk, heir)
    own, other = selectors.drafts_for(desk.sheet.id, None, heir)
    assert (own.text, other.text) == ("নিজের কথা।", "উঠে যাওয়া পদের কথা।")
    signed = desk.sign(actor=heir)
    assert signed is not None
    assert (signed.text, signed.drafters) == ("নিজের কথা।", [])
    services.discard_draft(
        actor=heir, sheet=desk.sheet.id, lane=None, revision=other.revision, draft_id=other.pk
    )
    assert not NoteDraft.objects.exists()


def test_a_page_that_did_not_know_the_predecessors_draft_does_not_write_over_it(desk: Desk) -> None:
    desk.write("উঠে যাওয়া পদের কথা।", actor=desk.officer)
    with pytest.raises(Refused) as refused:
        desk.write("নতুন।", actor=successor(desk))
    assert refused.value.reason is reasons.DRAFT_CHANGED


def transferred(desk: Desk) -> Actor:
    """The next holder of the officer's post."""
    post = post_of(desk.officer)
    Charge.objects.filter(post=post).update(ends=NOW - timedelta(hours=1))
    user = make_user("newcomer")
    charge(user, post, starts=NOW - timedelta(hours=1))
    return hierarchy.actor_for(user.pk, post.pk, NOW)


def successor(desk: Desk, heir: Actor | None = None) -> Actor:
    """Who stands for the officer's post after it was abolished."""
    actor = heir or make_actor(make_post(desk.office, "oc-law", level=4, powers=("note", "decide")))
    Post.objects.filter(pk=post_of(desk.officer).pk).update(
        abolished_on=NOW.date() - timedelta(days=1), successor_id=actor.post_id
    )
    assert actor.user_id
    assert actor.post_id
    return hierarchy.actor_for(actor.user_id, actor.post_id, NOW)
