"""Text of the old Bengali fonts becomes the words that its writer saw."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest

from config.environment import BASE_DIR
from hierarchy.bijoy import REPH, _table, looks_like_bijoy, to_unicode
from hierarchy.words import BENGALI, clean

CASES = Path(os.environ.get("GOTIPATH_CASES", BASE_DIR.parent / "shared" / "cases")) / "text"
AS_TYPED = {
    "MYcÖRvZš¿x evsjv‡`k miKvi": "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার",
    "†Rjv cÖkvm‡Ki Kvh©vjq": "জেলা প্রশাসকের কার্যালয়",
    "welq: weÁwß I wb‡`©kbv": "বিষয়: বিজ্ঞপ্তি ও নির্দেশনা",
    "¸iæZ¡c~Y© welq| ¯^v¶i I ¯§viK": "গুরুত্বপূর্ণ বিষয়। স্বাক্ষর ও স্মারক",
    "KZ©„c¶ KZ…©K ch©šÍ": "কর্তৃপক্ষ কর্তৃক পর্যন্ত",
    "D¾¡j, wbeÜb, Aby‡”Q`, m¤úv`K": "উজ্জ্বল, নিবন্ধন, অনুচ্ছেদ, সম্পাদক",
    "ˆ`wbK †mŠi w¯’i wØZxq ivóª": "দৈনিক সৌর স্থির দ্বিতীয় রাষ্ট্র",
    "Puv` I Kz‡qZ, ï× e¨w³, ZvwiL 25/11/2026": "চাঁদ ও কুয়েত, শুদ্ধ ব্যক্তি, তারিখ ২৫/১১/২০২৬",
    "i¨ve, m~h©, iƒc": "র‍্যাব, সূর্য, রূপ",
}
_C = "(?:[ক-হ]়?|ৎ)"
UNIT = re.compile(rf"(র্(?={_C}))?({_C}(?:্{_C})*)([া-ৌ]?)(ঁ?)")


def visual(text: str) -> str:
    """The order of the old fonts: signs that stand left of their letter before it, the reph after it."""

    def turned(unit: re.Match[str]) -> str:
        reph, cluster, kar, moon = (part or "" for part in unit.groups())
        left, right = {"ো": ("ে", "া"), "ৌ": ("ে", "ৗ")}.get(kar, (kar, "") if kar in "িেৈ" else ("", kar))
        return left + cluster + right + (REPH if reph else "") + moon

    return UNIT.sub(turned, text)


def typed(text: str) -> str:
    """The text as a writer of such a font had it, as far as the fonts have its signs."""
    back = {value: sign for sign, value in sorted(_table().items(), reverse=True) if value}
    longest = re.compile("|".join(map(re.escape, sorted(back, key=len, reverse=True))))
    return longest.sub(lambda found: back[found.group()], visual(text.replace("র‍্য", "র্য")))


def real_words(name: str) -> list[str]:
    path = CASES / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    text = clean(path.read_text(encoding="utf-8")).replace("\u200c", "").replace("\u200d", "")
    text = "".join(c for c in text if c not in "‘’“”—–•…")
    return [word for word in text.split() if BENGALI.search(word) and not re.search("[A-Za-z]", word)]


@pytest.mark.parametrize("text", AS_TYPED)
def test_what_offices_typed_is_read_as_it_was_meant(text: str) -> None:
    assert to_unicode(text) == unicodedata.normalize("NFC", AS_TYPED[text])
    assert looks_like_bijoy(text)


@pytest.mark.parametrize("name", ["udhr_ben.txt", "ud_bengali_bru_a.txt"])
def test_real_words_survive_the_way_into_the_old_fonts_and_back(name: str) -> None:
    words = sorted(set(real_words(name)))

    wrong = {word: to_unicode(typed(word)) for word in words if to_unicode(typed(word)) != word}

    assert len(words) > 100
    assert len(wrong) <= len(words) // 200, wrong


@pytest.mark.parametrize("name", ["udhr_ben.txt", "ud_bengali_bru_a.txt"])
def test_real_sentences_in_the_old_fonts_are_known(name: str) -> None:
    words = real_words(name)
    sentences = [" ".join(words[at : at + 8]) for at in range(0, len(words) - 8, 8)]

    unknown = [one for one in sentences if not looks_like_bijoy(typed(one))]

    assert len(unknown) <= len(sentences) // 50, unknown[:5]


@pytest.mark.parametrize(
    "text",
    [
        "The review of five vows was very vivid — “naïve” in its way.",
        "Les élèves français ont été à l'école où l'on étudie; ça va très bien, élevé.",
        "বাংলা লেখা †Kv‡bv",
        "12.5 °C ± 0,3 µm",
        "ok",
        "Nabanna, 325, Sarat Chatterjee Road, Howrah- 711 102",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert not looks_like_bijoy(text)


def test_english_notifications_are_not_taken_for_it() -> None:
    for path in sorted(CASES.glob("wb_notification_*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert not looks_like_bijoy(line), line
