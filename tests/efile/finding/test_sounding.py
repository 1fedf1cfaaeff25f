"""Names sound alike in Bengali and Latin letters; the database hears as Python does."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.db import connection

from efile.finding.sounding import sounds_of


@pytest.mark.parametrize(
    ("bengali", "latin"),
    [
        ("রহিমা", "Rohima"),
        ("বিষ্ণুবাড়", "bisnubarh"),
        ("মুহম্মদ", "Muhammad"),
        ("কৃষ্ণ", "Krishna"),
        ("রঙ্গপুর", "Rangpur"),
        ("লক্ষ্মী", "Lakshmi"),
        ("ওয়াজেদ", "Wajed"),
        ("ইউসুফ", "Yusuf"),
    ],
)
def test_a_name_sounds_alike_in_both_scripts(bengali: str, latin: str) -> None:
    assert sounds_of(bengali) == sounds_of(latin) != []


@pytest.mark.parametrize(("one", "other"), [("রহিমা", "করিমা"), ("রহিমা", "রহমান"), ("amina", "mina")])
def test_other_names_sound_otherwise(one: str, other: str) -> None:
    assert sounds_of(one) != sounds_of(other)


def test_too_few_sounds_tell_nothing() -> None:
    assert sounds_of("রমা ram বনগাঁ ২০২৬") == []


def pairs(cases: Path) -> list[tuple[str, str]]:
    with (cases / "geo" / "bd_unions.csv").open(encoding="utf-8") as rows:
        return [(row["bn_name"], row["name"]) for row in csv.DictReader(rows)]


def test_names_of_a_gazetteer_find_each_other(cases: Path) -> None:
    told = [pair for pair in pairs(cases) if sounds_of(pair[0]) or sounds_of(pair[1])]
    met = [pair for pair in told if sounds_of(pair[0]) == sounds_of(pair[1])]

    assert len(met) / len(told) > 0.85


@pytest.mark.django_db
def test_the_database_hears_as_python_does(cases: Path) -> None:
    names = [name for pair in pairs(cases) for name in pair]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT efile_sounds(name) FROM unnest(%s::text[]) WITH ORDINALITY u(name, place) ORDER BY place",
            [names],
        )
        heard = [set(sounds) for (sounds,) in cursor.fetchall()]

    assert heard == [set(sounds_of(name)) for name in names]
