"""The list of posts and what a desk is told for information, as pages."""

import re

from django.test import Client
from django.urls import reverse

from efile.forwarding import services as forwarding
from efile.models import Matter, Secrecy
from hierarchy.models import Charge
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.pages.test_present_holder import succeeded


def test_a_post_is_put_on_the_list_and_removed(district: District, sign_in: SignIn) -> None:
    client, to = sign_in("oc-general"), str(district.post("udc-general"))
    client.post(reverse("seals"), {"act": "add", "to": to})
    assert f'name="to" value="{to}"' in own_list(client)
    client.post(reverse("seals"), {"act": "remove", "to": to})
    assert f'name="to" value="{to}"' not in own_list(client)


def own_list(client: Client) -> str:
    page = client.get(reverse("seals")).content.decode()
    return page.partition('<ol class="picks">')[2].partition("</ol>")[0]


def others(client: Client, wanted: str) -> list[str]:
    page = client.get(reverse("seals"), {"find": wanted}).content.decode()
    return re.findall(r"<b>([^<]*)</b><small>", page[page.index('id="others"') :])


def test_posts_are_searched_by_title_holder_and_what_they_are_called(
    district: District, sign_in: SignIn
) -> None:
    client = sign_in("oc-general")
    holder = district.actor("dm").name.en
    assert others(client, "DM")[0] == "District Magistrate"
    assert others(client, holder) == ["District Magistrate"]
    assert "Upper Division Clerk, General Section" in others(client, "ইউডিসি general")
    assert others(client, "nobody of this name") == []


def test_every_post_stands_with_who_holds_it_and_how(district: District, sign_in: SignIn) -> None:
    client, to = sign_in("oc-general"), district.post("udc-general")
    holder = district.actor("udc-general").name.en
    Charge.objects.filter(post=to, ends=None).update(kind="additional")
    page = client.get(reverse("seals"), {"find": "udc general"}).content.decode()
    assert f"<small>{holder} · additional charge</small>" in page
    client.post(reverse("seals"), {"act": "add", "to": str(to)})
    assert f"<small>{holder} · additional charge</small>" in own_list(client)
    Charge.objects.filter(post=to).delete()
    assert "vacant" in own_list(client)


def test_a_notice_stands_on_the_desk_until_it_is_dismissed(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    forwarding.pull_up(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        now=district.wait(minutes=1),
    )
    client, notice = sign_in("cic-general"), district.thread(matter).matter.desk_notices.get()
    dismiss = reverse("dismiss_notice", args=[notice.pk])
    assert dismiss in client.get(reverse("desk")).content.decode()
    client.post(dismiss)
    assert dismiss not in client.get(reverse("desk")).content.decode()


def test_a_notice_does_not_name_a_graded_file_that_its_post_may_not_open(
    district: District, sign_in: SignIn
) -> None:
    matter = district.marked()
    district.forward("oc-general", matter, "cic-general")
    forwarding.pull_up(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        now=district.wait(minutes=1),
    )
    desk = sign_in("cic-general").get(reverse("desk")).content.decode()
    assert matter.subject in desk
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.TOP_SECRET)
    desk = sign_in("cic-general").get(reverse("desk")).content.decode()
    assert "The subject is not shown to your post" in desk
    assert matter.subject not in desk


def test_an_abolished_post_on_the_list_says_what_became_of_it(district: District, sign_in: SignIn) -> None:
    client, to = sign_in("oc-general"), district.post("udc-general")
    client.post(reverse("seals"), {"act": "add", "to": str(to)})
    succeeded(district, "udc-general", "udc-land")
    Charge.objects.filter(post=to).delete()
    listed = own_list(client)
    assert "its files are with Upper Division Clerk, Land Section" in listed.replace("&#x27;", "'")
    assert "abolished</span>" in listed
    assert "vacant</span>" not in listed
