"""Are the letters of a matter out? What is drafted, approved or unsent keeps it open.

NIC eFile: a receipt with an undispatched draft cannot be closed. CSMOP 10.2: a file is recorded only when all
issues on it are finished.
"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from efile.dispatch.models import Addressee, Sending, State
from efile.letters import reasons
from efile.letters.models import Draft, Status
from efile.models import File, Matter
from hierarchy.refusals import Reason, Refused
from web.templatetags.office import bn_digits

OVER = (Status.DROPPED, Status.ISSUED)


def check_letters_sent(matter: Matter) -> None:
    """Refused, with the letter and its link, while one of the matter is not given up nor out to everybody."""
    letter = Draft.objects.filter(matter=matter.pk).exclude(status__in=OVER).order_by("place").first()
    if letter is not None:
        raise refused(reasons.UNFINISHED, letter, status=letter.get_status_display())
    left = unsent().filter(draft__matter=matter.pk).select_related("draft").first()
    if left is not None:
        raise refused(reasons.UNSENT, left.draft, name=left.name)


def letter_in_hand() -> Exists:
    """Of a thread: whether a letter of its matter is not given up nor out to everybody."""
    left = Exists(unsent().order_by().filter(draft=OuterRef("pk")))
    rows = Draft.objects.filter(~Q(status__in=OVER) | left, matter=OuterRef("matter"))
    return Exists(rows)


def check_letters_of_file_sent(file: File) -> None:
    rows = Draft.objects.filter(matter__file=file.pk)
    letter = rows.exclude(status__in=OVER).order_by("matter", "place").first()
    if letter is None:
        left = unsent().filter(draft__matter__file=file.pk).select_related("draft").first()
        letter = left.draft if left else None
    if letter is not None:
        raise refused(reasons.FILE_UNFINISHED, letter)


def unsent(*, failed: bool = False) -> QuerySet[Addressee]:
    """Recipients to whom an issued letter has not gone, or to whom the last try failed; `failed`: these."""
    last = Sending.objects.filter(addressee=OuterRef("pk")).order_by("-number").values("state")[:1]
    rows = Addressee.objects.annotate(state=Subquery(last)).order_by("draft", "place")
    if failed:
        return rows.filter(state=State.FAILED)
    return rows.filter(Q(state=None) | Q(state=State.FAILED))


def named(letter: Draft) -> str:
    """Its number, or what it is while it has none."""
    number = letter.issue_number or letter.memo
    return f"{letter.form.name} {bn_digits(number or letter.place)}"


def refused(reason: Reason, letter: Draft, **more: object) -> Refused:
    return Refused(reason, letter=named(letter), letter_id=letter.pk, **more)
