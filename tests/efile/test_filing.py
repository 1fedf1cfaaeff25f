"""A matter is put in a file; a file whose matters are disposed of is closed."""

from datetime import timedelta

import pytest

from efile import reasons, services
from efile.models import File, Matter
from efile.verification import check_stream
from hierarchy.refusals import Refused
from ledger import selectors as ledger
from tests.efile import stories
from tests.efile.conftest import District

CLOSED = "সব বিষয় নিষ্পন্ন; নথিতে আর কাজ বাকি নেই।"


def put_in_file(
    district: District, matter: Matter, code: str = "oc-general", file: File | None = None
) -> File:
    services.open_file(
        actor=district.actor(code),
        thread=district.thread(matter).pk,
        file=file.pk if file else None,
        now=district.wait(minutes=1),
    )
    matter.refresh_from_db()
    assert matter.file is not None
    return matter.file


def agree(matter: Matter, file: File) -> bool:
    checked = {"matter": matter.pk, "file": file.pk}
    return not any(check_stream(kind, own, ledger.entries(own)) for kind, own in checked.items())


def test_a_new_file_takes_its_sections_next_number_and_the_matters_subject(district: District) -> None:
    first, second = district.marked(), district.marked()
    file = put_in_file(district, first)
    assert file.number.endswith("/1/2026")
    assert file.subject == first.subject
    assert put_in_file(district, second).number.endswith("/2/2026")
    assert agree(first, file)


def test_sections_number_their_files_apart(district: District) -> None:
    put_in_file(district, district.marked())
    other = district.marked("oc-land")
    assert put_in_file(district, other, "oc-land").number.endswith("/1/2026")


def test_a_second_matter_joins_the_file(district: District) -> None:
    first, second = district.marked(), district.marked()
    file = put_in_file(district, first)
    assert put_in_file(district, second, file=file) == file
    assert file.matters.count() == 2
    assert agree(second, file)


def test_a_matter_lies_in_one_file(district: District) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    with pytest.raises(Refused) as refused:
        put_in_file(district, matter)
    assert refused.value.reason is reasons.HAS_FILE
    assert file.number in refused.value.sentence
    assert File.objects.count() == 1


def test_only_the_holder_puts_it_in_a_file_and_no_number_is_lost(district: District) -> None:
    matter = district.marked()
    with pytest.raises(Refused) as refused:
        put_in_file(district, matter, "cic-general")
    assert refused.value.reason is reasons.NOT_HOLDER
    assert put_in_file(district, matter).number.endswith("/1/2026")


def test_a_file_with_open_matters_is_not_closed(district: District) -> None:
    """CSMOP 10.2."""
    file = put_in_file(district, district.marked())
    with pytest.raises(Refused) as refused:
        services.dispose(actor=district.actor("dm"), file=file.pk, reason=CLOSED, now=district.now)
    assert refused.value.reason is reasons.FILE_OPEN_MATTERS
    assert f"The file {file.number} is not closed while a matter in it is open" in refused.value.sentence
    assert [entry.kind for entry in ledger.entries(file.pk)] == ["file.opened"]


def test_a_file_is_closed_once_all_is_disposed_of_and_takes_nothing_more(district: District) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    stories.finish(district, matter)
    services.dispose(actor=district.actor("dm"), file=file.pk, reason=CLOSED, now=district.wait(days=1))
    file.refresh_from_db()
    assert (file.status, file.closed_at) == (File.Status.CLOSED, district.now)
    opened, closed = ledger.entries(file.pk)
    assert (opened.kind, closed.kind, closed.texts) == ("file.opened", "file.closed", {"reason": CLOSED})
    assert closed.by["post"] == str(district.post("dm"))
    assert agree(matter, file)
    with pytest.raises(Refused) as refused:
        put_in_file(district, district.marked(), file=file)
    assert refused.value.reason is reasons.FILE_CLOSED
    with pytest.raises(Refused) as refused:
        services.dispose(actor=district.actor("dm"), file=file.pk, reason=CLOSED, now=district.now)
    assert refused.value.reason is reasons.FILE_CLOSED


def test_a_file_is_not_closed_without_a_reason(district: District) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    stories.finish(district, matter)
    with pytest.raises(Refused) as refused:
        services.dispose(actor=district.actor("dm"), file=file.pk, reason=" ", now=district.wait(days=1))
    assert refused.value.reason is reasons.CLOSE_WHY
    file.refresh_from_db()
    assert file.status == File.Status.CURRENT


def test_a_clerk_does_not_close_files(district: District) -> None:
    """CSMOP 10 box: a section officer or above closes."""
    file = put_in_file(district, district.marked())
    with pytest.raises(Refused) as refused:
        services.dispose(actor=district.actor("ldc-general"), file=file.pk, reason=CLOSED, now=district.now)
    assert refused.value.reason is reasons.NO_POWER


def test_who_only_carries_a_file_neither_numbers_nor_shows_it(district: District) -> None:
    matter = district.marked(to="oc-it")
    district.forward("oc-it", matter, "group-d-it")
    with pytest.raises(Refused) as filed:
        put_in_file(district, matter, "group-d-it")
    with pytest.raises(Refused) as showed:
        services.show_to(
            actor=district.actor("group-d-it"),
            matter=matter.pk,
            post=district.post("cic-audit"),
            until=(district.now + timedelta(days=7)).date(),
            reason="মতামতের জন্য",
            now=district.wait(minutes=1),
        )
    assert {filed.value.reason, showed.value.reason} == {reasons.NO_POWER}
    assert not File.objects.exists()


def test_a_file_of_which_one_may_open_nothing_takes_no_matter(district: District) -> None:
    theirs = put_in_file(district, district.marked("oc-land"), "oc-land")
    with pytest.raises(Refused) as caught:
        put_in_file(district, district.marked(), file=theirs)
    assert caught.value.reason == reasons.NOT_VISIBLE
