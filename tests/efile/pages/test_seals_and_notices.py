"""The list of posts and what a desk is told for information, as pages."""

from django.urls import reverse

from efile.forwarding import services as forwarding
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn


def test_a_post_is_put_on_the_list_and_removed(district: District, sign_in: SignIn) -> None:
    client, to = sign_in("oc-general"), str(district.post("udc-general"))
    client.post(reverse("seals"), {"act": "add", "to": to})
    assert f'name="to" value="{to}"' in client.get(reverse("seals")).content.decode()
    client.post(reverse("seals"), {"act": "remove", "to": to})
    assert f'name="to" value="{to}"' not in client.get(reverse("seals")).content.decode()


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
