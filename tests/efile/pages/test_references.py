from django.urls import reverse

from efile.templatetags.notes import with_references
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn


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
    matter = district.marked()

    page = sign_in("oc-general", "bn-in").get(reverse("matter", args=[matter.pk])).content.decode()

    assert 'data-insert="(পৃঃ ১)"' in page
