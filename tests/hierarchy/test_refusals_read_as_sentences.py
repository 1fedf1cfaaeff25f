from django.utils import translation
from django.utils.translation import gettext_lazy

from hierarchy.refusals import Reason, Refused
from hierarchy.words import Words

REASON = Reason("test.no", gettext_lazy("You hold no charge of %(post)s at this time."), status=409)


def test_a_refusal_fills_its_parameters_in_the_language_of_the_reader() -> None:
    refused = Refused(REASON, post=Words(bn="ভূমি সেকশন", en="Land Section"))
    with translation.override("en"):
        assert refused.sentence == "You hold no charge of Land Section at this time."
    with translation.override("bn-in"):
        assert "ভূমি সেকশন" in refused.sentence


def test_a_refusal_carries_its_code_status_and_parameters() -> None:
    refused = Refused(REASON, post="x")
    assert (refused.reason.code, refused.reason.status, refused.params) == ("test.no", 409, {"post": "x"})
    assert str(refused).startswith("test.no: ")


def test_a_count_stands_in_the_digits_of_the_language() -> None:
    refused = Refused(Reason("test.long", "%(most)s / %(given)s"), most=500, given="12/98")
    with translation.override("bn-in"):
        assert refused.sentence == "৫০০ / 12/98"
    with translation.override("en"):
        assert refused.sentence == "500 / 12/98"
