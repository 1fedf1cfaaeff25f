"""What an applicant is told, by what the flow says it is about, with the office's own words where it asked
something or refused. No name: an SMS is read by whoever holds the telephone.
"""

from datetime import date, datetime
from typing import Final

from efile.told import QUESTION, REASON
from web.words import digits

NEWS: Final = "আপনার আবেদন {number} সম্পর্কে কার্যালয়ে যোগাযোগ করুন।"
ABOUT: Final = {
    "court_fee": "আপনার আবেদন {number}: কোর্ট ফি জমা দিতে রসিদ নিয়ে কার্যালয়ে আসুন।",
    "copy_ready": "আপনার আবেদন {number}: নকল তৈরি। রসিদ দেখিয়ে কার্যালয় থেকে নিন।",
    "record_not_found": "আপনার আবেদন {number}: চাওয়া রেকর্ড পাওয়া যায়নি। বিস্তারিত চিঠিতে জানানো হবে।",
    "refusal": "আপনার আবেদন {number} মঞ্জুর হয়নি। কারণ চিঠিতে জানানো হবে।",
    "answer": "আপনার আবেদন {number} নিষ্পত্তি হয়েছে। বিস্তারিত চিঠিতে জানানো হবে।",
    "question": "আপনার আবেদন {number}: আরও তথ্য বা কাগজ দরকার। কার্যালয়ে যোগাযোগ করুন।",
}
TELLS: Final = {"question": QUESTION, "refusal": REASON, "record_not_found": REASON}
"""Which of the office's own words belong to what a notice is about."""
WITH_WORDS: Final = {
    "question": "আপনার আবেদন {number}: কার্যালয় জানতে চায়: {words} রসিদের কোড দিয়ে উত্তর দিন, অথবা কার্যালয়ে আসুন।",
    "refusal": "আপনার আবেদন {number} মঞ্জুর হয়নি। কারণ: {words}",
    "record_not_found": "আপনার আবেদন {number}: চাওয়া রেকর্ড পাওয়া যায়নি। {words}",
}
LONGEST_IN_SMS: Final = 200
REST: Final = "… (বাকিটা রসিদের কোড দিয়ে দেখুন)"
CALLED: Final = "সভার বিজ্ঞপ্তি: {body}, সভা {number}, তারিখ {on}, সময় {hour}, স্থান {place} আলোচ্যসূচি গতিপথে দেখুন।"
OFF: Final = "{body}, সভা {number}, তারিখ {on}: সভাটি হচ্ছে না। কারণ গতিপথে দেখুন।"
LETTER_SMS: Final = "{office}: স্মারক নং {memo} পত্রটি আপনাকে পাঠানো হয়েছে। পড়ুন: {link}"
PASSED_ON: Final = "{office}: আপনার পত্র {number} যে কার্যালয়ের কাজ, {day} তারিখে সেখানে পাঠানো হয়েছে: {to}।"
LETTER_MAIL: Final = {
    "bn": (
        "{office}: স্মারক নং {memo}, তারিখ {day}",
        "{office} থেকে স্মারক নং {memo}, তারিখ {day} পত্রটি এই ই-মেলের সঙ্গে সংযুক্ত।\n\n"
        "উত্তর দেওয়ার সময় অনুগ্রহ করে এই স্মারক নম্বরটি উল্লেখ করবেন।",
    ),
    "en": (
        "{office}: Memo No. {memo} dated {day}",
        "The letter with Memo No. {memo} dated {day} from {office} is attached.\n\n"
        "Please quote this memo number in your answer.",
    ),
}
LONGEST_PLACE: Final = 60
STOPS: Final = ("।", "?", "!", ".", "…")


def sentence(about: str, number: str, words: str = "", *, most: int | None = None) -> str:
    """The sentence for what a flow declares as `about`; one it does not know asks to come.

    `words` are the office's own, shortened to `most` characters where the carrier is narrow.
    """
    if not words or about not in WITH_WORDS:
        return ABOUT.get(about, NEWS).format(number=number)
    return WITH_WORDS[about].format(number=number, words=_fitted(" ".join(words.split()), most))


def meeting_called(body: str, number: int, at: datetime, place: str) -> str:
    """The notice of a meeting to a member; `at` in the office's own time."""
    where = place if len(place) <= LONGEST_PLACE else place[:LONGEST_PLACE].rpartition(" ")[0] + "…"
    return CALLED.format(
        body=body, place=where if where.endswith(STOPS) else f"{where}।", **_when(number, at)
    )


def meeting_off(body: str, number: int, at: datetime, _place: str) -> str:
    return OFF.format(body=body, **_when(number, at))


def letter_by_sms(office: str, memo: str, link: str) -> str:
    return LETTER_SMS.format(office=office, memo=digits(memo, "bn"), link=link)


def passed_on(office: str, number: str, to: str, day: date) -> str:
    """To the writer of a letter that was another office's."""
    return PASSED_ON.format(
        office=office, number=digits(number, "bn"), to=to, day=digits(f"{day:%d.%m.%Y}", "bn")
    )


def letter_by_email(language: str, office: str, memo: str, day: date | None) -> tuple[str, str]:
    """Subject and text, in the language of the letter."""
    subject, text = LETTER_MAIL["bn" if language == "bn" else "en"]
    words = {
        "office": office,
        "memo": digits(memo, language),
        "day": digits(f"{day:%d.%m.%Y}" if day else "", language),
    }
    return subject.format(**words), text.format(**words)


def _when(number: int, at: datetime) -> dict[str, str]:
    words = {"number": str(number), "on": f"{at:%d.%m.%Y}", "hour": f"{at:%H:%M}"}
    return {name: digits(word, "bn") for name, word in words.items()}


def _fitted(words: str, most: int | None) -> str:
    """Ends like a sentence; what is too long ends at a word and says where the rest stands."""
    if most is not None and len(words) > most:
        return words[:most].rpartition(" ")[0].rstrip(" ,;:।") + REST
    return words if words.endswith(STOPS) else f"{words}।"
