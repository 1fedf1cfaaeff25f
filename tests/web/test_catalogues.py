import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.contrib.auth.forms import AdminUserCreationForm, PasswordChangeForm, SetUnusablePasswordMixin
from django.contrib.auth.password_validation import password_validators_help_texts
from django.template import engines
from django.utils import translation

from web import i18n
from web.i18n import Sentence

# The words by which the two countries differ; "নোট" is everybody's word for a note and is left out.
WEST_BENGAL = (
    "নবীকরণ", "পুনর্নবীকরণ", "ইস্যু", "পত্র প্রেরণ", "রেজিস্টার", "পার্ট ফাইল", "সেকশন", "পরিষেবা", "শংসাপত্র",
    "উচ্চবর্গীয় করণিক", "নিম্নবর্গীয় করণিক", "কাউন্টার", "বাংলা সহায়তা কেন্দ্র", "কর্মদিবস", "জেলাশাসক",
)  # fmt: skip
BANGLADESH = (
    "নবায়ন", "জারি", "পত্রজারি", "নিবন্ধন বহি", "শাখা", "সেবা", "সনদ", "প্রত্যয়নপত্র", "উচ্চমান সহকারী", "অফিস সহকারী",
    "ই-সেবা কেন্দ্র", "ফ্রন্টডেস্ক", "কার্যদিবস", "জেলা প্রশাসক",
)  # fmt: skip
COLLOQUIAL = "ঢুক|ঢোক|প্রবেশ করানো"
ENDINGS = "(?:টি|টির|ে|ের|র|য়|কে|তে|গুলি|গুলির|ভুক্ত)?"
LETTER = "[\u0980-\u09fe]"


def marked(text: str, words: tuple[str, ...]) -> set[str]:
    """The words that stand in `text` by themselves or with a case ending: সেবা is not in পরিষেবা."""
    plain = unicodedata.normalize("NFC", text)
    return {
        word
        for word in (unicodedata.normalize("NFC", w) for w in words)
        if re.search(f"(?<!{LETTER}){re.escape(word)}{ENDINGS}(?!{LETTER})", plain)
    }


def said(locale: str) -> str:
    texts: list[str] = []
    for message in i18n.catalogue(locale):
        if message.id and message.string:
            texts += [message.string] if isinstance(message.string, str) else message.string
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("text", "found"),
    [("পরিষেবা", set()), ("সেবার তালিকা", {"সেবা"}), ("শাখায়", {"শাখা"}), ("প্রশাখা", set())],
)
def test_a_marked_word_is_found_as_a_word(text: str, found: set[str]) -> None:
    assert marked(text, BANGLADESH) == {unicodedata.normalize("NFC", word) for word in found}


@pytest.mark.parametrize(
    ("locale", "foreign"),
    [("bn", WEST_BENGAL), ("bn", BANGLADESH), ("bn_IN", BANGLADESH), ("bn_BD", WEST_BENGAL)],
)
def test_no_catalogue_says_a_word_of_the_other_country(locale: str, foreign: tuple[str, ...]) -> None:
    assert marked(said(locale), foreign) == set()


@pytest.mark.parametrize(("language", "own", "foreign"), [("bn-in", "সেকশন", "শাখা"), ("bn-bd", "শাখা", "সেকশন")])
def test_a_page_uses_the_words_of_its_country(language: str, own: str, foreign: str) -> None:
    with translation.override(language):
        page = engines["django"].get_template("web/parts/studio_forms.html").render({})
    assert marked(page, (own,))
    assert not marked(page, (foreign,))


def test_the_templates_of_a_page_are_wholly_bengali() -> None:
    lacking = {
        sentence: where
        for sentence, where in i18n.missing().items()
        if where.startswith(("web/", "django/", "only in"))
    }
    assert lacking == {}


def test_sentences_are_found_in_python_templates_and_the_counted_tag() -> None:
    sentences = i18n.extract()
    assert sentences[Sentence("Something broke here")] == "web/templates/web/500.html"
    assert sentences[Sentence("Nothing was saved or sent. The work is as it was before.")] == "web/views.py"
    assert Sentence("%(count)s message", "%(count)s messages") in sentences
    assert Sentence("%(count)s hour", "%(count)s hours") in sentences


def test_a_sentence_without_bengali_is_named_with_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    unheard = Sentence("An unheard-of sentence")
    monkeypatch.setattr(i18n, "extract", lambda: {unheard: "efile/views.py"})
    assert i18n.missing() == {unheard: "efile/views.py"}


def test_a_word_is_not_covered_by_its_namesake_of_another_context(monkeypatch: pytest.MonkeyPatch) -> None:
    file, verb = Sentence("Close"), Sentence("Close", context="to a file")
    monkeypatch.setattr(i18n, "extract", lambda: {file: "web/a.html", verb: "web/b.html"})
    assert i18n.missing() == {verb: "web/b.html"}


def test_a_context_is_read_from_the_call() -> None:
    calls = list(i18n._calls('pgettext_lazy("act", "Opened"), ngettext("a day", "%d days", n), _("Opened")'))
    assert calls == [Sentence("Opened", context="act"), Sentence("a day", "%d days"), Sentence("Opened")]


def test_a_word_given_to_one_country_only_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = i18n.catalogue

    def with_one_more(locale: str) -> Catalog:
        catalog = real(locale)
        if locale == "bn_IN":
            catalog.add("Only here", "শুধু এখানে")
        return catalog

    monkeypatch.setattr(i18n, "catalogue", with_one_more)
    assert i18n.missing()[Sentence("Only here")] == "only in one of bn_IN and bn_BD"


def test_compiled_text_is_normalised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "bn" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: bn\\n"\n\nmsgid "road"\nmsgstr "স\u09dcক"\n'
    )
    monkeypatch.setattr(i18n, "LOCALES", tmp_path)
    (compiled,) = i18n.compile_catalogues()
    assert "স\u09a1\u09bcক".encode() in compiled.read_bytes()
    assert "\u09dc".encode() not in compiled.read_bytes()


@pytest.mark.parametrize("locale", ["bn", "bn_IN", "bn_BD"])
def test_no_catalogue_keeps_a_sentence_that_nobody_says_any_more(locale: str) -> None:
    assert i18n.unused(locale) == set()


GLUED = re.compile(rf"%\(\w+\)s(?:”|</b>)?(?:-|(?!টি|জন){LETTER})")


@pytest.mark.parametrize("locale", ["bn", "bn_IN", "bn_BD"])
def test_no_ending_is_glued_to_a_name_that_is_filled_in(locale: str) -> None:
    """Bengali endings follow the sound of the word, and no word is known before it is filled in."""
    assert [line for line in said(locale).splitlines() if GLUED.search(line)] == []


def test_one_spelling_is_used_throughout() -> None:
    other = re.compile(rf"(?<!{LETTER})(?:কোনও|হিসেবে|অফিসার|ছোট|বড়)(?!{LETTER})")
    texts = unicodedata.normalize("NFC", "\n".join(map(said, ("bn", "bn_IN", "bn_BD"))))
    assert other.findall(texts) == []


@pytest.mark.parametrize("locale", ["bn", "bn_IN", "bn_BD"])
def test_the_word_for_a_subject_does_not_stand_for_a_matter(locale: str) -> None:
    """A matter is কেস; বিষয় is the subject of a letter or a file."""
    subject = unicodedata.normalize("NFC", "বিষয়")
    found = [
        one.id
        for one in i18n.catalogue(locale)
        if re.search(r"\bmatters?\b", str(one.id), re.IGNORECASE) and "subject" not in str(one.id).lower()
        if subject in unicodedata.normalize("NFC", str(one.string))
    ]
    assert found == []


@pytest.mark.parametrize("locale", ["bn", "bn_IN", "bn_BD"])
def test_no_clock_is_called_a_date(locale: str) -> None:
    """“%(at)s” carries the hour."""
    assert "%(at)s তারিখ" not in said(locale)


@pytest.mark.parametrize("language", ["bn-in", "bn-bd"])
def test_what_django_says_of_a_password_is_in_the_words_of_an_office(language: str) -> None:
    with translation.override(language):
        fields = AdminUserCreationForm().fields
        helps = [str(fields[name].help_text) for name in ("password1", "password2", "usable_password")]
        helps += [str(SetUnusablePasswordMixin.usable_password_help_text)]
        helps += [str(text) for text in PasswordChangeForm.error_messages.values()]
        helps += password_validators_help_texts()
    said = unicodedata.normalize("NFC", " ".join(helps))

    assert "প্রবেশ করতে" in said
    assert not re.search(COLLOQUIAL, said)
    assert not re.search("[a-z]{3}", said)


@pytest.mark.parametrize("locale", ["bn", "bn_IN", "bn_BD"])
def test_the_catalogues_say_entering_as_an_office_writes_it(locale: str) -> None:
    assert not re.search(COLLOQUIAL, unicodedata.normalize("NFC", said(locale)))


@pytest.mark.parametrize(("language", "locale"), [("bn-in", "bn_IN"), ("bn-bd", "bn_BD")])
def test_no_word_of_the_office_is_shadowed_by_djangos_own_bengali(language: str, locale: str) -> None:
    """Django knows the "Order" of forms in a page."""
    own = {(one.context, one.id) for one in i18n.catalogue(locale)}
    shared = [one for one in i18n.catalogue("bn") if isinstance(one.id, str) and one.id and not one.context]
    with translation.override(language):
        shown = {str(one.id): (translation.gettext(str(one.id)), str(one.string)) for one in shared}
    assert [
        (text, got)
        for text, (got, wanted) in shown.items()
        if (None, text) not in own and got != unicodedata.normalize("NFC", wanted)
    ] == []


def test_two_processes_may_compile_at_the_same_moment() -> None:
    """The tests run in several processes, and a start compiles beside them."""
    command = [sys.executable, "-m", "web.i18n", "compile"]
    running = [subprocess.Popen(command, cwd=i18n.BASE, stdout=subprocess.DEVNULL) for _ in range(4)]
    assert [one.wait(120) for one in running] == [0, 0, 0, 0]
