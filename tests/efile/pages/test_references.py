import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from efile.dak import closing
from efile.pages.flags import flags_of
from efile.papers.models import Paper
from efile.references import targets_of, token
from efile.templatetags.notes import with_references
from notings.models import Paragraph
from tests.efile.conftest import District
from tests.efile.dak.conftest import entered
from tests.efile.pages.conftest import SignIn
from web.templatetags.office import bn_digits


def test_page_references_of_both_scripts_become_links() -> None:
    assert with_references("দেখুন (পৃঃ ৭)।") == ('দেখুন (<a class="ref" href="#page-7" data-page="7">পৃঃ ৭</a>)।')
    assert 'data-page="12"' in with_references("see p. 12")


def test_the_text_around_a_reference_stays_text() -> None:
    assert with_references('<script>p. 1</script> "') == (
        '&lt;script&gt;<a class="ref" href="#page-1" data-page="1">p. 1</a>&lt;/script&gt; &quot;'
    )


def test_a_signed_note_leads_to_the_page_it_names(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    district.note("oc-general", matter, "আবেদন (পৃঃ ১) দেখা হল।")
    district.complete("oc-general", matter, "recommend")

    page = sign_in("dm").get(reverse("matter", args=[matter.pk])).content.decode()

    assert '(<a class="ref" href="#page-1" data-page="1">পৃঃ ১</a>)' in page


def test_the_composer_offers_the_pages_of_the_file(district: District, sign_in: SignIn) -> None:
    """CSMOP 25: the paper under consideration (PUC) is flagged."""
    matter = district.marked()

    page = sign_in("oc-general", "bn-in").get(reverse("matter", args=[matter.pk])).content.decode()

    paper = matter.papers.get()
    assert f'data-insert="[[paper:{paper.pk} বিবেচ্য পত্র, পৃঃ ১]]"' in page


@pytest.mark.parametrize(
    ("language", "flags"),
    [
        ("en", ["PUC", "", "FR-I", "FR-II", "", "FR-III", "FR-IV"]),
        (
            "bn-in",
            ["বিবেচ্য পত্র", "", "নতুন প্রাপ্ত পত্র-১", "নতুন প্রাপ্ত পত্র-২", "", "নতুন প্রাপ্ত পত্র-৩", "নতুন প্রাপ্ত পত্র-৪"],
        ),
    ],
)
def test_fresh_receipts_are_numbered_as_they_came(language: str, flags: list[str]) -> None:
    """CSMOP 25: FR flags."""
    kinds = ["application", "attached", "receipt", "message", "letter", "receipt", "message"]
    with translation.override(language):
        assert flags_of(kinds) == flags
        assert flags_of(["receipt", "receipt"]) == [flags[0], flags[2]]
        assert flags_of([]) == []


def test_a_letter_added_to_the_matter_is_offered_as_a_fresh_receipt(
    district: District, sign_in: SignIn
) -> None:
    """CSMOP 25."""
    matter, actor = district.marked(), district.actor("oc-general")
    for _again in range(2):
        closing.attach(actor=actor, dak=entered(district).pk, matter=matter.pk, now=district.wait(minutes=1))

    page = sign_in("oc-general").get(reverse("matter", args=[matter.pk])).content.decode()

    papers = list(matter.papers.order_by("place"))
    assert f'data-insert="[[paper:{papers[1].pk} FR-I, p. 2]]"' in page
    assert f'data-insert="[[paper:{papers[2].pk} FR-II, p. 3]]"' in page
    assert '<span class="chip">FR-II</span>' in page


def test_a_reference_shows_the_present_number_of_what_it_means(district: District, sign_in: SignIn) -> None:
    """CSMOP 25: other files are quoted by their number."""
    first = district.marked()
    district.note("oc-general", first, "প্রথম নোট।")
    district.forward("oc-general", first, "cic-general")
    said = Paragraph.objects.get(sheet=first.sheet_id, text="প্রথম নোট।")
    paper = first.papers.get()
    other = district.marked()
    text = (
        f"{token('para', said.pk, 'অনুচ্ছেদ ৯')} ও {token('paper', paper.pk, 'পৃঃ ১')} এবং "
        f"{token('matter', first.pk, 'প্রাপ্তি ৭')}"
    )
    district.note("oc-general", other, text)
    district.forward("oc-general", other, "cic-general")
    Paper.objects.filter(pk=paper.pk).update(first_page=41)

    page = sign_in("oc-general", "bn-in").get(reverse("matter", args=[other.pk])).content.decode()

    assert first.receipt is not None
    home, number = reverse("matter", args=[first.pk]), bn_digits(first.receipt.number)
    assert f'href="{home}#para-{said.number}" title="অনুচ্ছেদ ৯"' in page
    assert f'href="{home}#page-41" title="পৃঃ ১"' in page
    assert f'href="{home}" title="প্রাপ্তি ৭"' in page
    assert "পৃঃ ৪১" in page
    assert number in bn_digits(page)
    own = sign_in("oc-general").get(reverse("matter", args=[first.pk])).content.decode()
    assert f"[[para:{said.pk} para {said.number}]]" not in own  # he holds it no more: nothing to write into


def test_who_may_not_follow_a_reference_reads_the_words_as_they_were_signed(
    district: District, sign_in: SignIn
) -> None:
    shut = district.marked("oc-land")
    matter = district.marked()
    district.note("oc-general", matter, token("matter", shut.pk, "ভূমি/৭"))
    district.forward("oc-general", matter, "cic-general")

    page = sign_in("cic-general").get(reverse("matter", args=[matter.pk])).content.decode()

    assert '<span class="ref">ভূমি/৭</span>' in page
    assert str(shut.pk) not in page


def test_notes_without_references_cost_nothing_more(district: District) -> None:
    matter, actor = district.marked(), district.actor("dm")
    with CaptureQueriesContext(connection) as asked:
        assert targets_of(Paragraph.objects.filter(sheet=matter.sheet_id), matter, actor) == {}
    assert len(asked) == 1  # the notes alone
