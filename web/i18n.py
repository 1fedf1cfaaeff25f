"""Message catalogues: what the rooms say, compiled, and what still has no Bengali.

    python -m web.i18n extract    the msgids of all templates and Python modules
    python -m web.i18n compile    web/locale/*/LC_MESSAGES/django.po -> django.mo
    python -m web.i18n missing    msgids without a Bengali text; exit status 1 when there are any

Source strings are English. `bn` holds the Bengali both countries share; `bn_IN` and `bn_BD` override it
where the office words differ, and carry the same msgids.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
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

MessageId = str | tuple[str, str]  # one msgid, or singular and plural


def _sources(suffix: str) -> Iterator[Path]:
    for room in ROOMS:
        for path in sorted((BASE / room).rglob(f"*{suffix}")):
            if not NOT_SOURCES.intersection(path.relative_to(BASE).parts):
                yield path


def _calls(source: str) -> Iterator[MessageId]:
    """The msgids of gettext calls in Python source."""
    for _line, message, _comments, _context in babel_extract("python", BytesIO(source.encode()), KEYWORDS):
        yield (message[0], message[1]) if isinstance(message, tuple) else message


def _of_template(source: str) -> Iterator[MessageId]:
    yield from _calls(templatize(source))
    yield from COUNTED.findall(source)


def extract() -> dict[MessageId, str]:
    """Every msgid of the rooms' templates and modules, with the file that first says it."""
    found: dict[MessageId, str] = {}
    for path in _sources(".py"):
        for message in _calls(path.read_text()):
            found.setdefault(message, str(path.relative_to(BASE)))
    for path in [*_sources(".html"), *_sources(".txt")]:
        for message in _of_template(path.read_text()):
            found.setdefault(message, str(path.relative_to(BASE)))
    return found


def _django_messages() -> dict[MessageId, str]:
    home = Path(django.__file__).parent
    return {
        message: f"django/{module}"
        for module in DJANGO_MODULES
        for message in _calls((home / module).read_text())
    }


def _django_covers() -> set[str]:
    home = Path(django.__file__).parent
    files = [
        home / "conf" / "locale" / "bn" / "LC_MESSAGES" / "django.po",
        home / "contrib" / "auth" / "locale" / "bn" / "LC_MESSAGES" / "django.po",
    ]
    return {key for file in files for key in _translated(_read(file))}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def _singular(message: MessageId | Iterable[str]) -> str:
    return message if isinstance(message, str) else next(iter(message))


def _complete(message: Message) -> bool:
    texts = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return bool(message.id) and all(texts) and not message.fuzzy


def _translated(catalog: Catalog) -> set[str]:
    return {_singular(message.id) for message in catalog if _complete(message)}


def catalogue(locale: str) -> Catalog:
    return _read(LOCALES / locale / "LC_MESSAGES" / "django.po")


def missing() -> dict[MessageId, str]:
    """What has no Bengali, with the file that says it; also words given to one country and not the other."""
    have = _translated(catalogue("bn"))
    india, bangladesh = _translated(catalogue("bn_IN")), _translated(catalogue("bn_BD"))
    django_has = _django_covers()
    lacking = {m: where for m, where in extract().items() if _singular(m) not in have | (india & bangladesh)}
    for message, where in _django_messages().items():
        if _singular(message) not in have | django_has:
            lacking[message] = where
    lacking.update(dict.fromkeys(india ^ bangladesh, "only in one of bn_IN and bn_BD"))
    return lacking


def _normalise(catalog: Catalog) -> None:
    for message in catalog:
        if isinstance(message.string, str):
            message.string = unicodedata.normalize("NFC", message.string)
        else:
            message.string = tuple(unicodedata.normalize("NFC", text) for text in message.string or ())


def compile_catalogues() -> list[Path]:
    """Writes a django.mo beside each django.po, in one step each; the paths written."""
    written = []
    for source in sorted(LOCALES.glob("*/LC_MESSAGES/django.po")):
        catalog = _read(source)
        _normalise(catalog)
        draft = source.with_suffix(".mo.part")
        with draft.open("wb") as file:
            write_mo(file, catalog)
        written.append(draft.replace(source.with_suffix(".mo")))
    return written


def main(argument: str) -> int:
    match argument:
        case "extract":
            for message, where in sorted(extract().items(), key=lambda item: item[1]):
                print(f"{where}\t{_singular(message)}")
        case "compile":
            for path in compile_catalogues():
                print(path.relative_to(BASE))
        case "missing":
            lacking = missing()
            for message, where in sorted(lacking.items(), key=lambda item: item[1]):
                print(f"{where}\t{_singular(message)}")
            return 1 if lacking else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
