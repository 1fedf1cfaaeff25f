"""The list of sessions names a browser as a person would, not as it names itself."""

import pytest
from django.utils import translation

from hierarchy.signin.browsers import browser_words

CHROME = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36"
)
EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36 Edg/143.0"
FIREFOX = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"


@pytest.mark.parametrize(
    ("agent", "english", "bengali"),
    [
        (CHROME, "Chrome, Linux", "ক্রোম, লিনাক্স"),
        (EDGE, "Edge, Windows", "এজ, উইন্ডোজ"),
        (FIREFOX, "Firefox, Android", "ফায়ারফক্স, অ্যান্ড্রয়েড"),
        (SAFARI, "Safari, iPhone", "সাফারি, আইফোন"),
        ("curl/8", "Another browser", "অন্য ব্রাউজার"),
    ],
)
def test_it_is_named_in_both_languages(agent: str, english: str, bengali: str) -> None:
    with translation.override("en"):
        assert browser_words(agent) == english
    with translation.override("bn-in"):
        assert browser_words(agent) == bengali
