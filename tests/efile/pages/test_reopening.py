"""The file page offers reopening to who may, and its dialog asks for the reasons."""

from django.urls import reverse

from efile import services
from efile.models import File, Matter
from ledger.ids import uuid7
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.test_reopening import WHY, closed_file, rejected_by_the_adm

HTMX = {"HX-Request": "true"}


def page(sign_in: SignIn, code: str, matter: Matter, language: str = "en") -> str:
    return sign_in(code, language=language).get(reverse("matter", args=[matter.pk])).content.decode()


def address(matter: Matter) -> str:
    return reverse("reopen", args=[matter.pk])


def test_the_button_stands_before_who_may_and_before_nobody_else(district: District, sign_in: SignIn) -> None:
    matter = rejected_by_the_adm(district)
    shown = {
        code: address(matter) in page(sign_in, code, matter) for code in ("dm", "adm-general", "oc-general")
    }
    assert shown == {"dm": True, "adm-general": False, "oc-general": False}


def test_the_dialog_names_what_follows_in_both_languages(district: District, sign_in: SignIn) -> None:
    matter = rejected_by_the_adm(district)
    english = sign_in("dm").get(address(matter), headers=HTMX).content.decode()
    bengali = sign_in("dm", language="bn-in").get(address(matter), headers=HTMX).content.decode()
    assert "The matter comes to your post at its stage of decision." in english
    assert "কেসটি সিদ্ধান্তের ধাপে আপনার পদের কাছে আসবে।" in bengali
    assert 'name="what"' not in english


def test_reopened_it_lies_on_the_officers_desk_with_his_reasons(district: District, sign_in: SignIn) -> None:
    matter = rejected_by_the_adm(district)
    answer = sign_in("dm").post(address(matter), {"reason": WHY, "key": str(uuid7())})
    assert answer.headers["Location"] == reverse("matter", args=[matter.pk])
    assert district.thread(matter).holder.code == "dm"
    assert Paragraph.objects.filter(sheet=matter.sheet_id).latest("number").text == WHY
    assert "Approve" in page(sign_in, "dm", matter)


def test_without_reasons_the_dialog_stays_and_says_so(district: District, sign_in: SignIn) -> None:
    matter = rejected_by_the_adm(district)
    answer = sign_in("dm").post(address(matter), {"reason": " ", "key": str(uuid7())})
    assert answer.status_code == 422
    assert "Write why it is reopened" in answer.content.decode()


def test_its_own_page_has_one_form_and_no_dialog(district: District, sign_in: SignIn) -> None:
    """What the page's form sends comes back as the page; only a dialog is taken by htmx."""
    matter, client = rejected_by_the_adm(district), sign_in("dm")
    own, dialog = (client.get(address(matter), headers=how).content.decode() for how in ({}, HTMX))
    assert own.count('name="reason"') == 1
    assert ("hx-post" in own, "hx-post" in dialog) == (False, True)
    again = client.post(address(matter), {"reason": "", "key": str(uuid7())}).content.decode()
    assert (again.count('name="reason"'), "Write why it is reopened" in again) == (1, True)


def test_who_may_not_reads_why_whatever_he_sends(district: District, sign_in: SignIn) -> None:
    matter = rejected_by_the_adm(district)
    client = sign_in("adm-general")
    why = "has been communicated"
    asked = client.get(address(matter))
    assert asked.status_code == 403
    assert why in asked.content.decode()
    assert why in page(sign_in, "adm-general", matter)
    assert why not in page(sign_in, "udc-general", matter)
    answer = client.post(address(matter), {"reason": WHY, "key": str(uuid7())})
    assert answer.status_code == 403
    assert "Only an officer higher than that reverses it" in answer.content.decode()


def test_of_a_closed_file_it_is_chosen_what_is_reopened(district: District, sign_in: SignIn) -> None:
    matter, file = closed_file(district)
    assert 'value="file"' in sign_in("dm").get(address(matter)).content.decode()
    only = sign_in("oc-general").get(address(matter)).content.decode()
    assert "The file alone is reopened" in only
    sign_in("oc-general").post(address(matter), {"reason": WHY, "what": "file", "key": str(uuid7())})
    file.refresh_from_db()
    matter.refresh_from_db()
    assert (file.status, matter.closed_at is None) == (File.Status.CURRENT, False)


def test_the_history_tells_the_reopening_with_its_reasons(district: District, sign_in: SignIn) -> None:
    matter = rejected_by_the_adm(district)
    services.reopen(actor=district.actor("dm"), matter=matter.pk, reason=WHY, now=district.wait(minutes=5))
    shown = sign_in("dm").get(reverse("history_detail", args=[matter.pk])).content.decode()
    assert "Reopened" in shown
    assert WHY in shown
