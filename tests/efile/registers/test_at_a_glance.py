"""The pictures of the morning: each bar is the count of the list behind it."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from efile.dispatch.models import Sending
from efile.models import Matter, Secrecy
from efile.registers.figures import Figure, Figures
from efile.registers.pictures import ABOVE, HEIGHT, beams, columns
from tests.base.days import office_day
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.dispatch.desk import issued, sent
from tests.efile.registers.conftest import SignIn, lines


def bars(client: Client) -> list[tuple[str, str, int]]:
    """Of each bar that is drawn: its list, its words, its figure."""
    text = client.get(reverse("at_a_glance")).content.decode()
    found = re.findall(r'<a href="([^"]+)" aria-label="([^"]+): ([\d,]+)"', text)
    return [(unescape(url), words, int(count.replace(",", ""))) for url, words, count in found]


def test_each_bar_has_as_much_as_the_list_behind_it(district: District, sign_in: SignIn) -> None:
    matter, draft = issued(district)
    sent(district, draft, 1, "email", to="rahima@example.org")
    sent(district, draft, 2, "post", mail="ordinary")
    sent(district, draft, 3, "sms", to="9800000002")
    Sending.objects.filter(way="sms").update(state="failed", failure="–", settled_at=timezone.now())
    for _letter in range(2):
        entered(district, channel="email")
    late = district.marked()
    Matter.objects.filter(pk=late.pk).update(
        opened_at=timezone.now() - timedelta(days=40), promised_on=office_day() - timedelta(days=1)
    )
    done = district.marked()
    Matter.objects.filter(pk=done.pk).update(closed_at=timezone.now())
    Matter.objects.filter(pk=district.marked().pk).update(secrecy=Secrecy.TOP_SECRET)
    for reader in ("dm", "oc-general", "auditor-1", "udc-jm"):
        client = sign_in(reader)
        found = bars(client)
        for url, words, count in found:
            assert len(lines(client.get(url).content.decode())) == count, f"{reader}: {words}"
        if reader == "dm":
            drawn = {words: count for _url, words, count in found if count}
            assert drawn["beyond the promised day"] == 1
            assert drawn[f"{matter.section.name.en}, 31 to 60 days"] == 1
            assert {drawn["By e-mail"], drawn["By post"]} == {1}
            assert (drawn["Counter"], drawn["E-mail"]) == (4, 2)
            assert "SMS with a link" not in drawn
            assert sum(count for words, count in drawn.items() if words.endswith("Came")) == 6


def test_a_reader_of_nothing_is_shown_empty_pictures(district: District, sign_in: SignIn) -> None:
    district.marked()
    client = sign_in("udc-jm")
    assert [count for _url, _words, count in bars(client) if count] == []
    assert "Nothing in these days." in client.get(reverse("at_a_glance")).content.decode()


def figures(*counts: int) -> Figures:
    return Figures("", [Figure("", count, "") for count in counts])


def test_bars_keep_their_measure() -> None:
    one, two = columns([figures(10, 5), figures(0, 1)])
    assert [bar.height for bar in one.bars] == [HEIGHT, HEIGHT / 2]
    assert [bar.y + bar.height for bar in [*one.bars, *two.bars]] == [ABOVE + HEIGHT] * 4
    assert one.bars[1].x == one.bars[0].x + one.bars[0].width
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in [*one.bars, *two.bars])
    long, short = beams([figures(3, 1), figures(0, 2)])
    assert [(bar.x, bar.width) for bar in long.bars] == [(0, 75), (75, 25)]
    assert [(bar.x, bar.width) for bar in short.bars] == [(0, 50)]


def test_nothing_is_drawn_of_nothing() -> None:
    assert beams([]) == []
    assert columns([]) == []
    (none,) = columns([figures(0, 0)])
    assert [bar.height for bar in none.bars] == [0, 0]
