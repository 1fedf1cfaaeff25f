"""A file of a thousand pages is one print, each page under its own number."""

from __future__ import annotations

from typing import Any, cast

import pikepdf

from efile.models import Matter
from efile.papers.models import Paper
from tests.efile.conftest import District
from tests.efile.pages.conftest import SignIn
from tests.efile.printing.conftest import brought, page_saying, printed, put_in
from tests.efile.test_filing import put_in_file

PAPERS, PAGES = 8, 125


def lay_a_thousand(district: District, matter: Matter) -> None:
    """Behind the application, which is page 1; each page names its paper and its place."""
    for paper in range(1, PAPERS + 1):
        content = page_saying(*(f"paper {paper} leaf {leaf}" for leaf in range(1, PAGES + 1)))
        put_in(district, matter, brought(district, content, f"স্ক্যান {paper}"))


def test_a_thousand_pages_are_printed_under_their_numbers(district: District, sign_in: SignIn) -> None:
    matter = district.marked()
    file = put_in_file(district, matter)
    lay_a_thousand(district, matter)
    assert Paper.objects.filter(matter=matter).latest("first_page").last_page == PAPERS * PAGES + 1

    made = printed(sign_in, "oc-general", file)

    with pikepdf.open(made.path) as pdf:
        leaf_of = {str(cast(Any, page).label): at for at, page in enumerate(pdf.pages, 1)}
    for number, said in ((2, "paper 1 leaf 1"), (501, "paper 4 leaf 125"), (1001, "paper 8 leaf 125")):
        leaf = leaf_of[str(number)]
        assert said in made.text(leaf, leaf)
    assert len(dict(made.marks())["Correspondence"]) == PAPERS + 1
