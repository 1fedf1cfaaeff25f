"""Posts are found by what officers call them, in either script."""

import csv
from pathlib import Path

import pytest

from hierarchy import shortforms
from hierarchy.management.commands.load_charts import DATA
from hierarchy.models import Post, Rank, Section


def post(rank: str, title: str, section: str = "") -> Post:
    held = Section(code=section) if section else None
    return Post(rank=Rank(code=rank, name_en=title), title_en=title, section=held)


@pytest.mark.parametrize(
    ("made", "typed"),
    [
        (post("dm", "District Magistrate"), "dm ডিএম"),
        (post("adm", "Additional District Magistrate (Land)"), "adm এডিএম"),
        (post("oc", "Officer-in-Charge, General Section", "general"), "oc ওসি"),
        (post("sdo", "Sub-Divisional Officer"), "sdo এসডিও"),
        (post("bdo", "Block Development Officer"), "bdo বিডিও"),
        (post("udc", "Upper Division Clerk, General Section", "general"), "udc ইউডিসি"),
        (post("dc", "Deputy Commissioner"), "dc ডিসি"),
        (post("uno", "Upazila Nirbahi Officer"), "uno ইউএনও"),
        (post("ac", "Assistant Commissioner (Land)", "land"), "ac land এসি ল্যান্ড"),
    ],
)
def test_a_post_has_the_short_forms_of_its_rank(made: Post, typed: str) -> None:
    assert set(typed.split()) <= shortforms.short_forms(made)


def test_only_the_commissioner_of_land_is_the_ac_land() -> None:
    other = shortforms.short_forms(post("ac", "Assistant Commissioner (General Branch)", "general"))
    assert "ac" in other
    assert not {"land", "ল্যান্ড"} & other


def test_a_rank_without_a_line_is_found_by_its_initials() -> None:
    assert shortforms.initials("Gram Panchayat Pradhan") == "gpp"
    assert shortforms.initials("Auditor") == ""
    assert "nk" in shortforms.short_forms(post("new", "Nazir Khana"))


def test_every_line_names_a_rank_that_there_is() -> None:
    assert column(shortforms.FILE, "rank") <= column(DATA / "ranks.csv", "code")


def column(file: Path, name: str) -> set[str]:
    with file.open(encoding="utf-8") as lines:
        return {row[name] for row in csv.DictReader(lines)}
