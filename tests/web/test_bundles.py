import json
import re
from pathlib import Path

import pytest
from django.conf import settings

FRONTEND = settings.BASE_DIR / "web" / "frontend"
EVALUATION = re.compile(r"\bnew Function\s*\(|(?<![\w.$])eval\s*\(|(?<![\w.$])Function\s*\(\s*[\"'`]")
TEMPLATES = [
    path
    for room in settings.ROOMS
    for path in sorted((settings.BASE_DIR / room).rglob("*.html"))
    if "node_modules" not in path.parts
]


@pytest.mark.parametrize("name", ["app.js", "note.js", "viewer.js", "studio.js"])
def test_a_bundle_runs_no_text_as_code(build: Path, name: str) -> None:
    assert EVALUATION.findall((build / name).read_text()) == []


def test_the_search_for_evaluations_would_find_one() -> None:
    assert EVALUATION.search('x=new Function("a","b")')
    assert EVALUATION.search(";eval(a)")
    assert EVALUATION.search("Function('return 1')()")
    assert not EVALUATION.search("isFunction(a)||b.evaluation(c)||htmx.eval(d)")


@pytest.mark.parametrize("name", ["app", "viewer", "studio"])
def test_a_bundle_names_no_source_map(build: Path, name: str) -> None:
    for suffix in (".js", ".css"):
        assert "sourceMappingURL" not in (build / f"{name}{suffix}").read_text()


def test_every_font_the_styles_name_is_in_the_build(build: Path) -> None:
    for style in build.glob("*.css"):
        for name in re.findall(r"url\(\.?/?([\w-]+\.woff2)\)", style.read_text()):
            assert (build / name).stat().st_size > 10_000, f"{style.name} names {name}"


def test_the_bpmn_mark_is_not_hidden(build: Path) -> None:
    for name in ("viewer.css", "studio.css"):
        rules = re.findall(r"\.bjs-powered-by[^{}]*{([^}]*)}", (build / name).read_text())
        assert not [rule for rule in rules if re.search(r"display:none|visibility:hidden|opacity:0", rule)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(settings.BASE_DIR)))
def test_a_template_carries_no_style_or_script_of_its_own(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\sstyle\s*=|<style\b|\son[a-z]+\s*=\s*[\"']|javascript:|hx-on", source)
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", source)


def test_packages_are_pinned_exactly_and_the_lock_names_no_registry() -> None:
    package = json.loads((FRONTEND / "package.json").read_text())
    for versions in (package["dependencies"], package["devDependencies"]):
        assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in versions.values()), versions
    lock = json.loads((FRONTEND / "package-lock.json").read_text())
    locked = {name: entry for name, entry in lock["packages"].items() if name}
    assert all("resolved" not in entry for entry in locked.values())
    assert all(entry["integrity"].startswith("sha512-") for entry in locked.values())
