"""What the office asked, or why it refused, reaches the applicant with the notice."""

import pytest

from efile import services
from efile.models import Matter, Secrecy
from integrations.models import Notice
from integrations.relay import release_due
from integrations.sentences import ABOUT, LONGEST_IN_SMS, REST, sentence
from tests.efile.conftest import QUESTION, REASON, District


def asked(district: District, question: str = QUESTION, **applicant: str) -> Matter:
    matter = district.receive(**applicant)
    district.complete("dm", matter, "mark", to="oc-general")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen", form={"question": question})
    return matter


def notice(district: District) -> str:
    release_due(district.wait(minutes=10))
    return Notice.objects.order_by("made_at").last().text  # type: ignore[union-attr]  # [there is one]


def test_the_question_goes_out_word_for_word_with_how_to_answer(district: District) -> None:
    matter = asked(district)

    text = notice(district)

    assert matter.receipt is not None
    assert text.startswith(f"আপনার আবেদন {matter.receipt.number}: কার্যালয় জানতে চায়: {QUESTION} ")
    assert "রসিদের কোড দিয়ে উত্তর দিন" in text


def test_of_a_graded_matter_no_word_leaves(district: District) -> None:
    matter = asked(district)
    Matter.objects.filter(pk=matter.pk).update(secrecy=Secrecy.CONFIDENTIAL)

    assert matter.receipt is not None
    assert notice(district) == ABOUT["question"].format(number=matter.receipt.number)


def test_a_long_question_is_shortened_for_a_telephone_alone(district: District) -> None:
    long = "কোন মৌজা, কোন দাগ, কত শতক? " * 20
    asked(district, long)
    by_sms = notice(district)
    asked(district, long, mobile="", email="rahima@example.org")
    by_email = notice(district)

    assert REST in by_sms
    assert len(by_sms) < LONGEST_IN_SMS + 150
    assert " ".join(long.split()) in by_email


def test_a_refusal_at_once_says_its_reason(district: District) -> None:
    matter = district.receive()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")

    assert notice(district).endswith(f"মঞ্জুর হয়নি। কারণ: {REASON}")


def test_a_refusal_decided_before_the_reply_says_its_reason(district: District) -> None:
    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "reject")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "sent")

    assert REASON in notice(district)


def test_what_was_granted_is_told_without_a_reason(district: District) -> None:
    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "approve")
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "sent")

    assert matter.receipt is not None
    assert notice(district) == ABOUT["answer"].format(number=matter.receipt.number)


def test_a_question_that_was_pulled_back_is_not_sent(district: District) -> None:
    matter = asked(district, "ভুল প্রশ্ন?")
    services.pull_back(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.wait(seconds=1)
    )
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "ask_citizen")

    assert QUESTION in notice(district)
    assert not Notice.objects.filter(text__contains="ভুল প্রশ্ন").exists()


@pytest.mark.parametrize(
    ("words", "end"), [("দাগ কোনটি?", "দাগ কোনটি? "), ("কাগজ নেই", "কাগজ নেই। "), ("  দুই\n লাইন ", "দুই লাইন। ")]
)
def test_words_end_like_a_sentence(words: str, end: str) -> None:
    assert end in sentence("question", "1/2026", words)


def test_a_notice_about_something_else_carries_no_words() -> None:
    assert sentence("copy_ready", "1/2026", "গোপন") == ABOUT["copy_ready"].format(number="1/2026")
