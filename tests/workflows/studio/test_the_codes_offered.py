"""Whose posts, ranks and sections the studio offers, and under whose words."""

from __future__ import annotations

from hierarchy.models import Office, Post, Rank
from tests.workflows.studio.conftest import MAIN, Studio, with_second_look
from workflows import engine, studio
from workflows.models import Profile
from workflows.stagewords import Codes, codes_for, who_in_words


def _codes(it_section: Studio, drawn: engine.Contents, profile: str = Profile.BOTH) -> Codes:
    return codes_for(profile, drawn, it_section.district.office, it_section.district.now.date())


def _foreign(it_section: Studio) -> Post:
    """A post of a district in Bangladesh, under a code that no post of the reader's office has."""
    rank = Rank.objects.create(code="adc-x", profile="BD", level=2, name_bn="অতিরিক্ত", name_en="Additional")
    office = Office.objects.create(code="dhaka-x", profile="BD", name_bn="ঢাকা", name_en="Dhaka")
    return Post.objects.create(office=office, rank=rank, code="adc-x", title_bn="এডিসি", title_en="ADC")


def test_an_officer_is_offered_the_posts_of_his_own_office(it_section: Studio) -> None:
    _foreign(it_section)
    drawn = engine.contents(studio.bundle_of(it_section.current))
    own = Post.objects.filter(office=it_section.district.office, abolished_on=None)
    codes = _codes(it_section, drawn)
    assert {option.code for option in codes.posts} == set(own.values_list("code", flat=True))
    named = {post.code: post.title for post in own}
    assert all(option.name == named[option.code] for option in codes.posts)


def test_ranks_bear_the_words_of_his_own_country(it_section: Studio) -> None:
    foreign = _foreign(it_section)
    drawn = engine.contents(studio.bundle_of(it_section.current))
    codes = {option.code for option in _codes(it_section, drawn).ranks}
    assert "dm" in codes
    assert foreign.rank.code not in codes


def test_a_post_of_another_office_stands_there_once_the_drawing_names_it(it_section: Studio) -> None:
    foreign = _foreign(it_section)
    xml = with_second_look(it_section.xml(), assign=f"post:{foreign.code}")
    bundle = studio.bundle_of(it_section.current)
    drawn = engine.contents(engine.Bundle(bundle.main, {**bundle.files, MAIN: xml}))
    codes = _codes(it_section, drawn)
    assert [option.code for option in codes.posts].count(foreign.code) == 1


def test_what_an_older_version_named_keeps_its_title(it_section: Studio) -> None:
    foreign = _foreign(it_section)
    codes = _codes(it_section, engine.contents(studio.bundle_of(it_section.current)))
    assert who_in_words(f"post:{foreign.code}", codes) == str(foreign.title)


def test_a_flow_of_another_country_is_drawn_with_that_countrys_posts(it_section: Studio) -> None:
    foreign = _foreign(it_section)
    drawn = engine.contents(studio.bundle_of(it_section.current))
    assert [option.code for option in _codes(it_section, drawn, Profile.BD).posts] == [foreign.code]
