"""What an applicant is told, by what the flow says it is about. No name and no decision's reasons:
an SMS is read by whoever holds the telephone."""

from typing import Final

NEWS: Final = "আপনার আবেদন {number} সম্পর্কে কার্যালয়ে যোগাযোগ করুন।"
ABOUT: Final = {
    "court_fee": "আপনার আবেদন {number}: কোর্ট ফি জমা দিতে কাউন্টারে আসুন।",
    "copy_ready": "আপনার আবেদন {number}: নকল তৈরি। রসিদ দেখিয়ে কাউন্টার থেকে নিন।",
    "record_not_found": "আপনার আবেদন {number}: চাওয়া রেকর্ড পাওয়া যায়নি। বিস্তারিত চিঠিতে জানানো হবে।",
    "refusal": "আপনার আবেদন {number} মঞ্জুর হয়নি। কারণ চিঠিতে জানানো হবে।",
    "answer": "আপনার আবেদন {number} নিষ্পত্তি হয়েছে। বিস্তারিত চিঠিতে জানানো হবে।",
    "question": "আপনার আবেদন {number}: আরও তথ্য বা কাগজ দরকার। কার্যালয়ে যোগাযোগ করুন।",
}


def sentence(about: str, number: str) -> str:
    """The sentence for what a flow declares as `about`; one it does not know asks to come."""
    return ABOUT.get(about, NEWS).format(number=number)
