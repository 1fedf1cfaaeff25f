"""Six people carry one application from the front desk to disposal."""

import re

from efile.models import Matter, Movement
from efile.verification import check_stream
from ledger import selectors as ledger
from tests.e2e.conftest import Person, Sits
from tests.efile.conftest import District

SUBJECT = "প্রাথমিক বিদ্যালয়ের সামনের নলকূপ মেরামতের আবেদন"


def receives(clerk: Person) -> str:
    """The application enters by the front desk; the slip carries a tracking code."""
    clerk.goes("/receive/")
    page = clerk.page
    page.locator("#id_service").select_option("wb-tube-well")
    page.locator("[name=applicant]").fill("রহিমা বেওয়া")
    page.locator("[name=mobile]").fill("৫৫৫০১২৩৪৫৬")
    page.locator("[name=address]").fill("গ্রাম: মারনাই, ব্লক: ইটাহার")
    page.locator("[name=subject]").fill(SUBJECT)
    page.locator("[name=body]").fill("তিন মাস ধরে নলকূপটি অচল। শিশুরা জল পাচ্ছে না।")
    page.locator("form.reception button.pri").click()
    page.wait_for_url("**/slip/**")
    clerk.sees("১/")
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]\b", page.inner_text("body"))
    assert found is not None
    return found.group()


def test_six_people_carry_one_application_to_its_disposal(city: District, sits: Sits) -> None:
    code = receives(sits("counter-1"))
    matter = Matter.objects.get(subject=SUBJECT)

    head = sits("dm")
    head.opens(SUBJECT)
    head.marks_to("ভারপ্রাপ্ত আধিকারিক, সাধারণ সেকশন")

    officer = sits("oc-general")
    officer.opens(SUBJECT)
    officer.notes("সরেজমিনে দেখে প্রতিবেদন দিন।")
    officer.sends_to("ক্লার্ক-ইন-চার্জ, সাধারণ সেকশন")

    clerk_in_charge = sits("cic-general")
    clerk_in_charge.opens(SUBJECT)
    clerk_in_charge.sends_to("উচ্চবর্গীয় করণিক, সাধারণ সেকশন")

    upper = sits("udc-general")
    upper.opens(SUBJECT)
    upper.sends_to("নিম্নবর্গীয় করণিক, সাধারণ সেকশন")

    lower = sits("ldc-general")
    lower.opens(SUBJECT)
    lower.notes("নলকূপটির নলে ফাটল। মেরামতে আনুমানিক ৪,২০০ টাকা লাগবে।")
    lower.sends_to("উচ্চবর্গীয় করণিক, সাধারণ সেকশন")

    upper.opens(SUBJECT)
    upper.notes("হিসাব মিলিয়ে দেখা হল।")
    upper.sends_to("ক্লার্ক-ইন-চার্জ, সাধারণ সেকশন")

    clerk_in_charge.opens(SUBJECT)
    clerk_in_charge.sends_to("ভারপ্রাপ্ত আধিকারিক, সাধারণ সেকশন")

    officer.opens(SUBJECT)
    officer.notes("মেরামতের সুপারিশ করা হল।")
    officer.completes("recommend")

    head.opens(SUBJECT)
    head.sees("মেরামতের সুপারিশ করা হল।")
    head.completes("approve")

    officer.opens(SUBJECT)
    officer.notes("আবেদনকারীকে উত্তর পাঠানো হল।")
    officer.completes("sent")

    citizen = sits("")
    citizen.goes(f"/track/{code}/")
    for _ in range(40):
        matter.refresh_from_db()
        if matter.closed_at is not None:
            break
        citizen.page.wait_for_timeout(250)
    assert matter.disposal == "disposed"
    citizen.page.reload()
    citizen.sees("নিষ্পন্ন")
    assert "রহিমা" not in citizen.page.inner_text("body")

    posts = list(
        Movement.objects.filter(matter=matter).order_by("seq").values_list("from_post__code", flat=True)
    )
    assert posts == [
        "counter-1", "dm", "oc-general", "cic-general", "udc-general", "ldc-general", "udc-general",
        "cic-general", "oc-general", "dm", "oc-general", None,
    ]  # fmt: skip
    assert check_stream("matter", matter.pk, ledger.entries(matter.pk)) is None
