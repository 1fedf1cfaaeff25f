"""A refused act: one exception, carrying a reason that people can read in their language."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from hierarchy.powers import in_words
from web.words import digits


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an act may be refused.

    `sentence` is a lazily translated text with `%(name)s` places for the refusal's
    parameters. `status` is the HTTP answer: 403 not allowed, 409 lost race,
    400 or 422 bad input.
    """

    code: str
    sentence: Promise | str
    status: int = 403


class Refused(Exception):
    """An act that the office's rules, or another officer's earlier act, did not allow."""

    def __init__(self, reason: Reason, **params: object) -> None:
        super().__init__(reason.code, params)
        self.reason = reason
        self.params = params

    @property
    def sentence(self) -> str:
        """The reason in the current language, its parameters filled in: a power by its words, a count in the
        digits of the language."""
        params = {name: _written(value) for name, value in self.params.items()}
        if "power" in params:
            params["power"] = in_words(str(params["power"]))
        return str(self.reason.sentence) % params

    def __str__(self) -> str:
        return f"{self.reason.code}: {self.sentence}"


def _written(value: object) -> object:
    return digits(value, get_language()) if isinstance(value, int) else value
