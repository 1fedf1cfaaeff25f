"""The page of a disposed matter offers to close its file to who may, and the dialog asks for the reasons."""

from django.urls import reverse

from efile import services
from efile.models import File, Matter
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.efile import stories
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_filing import put_in_file

WHY = "নথির সব বিষয় নিষ্পন্ন।"
HTMX = {"HX-Request": "true"}


def disposed(district: District) -> tuple[Matter, File]:
    matter = district.marked()
    file = put_in_file(district, matter)
    stories.finish(district, matter)
    matter.refresh_from_db()
    assert matter.closed_at is not None
    return matter, file


def address(matter: Matter) -> str:
    return reverse("close_file", args=[matter.pk])


def page(sign_in: SignIn, code: str, matter: Matter, language: str = "en") -> str:
    return sign_in(code, language=language).get(reverse("matter", args=[matter.pk])).content.decode()


def test_the_button_stands_before_officers_of_the_section_and_above_only(
    district: District, sign_in: SignIn
) -> None:
    matter, _file = disposed(district)
    shown = {code: address(matter) in page(sign_in, code, matter) for code in ("oc-general", "dm")}
    assert shown == {"oc-general": True, "dm": True}
    assert address(matter) not in page(sign_in, "cic-general", matter)
    assert sign_in("cic-general").get(address(matter)).status_code == 403
    assert sign_in("oc-land").get(address(matter)).status_code == 404


def test_while_the_matter_is_under_way_no_button_offers_it(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    put_in_file(district, matter)
    assert address(matter) not in page(sign_in, "oc-general", matter)
    answer = sign_in("oc-general").get(address(matter))
    assert answer.status_code == 403
    assert "There is no file here that your post may close." in answer.content.decode()


def test_closed_with_a_reason_it_is_on_record_and_the_page_says_so(
    district: District, sign_in: SignIn
) -> None:
    matter, file = disposed(district)
    dialog = sign_in("oc-general").get(address(matter), headers=HTMX).content.decode()
    assert f"No further matter is put in the file {file.number} once it is closed." in dialog
    answer = sign_in("oc-general").post(address(matter), {"reason": WHY})
    assert answer.headers["Location"] == reverse("matter", args=[matter.pk])
    file.refresh_from_db()
    entries = ledger.entries(file.pk)
    assert (file.status, entries[-1].kind, entries[-1].texts["reason"]) == ("closed", "file.closed", WHY)
    assert check_stream("file", file.pk, entries) is None
    after = page(sign_in, "oc-general", matter)
    assert f"The file {file.number} is closed." in after
    assert address(matter) not in after
    assert reverse("reopen", args=[matter.pk]) in after


def test_the_history_tells_who_closed_the_file_and_why(district: District, sign_in: SignIn) -> None:
    matter, _file = disposed(district)
    before = sign_in("dm").get(reverse("history_detail", args=[matter.pk])).content.decode()
    sign_in("oc-general").post(address(matter), {"reason": WHY})
    after = sign_in("dm").get(reverse("history_detail", args=[matter.pk])).content.decode()
    assert ("The file was closed" in before, "The file was closed" in after) == (False, True)
    assert WHY in after
    assert district.actor("oc-general").post_title.en in after.split('id="file-turns"')[1]


def test_the_reasons_of_a_reopening_are_not_told_by_the_file(district: District, sign_in: SignIn) -> None:
    matter, file = disposed(district)
    sign_in("oc-general").post(address(matter), {"reason": WHY})
    other = "অন্য বিষয়ের কথা।"
    now = district.wait(days=1)
    services.reopen_file(actor=district.actor("oc-general"), file=file.pk, reason=other, now=now)
    told = sign_in("dm").get(reverse("history_detail", args=[matter.pk])).content.decode()
    assert "The file was reopened" in told
    assert other not in told


def test_without_a_reason_the_dialog_stays_and_says_so(district: District, sign_in: SignIn) -> None:
    matter, file = disposed(district)
    answer = sign_in("oc-general").post(address(matter), {"reason": " "}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Retarget"]) == (422, "#dialog")
    assert "Write why the file is closed" in answer.content.decode()
    file.refresh_from_db()
    assert file.status == File.Status.CURRENT


def test_while_another_matter_of_it_is_open_it_is_refused_in_a_sentence(
    district: District, sign_in: SignIn
) -> None:
    matter, file = disposed(district)
    put_in_file(district, district.marked(), file=file)
    asked = sign_in("oc-general").get(address(matter)).content.decode()
    assert f"The file {file.number} is not closed while a matter in it is open" in asked
    assert 'name="reason"' not in asked
    answer = sign_in("oc-general", language="bn-in").post(address(matter), {"reason": WHY})
    assert answer.status_code == 409
    assert "খোলা থাকা পর্যন্ত" in answer.content.decode()
    file.refresh_from_db()
    assert file.status == File.Status.CURRENT
