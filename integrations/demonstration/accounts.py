"""Who may be played in the demonstration: twelve first tasks, and every other post beside them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hierarchy import selectors as hierarchy
from hierarchy.models import Office, Post, User
from hierarchy.words import Words

OFFICE = "uttar-dinajpur"
ACROSS = "rangpur"
"""The office of Bangladesh that is shown."""


@dataclass(frozen=True, slots=True)
class Card:
    """A part to play: the post, what to do first, and the page it begins on.

    `works_at` is the post he works at then, where it is not his own. No post of the district has the code
    of one played at `ACROSS`.
    """

    post: str
    title: Promise
    task: Promise
    enter: Promise
    begin: str
    works_at: str = ""
    office: str = OFFICE


CARDS = (
    Card(
        "counter-1",
        _("Front desk"),
        _("Receive an application and print its slip."),
        _("Enter as the front desk"),
        "receive",
    ),
    Card(
        "dm",
        _("District Magistrate"),
        _("Mark a new application to an officer, then decide one that was put up."),
        _("Enter as the District Magistrate"),
        "desk",
    ),
    Card(
        "oc-general",
        _("Officer"),
        _("Open the first file, write a note and send it down the section."),
        _("Enter as an officer"),
        "desk",
    ),
    Card(
        "pa-adm-general",
        _("Personal assistant"),
        _("Write a draft; only the officer can make it a note and send the file."),
        _("Enter as the assistant"),
        "desk",
        works_at="adm-general",
    ),
    Card(
        "it-officer-1",
        _("IT section"),
        _("Open a flow, add a stage and ask a colleague to publish it."),
        _("Enter as the IT officer"),
        "flows",
    ),
    Card(
        "it-officer-2",
        _("Administrator"),
        _("Name a link officer for somebody on leave, and see which posts are vacant."),
        _("Enter as the administrator"),
        "administration",
    ),
    Card(
        "auditor-1",
        _("Auditor"),
        _("Choose a finished file and replay its path."),
        _("Enter as the auditor"),
        "history",
    ),
    Card(
        "ldc-front-desk",
        _("Dispatcher"),
        _("Issue a signed letter and send it to its recipients, each by his own way."),
        _("Enter as the dispatcher"),
        "dispatch",
    ),
    Card(
        "group-d-dm-office",
        _("Group D"),
        _("Take a cover along and enter who received it."),
        _("Enter as Group D"),
        "to_carry",
    ),
    Card(
        "record-keeper",
        _("Record room"),
        _("See which closed files are due for destruction."),
        _("Enter as the record keeper"),
        "disposal_due",
    ),
    Card(
        "ac-general",
        _("An office of Bangladesh"),
        _("Read a letter there: its numbers, its classes of files and its calendar."),
        _("Enter as an Assistant Commissioner"),
        "desk",
        office=ACROSS,
    ),
)
CITIZEN = Card(
    "",
    _("Citizen"),
    _("See where an application stands, and answer what the office asks."),
    _("Enter as a citizen"),
    "track",
)


@dataclass(frozen=True, slots=True)
class Account:
    """A demonstration person at a post."""

    username: str
    post: Post
    name: Words

    def __str__(self) -> str:
        return f"    {self.username:18} {self.post.title.bn} ({self.post.title.en})"


def district() -> Office | None:
    return Office.objects.filter(code=OFFICE).first()


def people() -> list[Account]:
    """Everyone who acts at a post of the district, highest first."""
    return _at(Q(office__code=OFFICE))


def across() -> list[Account]:
    """Who may be played in the other country."""
    return _at(Q(office__code=ACROSS, code__in=[card.post for card in CARDS if card.office == ACROSS]))


def _at(those: Q) -> list[Account]:
    posts = list(
        Post.objects.filter(those, abolished_on=None)
        .select_related("section")
        .order_by("rank__level", "position", "code")
    )
    holders = hierarchy.holders_of((post.pk for post in posts), timezone.now())
    names = dict(
        User.objects.filter(pk__in=[h.user_id for h in holders.values()]).values_list("pk", "username")
    )
    return [
        Account(names[holders[post.pk].user_id], post, holders[post.pk].name)
        for post in posts
        if post.pk in holders
    ]


def accounts() -> list[str]:
    """The parts to play, as lines for the terminal. Entry is by one click on the front page."""
    wanted = {card.post for card in CARDS}
    chosen = [account for account in people() if account.post.code in wanted]
    return ["Demonstration accounts (enter with one click on the front page):", *map(str, chosen)]
