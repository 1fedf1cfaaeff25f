"""What a showing of the whole file opens: its normal matters, and no graded one that lies in it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils import timezone

from efile import reasons, services
from efile.access.shown import shown_of
from efile.files.at_work import open_files
from efile.models import Matter, Secrecy
from efile.visibility import known_to, visible_to
from hierarchy.models import Post
from hierarchy.refusals import Refused
from tests.efile.conftest import District

READER = "ldc-jm"
GRADED = (Secrecy.CONFIDENTIAL, Secrecy.SECRET, Secrecy.TOP_SECRET)


@pytest.fixture
def matter(district: District) -> Matter:
    """A normal one in a new file, with the officer of the general section."""
    district.now = timezone.now() - timedelta(days=1)
    row = district.marked()
    _put_in(district, row)
    row.refresh_from_db()
    return row


def _put_in(district: District, matter: Matter, file: UUID | None = None) -> None:
    services.open_file(
        actor=district.actor("oc-general"),
        thread=district.thread(matter).pk,
        file=file,
        now=district.wait(minutes=1),
    )


def _graded(district: District, file: UUID | None, grade: int) -> Matter:
    row = district.marked()
    _put_in(district, row, file)
    Matter.objects.filter(pk=row.pk).update(secrecy=grade)
    return Matter.objects.get(pk=row.pk)


def _show(district: District, matter: Matter, *, to: UUID | None = None, whole_file: bool = True) -> None:
    services.show_to(
        actor=district.actor("oc-general"),
        matter=matter.pk,
        post=to or district.post(READER),
        until=(timezone.now() + timedelta(days=7)).date(),
        reason="মতামতের জন্য",
        whole_file=whole_file,
        now=district.wait(minutes=1),
    )


def _opens(district: District, matter: Matter) -> bool:
    return visible_to(Matter.objects.filter(pk=matter.pk), district.actor(READER)).exists()


@pytest.mark.parametrize("grade", GRADED)
def test_a_graded_matter_of_the_file_stays_shut(district: District, matter: Matter, grade: Secrecy) -> None:
    secret = _graded(district, matter.file_id, grade)
    later = district.marked()
    _show(district, matter)
    assert _opens(district, matter)
    assert not _opens(district, secret)
    Matter.objects.filter(pk=later.pk).update(secrecy=grade)
    _put_in(district, later, matter.file_id)
    known = known_to(Matter.objects.filter(pk__in=[secret.pk, later.pk]), district.actor(READER))
    assert not known.exists()


@pytest.mark.parametrize("grade", GRADED)
def test_a_graded_matter_is_shown_alone(district: District, matter: Matter, grade: Secrecy) -> None:
    secret = _graded(district, matter.file_id, grade)
    with pytest.raises(Refused) as refused:
        _show(district, secret)
    assert refused.value.reason is reasons.GRADED_ALONE
    _show(district, secret, whole_file=False)
    assert _opens(district, secret)
    assert not _opens(district, matter)


def test_the_dialog_of_a_graded_matter_does_not_name_a_showing_of_the_file(
    district: District, matter: Matter
) -> None:
    secret = _graded(district, matter.file_id, Secrecy.TOP_SECRET)
    _show(district, matter)
    officer = district.actor("oc-general")
    assert [one.post.code for one in shown_of(matter, officer, timezone.now())] == [READER]
    assert shown_of(secret, officer, timezone.now()) == []


@pytest.mark.parametrize("grade", GRADED)
def test_putting_a_matter_beside_a_graded_one_opens_nothing(
    district: District, matter: Matter, grade: Secrecy
) -> None:
    """Who receives a matter of the file reads that one, and its file's subject is not offered to him."""
    secret = _graded(district, matter.file_id, grade)
    Matter.objects.filter(pk=secret.pk).update(subject="তহবিল তছরুপ")
    own = district.marked(to="oc-jm")
    district.forward("oc-jm", own, "udc-jm")
    clerk = district.actor("udc-jm")
    _show(district, matter, to=district.post("udc-jm"))
    assert open_files(clerk, own, "General") == open_files(clerk, own, str(matter.file)) == []
    services.open_file(
        actor=clerk, thread=district.thread(own).pk, file=matter.file_id, now=district.wait(minutes=1)
    )
    assert not visible_to(Matter.objects.filter(pk=secret.pk), clerk).exists()


@pytest.mark.parametrize("whole_file", [False, True])
def test_a_file_is_not_shown_to_a_post_of_another_office(
    district: District, matter: Matter, whole_file: bool
) -> None:
    call_command("load_charts", office="purba-medinipur", with_demo_people=True, verbosity=0)
    abroad = Post.objects.get(office__code="purba-medinipur", code="oc-general")
    with pytest.raises(Refused) as refused:
        _show(district, matter, to=abroad.pk, whole_file=whole_file)
    assert refused.value.reason is reasons.SHOWN_ELSEWHERE
