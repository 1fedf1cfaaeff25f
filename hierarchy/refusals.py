"""A refused act: one exception, carrying a reason that people can read in their language."""

from dataclasses import dataclass

from django.utils.functional import Promise

from hierarchy.powers import in_words


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
        """The reason in the current language, with its parameters filled in; a power by its words."""
        params = dict(self.params)
        if "power" in params:
            params["power"] = in_words(str(params["power"]))
        return str(self.reason.sentence) % params

    def __str__(self) -> str:
        return f"{self.reason.code}: {self.sentence}"
