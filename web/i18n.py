"""Message catalogues: what the rooms say, compiled, and what still has no Bengali.

    python -m web.i18n extract    the msgids of all templates and Python modules
    python -m web.i18n compile    web/locale/*/LC_MESSAGES/django.po -> django.mo
    python -m web.i18n missing    msgids without a Bengali text; exit status 1 when there are any

Source strings are English. `bn` holds the Bengali both countries share; `bn_IN` and `bn_BD` override it
where the office words differ, and carry the same msgids.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

BASE = Path(__file__).resolve().parent.parent
LOCALES = BASE / "web" / "locale"
ROOMS = ("config", "ledger", "hierarchy", "notings", "workflows", "efile", "integrations", "web")
SHARED = "bn"
NOT_SOURCES = {"node_modules", "migrations", "build"}

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}

# {% counted "%(count)s file" "%(count)s files" n %} is a tag of our own, unknown to templatize().
COUNTED = re.compile(r'{%\s*counted\s+"([^"]+)"\s+"([^"]+)"')

Key = tuple[str, str]  # context and text

# Django modules whose sentences officers and citizens can meet, beyond what Django's own Bengali covers.
DJANGO_MODULES = (
    "forms/fields.py",
    "forms/forms.py",
    "forms/models.py",
    "forms/formsets.py",
    "core/validators.py",
    "contrib/auth/forms.py",
    "contrib/auth/password_validation.py",
)


@dataclass(frozen=True, order=True)
class Sentence:
    text: str
    plural: str = ""
    context: str = ""

    @property
    def key(self) -> Key:
        return self.context, self.text

    def __str__(self) -> str:
        return f"{self.text} ({self.context})" if self.context else self.text


def _sources(suffix: str) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((BASE / room).rglob(f"*{suffix}")):
            if not NOT_SOURCES.intersection(path.relative_to(BASE).parts):
                yield path


def _calls(source: str) -> Iterator[Sentence]:
    """The sentences of gettext calls in Python source."""
    for _line, message, _comments, context in babel_extract("python", BytesIO(source.encode()), KEYWORDS):
        text, plural = (message, "") if isinstance(message, str) else message[:2]
        yield Sentence(text, plural, context or "")


def _of_template(source: str) -> Iterator[Sentence]:
    yield from _calls(templatize(source))
    yield from (Sentence(singular, plural) for singular, plural in COUNTED.findall(source))


def extract() -> dict[Sentence, str]:
    """Every sentence of the rooms' templates and modules, with the file that first says it."""
    found: dict[Sentence, str] = {}
    for path in _sources(".py"):
        for sentence in _calls(path.read_text()):
            found.setdefault(sentence, str(path.relative_to(BASE)))
    for path in [*_sources(".html"), *_sources(".txt")]:
        for sentence in _of_template(path.read_text()):
            found.setdefault(sentence, str(path.relative_to(BASE)))
    return found


def _django_sentences() -> dict[Sentence, str]:
    home = Path(django.__file__).parent
    return {
        sentence: f"django/{module}"
        for module in DJANGO_MODULES
        for sentence in _calls((home / module).read_text())
    }


def _django_covers() -> set[Key]:
    home = Path(django.__file__).parent
    files = [
        home / "conf" / "locale" / "bn" / "LC_MESSAGES" / "django.po",
        home / "contrib" / "auth" / "locale" / "bn" / "LC_MESSAGES" / "django.po",
    ]
    return {key for file in files for key in _translated(_read(file))}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _key(message: Message) -> Key:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", text


def _complete(message: Message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return bool(message.id) and all(texts) and not message.fuzzy


def _translated(catalog: Catalog) -> set[Key]:
    return {_key(message) for message in catalog if _complete(message)}


def catalogue(locale: str) -> Catalog:
    return _read(LOCALES / locale / "LC_MESSAGES" / "django.po")


def missing() -> dict[Sentence, str]:
    """What has no Bengali, with the file that says it; also words given to one country and not the other."""
    have = _translated(catalogue("bn"))
    india, bangladesh = _translated(catalogue("bn_IN")), _translated(catalogue("bn_BD"))
    django_has = _django_covers()
    lacking = {s: where for s, where in extract().items() if s.key not in have | (india & bangladesh)}
    for sentence, where in _django_sentences().items():
        if sentence.key not in have | django_has:
            lacking[sentence] = where
    for context, text in india ^ bangladesh:
        lacking[Sentence(text, context=context)] = "only in one of bn_IN and bn_BD"
    return lacking


def unused(locale: str) -> set[Key]:
    """Context and text of what a catalogue translates though neither the rooms nor Django say it."""
    said = {sentence.key for sentence in [*extract(), *_django_sentences()]}
    return _translated(catalogue(locale)) - said


def _normalise(catalog: Catalog) -> None:
    for message in catalog:
        if isinstance(message.string, str):
            message.string = unicodedata.normalize("NFC", message.string)
        else:
            message.string = tuple(unicodedata.normalize("NFC", text) for text in message.string or ())


def _add_shared(catalog: Catalog, locale: str) -> None:
    if locale == SHARED:
        return
    own = {_key(message) for message in catalog if message.id}
    for message in _read(LOCALES / SHARED / "LC_MESSAGES" / "django.po"):
        if message.id and _key(message) not in own:
            catalog[message.id] = message


def compile_catalogues() -> list[Path]:
    """Writes a django.mo beside each django.po, in one step each; the paths written.

    That of a country carries the shared sentences too: Django asks its own Bengali before a shared catalogue,
    and has "Order" (of things) and "Post" in it.
    """
    written = []
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/django.po")):
        catalog = _read(source)
        _add_shared(catalog, source.parent.parent.name)
        _normalise(catalog)
        draft = source.with_suffix(f".{os.getpid()}.mo.part")  # two processes may compile at once
        with draft.open("wb") as file:
            write_mo(file, catalog)
        written.append(draft.replace(source.with_suffix(".mo")))
    return written


def main(argument: str) -> int:
    match argument:
        case "extract":
            for sentence, where in sorted(extract().items(), key=lambda item: item[1]):
                print(f"{where}\t{sentence}")
        case "compile":
            for path in compile_catalogues():
                print(path.relative_to(BASE))
        case "missing":
            lacking = missing()
            for sentence, where in sorted(lacking.items(), key=lambda item: item[1]):
                print(f"{where}\t{sentence}")
            return 1 if lacking else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
