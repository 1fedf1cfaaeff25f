from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from hierarchy.calendar import WorkingCalendar

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)  # a Monday
KOLKATA = ZoneInfo("Asia/Kolkata")


def render(source: str, language: str, **context: Any) -> str:
    with translation.override(language), timezone.override(KOLKATA):
        return Template("{% load office %}" + source).render(Context({"now": NOW, **context}))


@pytest.mark.parametrize(
    ("source", "value", "bengali", "english"),
    [
        ("{{ x|bn_digits }}", "জে.এম./317/2026", "জে.এম./৩১৭/২০২৬", "জে.এম./317/2026"),
        ("{{ x|bn_digits }}", None, "", ""),
        ("{{ x|bn_digits }}", "<b>7</b>", "&lt;b&gt;৭&lt;/b&gt;", "&lt;b&gt;7&lt;/b&gt;"),
        ("{{ x|lakh }}", 203757, "২,০৩,৭৫৭", "2,03,757"),
        ("{{ x|office_date }}", NOW, "২৩.১১.২০২৬", "23.11.2026"),
        ("{{ x|office_date }}", datetime(2026, 11, 23, 20, 0, tzinfo=UTC), "২৪.১১.২০২৬", "24.11.2026"),
        (
            "{{ x|last_day|office_date }}",
            datetime(2026, 11, 30, 18, 30, tzinfo=UTC),
            "৩০.১১.২০২৬",
            "30.11.2026",
        ),
        ("{{ x|last_day|office_date }}", NOW, "২৩.১১.২০২৬", "23.11.2026"),
        ("{{ x|last_day|office_date }}", date(2026, 12, 1), "৩০.১১.২০২৬", "30.11.2026"),
        ("{{ x|last_day|office_date }}", None, "", ""),
        ("{{ x|office_time }}", NOW, "বিকাল ৪:১২", "4:12 pm"),
        ("{{ x|office_moment }}", NOW, "২৩.১১.২০২৬, বিকাল ৪:১২", "23.11.2026, 4:12 pm"),
        ("{% ago x %}", NOW - timedelta(hours=2), "২ ঘণ্টা আগে", "2 hours ago"),
        ("{% ago x %}", NOW - timedelta(seconds=3), "এইমাত্র", "just now"),
        ("{% held_for x %}", NOW - timedelta(minutes=1), "১ মিনিট", "1 minute"),
        ("{% held_for x %}", None, "", ""),
        ('{% counted "%(count)s message" "%(count)s messages" x %}', 2, "২টি বার্তা", "2 messages"),
    ],
)
def test_a_value_is_written_as_the_reader_writes_it(
    source: str, value: object, bengali: str, english: str
) -> None:
    assert render(source, "bn-in", x=value) == bengali
    assert render(source, "en", x=value) == english


@pytest.mark.parametrize(
    ("language", "shown"), [("bn-in", "১ কর্মদিবস"), ("bn-bd", "১ কার্যদিবস"), ("en", "1 working day")]
)
def test_days_are_the_working_days_of_the_office(language: str, shown: str) -> None:
    calendar = WorkingCalendar(1, frozenset({5, 6}), frozenset(), "Asia/Kolkata")
    friday = NOW - timedelta(days=3)
    assert render("{% held_for x %}", language, x=friday, calendar=calendar) == shown


def test_a_past_moment_needs_no_clock_in_the_context() -> None:
    hour_ago = timezone.now() - timedelta(hours=1, minutes=1)
    assert render("{{ x|ago }}, {{ x|held_for }}", "bn-in", x=hour_ago) == "১ ঘণ্টা আগে, ১ ঘণ্টা"


@pytest.mark.parametrize(("name", "letter"), [("সুমনা ঘোষ", "সু"), ("Ranjan", "R"), ("আনোয়ার", "আ"), ("", "")])
def test_the_badge_shows_the_first_written_syllable(name: str, letter: str) -> None:
    assert render("{{ x|initials }}", "bn-in", x=name) == letter


@pytest.mark.parametrize(("side", "right"), [("left", False), ("right", True)])
def test_a_dealing_hand_signs_left_and_an_officer_right(side: str, right: bool) -> None:
    paragraph = {"number": 3, "text": "প্রস্তাব <অনুমোদিত>", "side": side, "name": "সুমনা ঘোষ",
                 "post_title": "ভারপ্রাপ্ত আধিকারিক", "signed_at": NOW}  # fmt: skip
    html = render('{% include "web/parts/note.html" %}', "bn-in", paragraph=paragraph)
    assert ("sig right" in html) is right
    assert "৩।" in html
    assert "&lt;অনুমোদিত&gt;" in html
    assert "২৩.১১.২০২৬, বিকাল ৪:১২" in html
