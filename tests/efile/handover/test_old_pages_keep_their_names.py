"""What was signed keeps the name, the post and the charge of its day, whatever the office changes later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from efile.models import Movement
from hierarchy.models import Post, User
from hierarchy.services import abolish_post, change_post, name_deputy, transfer
from hierarchy.words import Words
from ledger import selectors as ledger
from notings.models import Paragraph
from tests.efile.conftest import District

ADMIN = "dpm"


@pytest.mark.parametrize("act", ["rename", "transfer", "abolish"])
def test_a_signed_note_and_its_movement_stay_as_they_were(
    district: District, client: Client, act: str
) -> None:
    district.go_live()
    matter = district.put_up()
    post = Post.objects.get(pk=district.post("oc-general"))
    before = Paragraph.objects.get(author_post=post).name.en, post.title.en
    by = Movement.objects.get(matter=matter, from_post=post).by
    admin = district.actor(ADMIN)
    if act == "rename":
        change_post(title=Words("নতুন পদ", "Renamed post"), now=district.wait(), actor=admin, post=post.pk)
    elif act == "transfer":
        user = User.objects.create(username="x", name_bn="অন্য", name_en="Somebody Else")
        transfer(user=user.pk, kind="officiating", now=district.wait(), actor=admin, post=post.pk)
    else:
        abolish_post(successor=district.post("oc-land"), now=district.wait(), actor=admin, post=post.pk)

    assert Movement.objects.get(matter=matter, from_post=post).by == by
    client.cookies["language"] = "en"
    client.force_login(User.objects.get(charges__post=district.post("dm")))
    page = client.get(f"/m/{matter.pk}/").content.decode()
    sheet = page[page.index('class="note"') :]
    assert before[0] in sheet
    assert before[1] in sheet[: sheet.index("</article>")]
    assert "Renamed post" not in sheet[: sheet.index("</article>")]
    assert "Somebody Else" not in sheet[: sheet.index("</article>")]


def test_a_deputys_act_shows_both_names_and_why(district: District, client: Client) -> None:
    district.go_live()
    matter = district.marked("oc-general")
    deputy = User.objects.get(charges__post=district.post("oc-land"))
    holder = User.objects.get(charges__post=district.post("oc-general"))
    name_deputy(
        actor=district.actor(ADMIN),
        post=district.post("oc-general"),
        user=deputy.pk,
        reason="অর্জিত ছুটি",
        ends=district.now + timedelta(days=3),
        now=district.wait(),
    )
    district.wait()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "recommend")

    entry = ledger.entries(matter.pk)[-1]
    assert entry.by["name"]["en"] == deputy.name.en
    assert entry.by["on_behalf_of"]["en"] == holder.name.en
    assert entry.by["reason"] == "অর্জিত ছুটি"
    client.cookies["language"] = "en"
    client.force_login(User.objects.get(charges__post=district.post("dm")))
    note = client.get(f"/m/{matter.pk}/").content.decode()
    note = note[note.index('class="note"') :]
    assert f"for {holder.name.en}" in note[: note.index("</article>")]
    client.force_login(User.objects.get(charges__post=district.post("auditor-1")))
    told = client.get(f"/history/{matter.pk}/").content.decode()
    assert deputy.name.en in told
    assert f"for {holder.name.en} (Earned leave)" in told
