"""A wrong row is told with its file and line, and nothing of the files is loaded."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from hierarchy.models import Office, Rank
from tests.hierarchy.test_charts_load import change, copy_of_data

POSTS = "charts/bishnubarh-gp/posts.csv"
PRADHAN = "pradhan,,pradhan,,প্রধান,Pradhan"


def in_file(name: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda folder: change(folder / name, old, new)


def added(name: str, row: str) -> Callable[[Path], None]:
    def add(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(row + "\n")

    return add


TWO_DEPUTIES = added("demonstration/deputations.csv", "uttar-dinajpur,oc-jm,oc-it,9,ছুটি,full")

FAULTS = [
    (in_file(POSTS, PRADHAN, "pradhan,,king,,প্রধান,Pradhan"), POSTS, 4, "“king” in rank is unknown"),
    (in_file(POSTS, PRADHAN, "pradhan,,dc,,প্রধান,Pradhan"), POSTS, 4, "“dc” in rank is unknown"),
    (in_file(POSTS, PRADHAN, "Pra dhan,,pradhan,,প্রধান,Pradhan"), POSTS, 4, "is no code"),
    (in_file(POSTS, PRADHAN, "pradhan,,pradhan,,,Pradhan"), POSTS, 4, "title_bn is empty"),
    (in_file(POSTS, PRADHAN, "pradhan,,pradhan,,প্রধান"), POSTS, 4, "5 cells for 6 columns"),
    (in_file(POSTS, PRADHAN, "pradhan,attic,pradhan,,প্রধান,Pradhan"), POSTS, 4, "no section “attic”"),
    (in_file(POSTS, "upa-pradhan,pradhan,", "upa-pradhan,nobody,"), POSTS, 5, "no post “nobody”"),
    (in_file(POSTS, "upa-pradhan,pradhan,", "upa-pradhan,,"), POSTS, 5, "a second head: “pradhan”"),
    (
        in_file(POSTS, PRADHAN, "pradhan,,pradhan,karmee,প্রধান,Pradhan"),
        "offices.csv",
        6,
        "no post is the head",
    ),
    (
        in_file(POSTS, "executive-assistant,pradhan,", "executive-assistant,karmee,"),
        POSTS,
        6,
        "round in a circle",
    ),
    (added(POSTS, "karmee,general,gp-karmee,secretary,ক,K"), POSTS, 11, "“karmee” stands already on line 10"),
    (in_file(POSTS, "reports_to", "boss"), POSTS, 3, "the columns must be code, section"),
    (lambda folder: (folder / POSTS).unlink(), POSTS, 1, "the file is missing"),
    (lambda folder: (folder / POSTS).write_bytes(b"\xff\xfe"), POSTS, 1, "not UTF-8"),
    (in_file("ranks.csv", "dm,WB,1,", "dm,WB,zero,"), "ranks.csv", 2, "“zero” in level"),
    (in_file("ranks.csv", "dm,WB,1,", "dm,WB,21,"), "ranks.csv", 2, "between 1 (the head) and 20"),
    (in_file("ranks.csv", "mark note", "fly note"), "ranks.csv", 2, "“fly” is no power"),
    (in_file("ranks.csv", "dm,WB,1,", "dm,IN,1,"), "ranks.csv", 2, "“IN” in profile is unknown"),
    (in_file("offices.csv", "Asia/Dhaka", "Asia/Dacca-2"), "offices.csv", 7, "is no time zone"),
    (
        in_file("offices.csv", "tamluk-ps,purba-medinipur-zp", "tamluk-ps,nowhere"),
        "offices.csv",
        5,
        "does not stand above",
    ),
    (in_file("calendars.csv", "sat sun", "sat funday"), "calendars.csv", 2, "“funday” is no weekday"),
    (
        in_file("calendars.csv", "sat sun", "mon tue wed thu fri sat sun"),
        "calendars.csv",
        2,
        "no day of the week",
    ),
    (
        added("calendars.csv", "atlantis,1,2026-01-01,sat,bangladesh,x"),
        "calendars.csv",
        9,
        "no office “atlantis”",
    ),
    (
        in_file("holidays/bangladesh.csv", "2026-02-21", "21.02.2026"),
        "holidays/bangladesh.csv",
        2,
        "is no date",
    ),
    (
        in_file("demonstration/charges.csv", ",dm,substantive", ",ghost,substantive"),
        "demonstration/charges.csv",
        2,
        "no person “ghost”",
    ),
    (
        in_file("demonstration/charges.csv", "uttar-dinajpur,dm,", "uttar-dinajpur,dmm,"),
        "demonstration/charges.csv",
        2,
        "no post “dmm”",
    ),
    (
        in_file("demonstration/charges.csv", "substantive,2010-01-01,", "substantive,2010-01-01,2009-01-01"),
        "demonstration/charges.csv",
        2,
        "ends before it starts",
    ),
    (
        in_file("demonstration/deputations.csv", ",21,", ",0,"),
        "demonstration/deputations.csv",
        2,
        "at least one day",
    ),
    (
        in_file("demonstration/deputations.csv", ",full", ",half"),
        "demonstration/deputations.csv",
        2,
        "“half” in scope is unknown",
    ),
    (
        TWO_DEPUTIES,
        "demonstration/deputations.csv",
        5,
        "stands already on line 2",
    ),
    (
        in_file("demonstration/orders.csv", ",admin,", ",reign,"),
        "demonstration/orders.csv",
        2,
        "“reign” in power is unknown",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("spoil", "file", "line", "sentence"), FAULTS)
def test_a_faulty_row_is_named_and_loads_nothing(
    tmp_path: Path, spoil: Callable[[Path], object], file: str, line: int, sentence: str
) -> None:
    folder = copy_of_data(tmp_path)
    spoil(folder)
    with pytest.raises(CommandError) as told:
        call_command("load_charts", "--with-demo-people", "--from", str(folder))
    message = str(told.value)
    assert message.startswith(f"{file}, line {line}: ")
    assert sentence in message
    assert message.endswith("Nothing was loaded.")
    assert not Office.objects.exists()
    assert not Rank.objects.exists()
