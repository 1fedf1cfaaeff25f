"""Every sentence of the product is there in Bengali."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Message

from web.i18n import catalogue, extract, missing

LOCALES = ("bn", "bn_IN", "bn_BD")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")


def messages(locale: str) -> Iterator[Message]:
    return (message for message in catalogue(locale) if message.id)


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_nothing_lacks_its_bengali() -> None:
    lacking = [f"{where}: {message}" for message, where in sorted(missing().items(), key=lambda m: m[1])]

    assert lacking == []


def test_sentences_are_found_in_templates_and_modules() -> None:
    places = set(extract().values())

    assert any(place.endswith(".html") for place in places)
    assert any(place.endswith(".py") for place in places)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_translation_is_a_guess(locale: str) -> None:
    assert [message.id for message in messages(locale) if message.fuzzy] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_a_translation_has_the_placeholders_of_its_source(locale: str) -> None:
    """Of a plural, one form may leave out the number."""
    wrong = []
    for message in messages(locale):
        source = message.id if isinstance(message.id, str) else message.id[-1]
        wanted = set(PLACEHOLDER.findall(source))
        wrong += [text for text in texts(message) if text and not set(PLACEHOLDER.findall(text)) <= wanted]
        if isinstance(message.id, str) and texts(message) != [""]:
            wrong += [t for t in texts(message) if set(PLACEHOLDER.findall(t)) != wanted]

    assert wrong == []
