"""Writes the table of the demonstration district: 373 invented persons in 42 departments.

Run as: .venv/bin/python tools/demonstration_establishment.py

What the charts of the demonstration have stands first, unchanged; the other departments are staffed alike.
"""

import csv
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "hierarchy" / "data"
OFFICE = "uttar-dinajpur"
TARGET = DATA / "establishments" / f"{OFFICE}.csv"
HEADING = (
    "section,section_bn,section_en,post,title_bn,title_en,rank,reports_to,"
    "username,name_bn,name_en,charge,from"
).split(",")
PERSONS = 373
DEPARTMENTS = 42
SEED = 373
FROM = "today"

Row = dict[str, str]

OTHERS = """
election|নির্বাচন|Election|general
census|জনগণনা|Census|general
nazarat|নাজারত|Nazarat|general
disaster|বিপর্যয় মোকাবিলা|Disaster Management|general
civil-defence|অসামরিক প্রতিরক্ষা|Civil Defence|general
relief|ত্রাণ|Relief|general
planning|উন্নয়ন ও পরিকল্পনা|Development and Planning|general
panchayat|পঞ্চায়েত|Panchayats|general
rural-work|গ্রামীণ কর্মসংস্থান|Rural Employment|general
self-help|স্বনির্ভর গোষ্ঠী|Self-Help Groups|general
minority|সংখ্যালঘু বিষয়ক|Minority Affairs|general
backward-classes|অনগ্রসর শ্রেণি কল্যাণ|Backward Classes Welfare|general
social-welfare|সমাজ কল্যাণ|Social Welfare|general
child-development|শিশু বিকাশ|Child Development|general
health|স্বাস্থ্য|Health|general
primary-education|প্রাথমিক শিক্ষা|Primary Education|general
secondary-education|মাধ্যমিক শিক্ষা|Secondary Education|general
mid-day-meal|মধ্যাহ্ন আহার|Mid-Day Meal|general
library|গ্রন্থাগার|Library|general
information|তথ্য ও সংস্কৃতি|Information and Culture|it
youth|যুব কল্যাণ|Youth Welfare|general
food|খাদ্য ও সরবরাহ|Food and Supplies|general
consumer|উপভোক্তা বিষয়ক|Consumer Affairs|general
labour|শ্রম|Labour|general
transport|পরিবহণ|Transport|general
agriculture|কৃষি|Agriculture|land
horticulture|উদ্যানপালন|Horticulture|land
animal-resources|প্রাণিসম্পদ|Animal Resources|land
fisheries|মৎস্য|Fisheries|land
cooperation|সমবায়|Co-operation|land
irrigation|সেচ|Irrigation|land
land-acquisition|ভূমি অধিগ্রহণ|Land Acquisition|land
certificate|সার্টিফিকেট মামলা|Certificate Cases|land
treasury|কোষাগার|Treasury|general
""".split("\n")[1:-1]

STAFF = (
    ("oc", "oc", "ভারপ্রাপ্ত আধিকারিক", "Officer-in-Charge", "adm"),
    ("cic", "cic", "ক্লার্ক-ইন-চার্জ", "Clerk-in-Charge", "oc"),
    ("accountant", "accountant", "হিসাবরক্ষক", "Accountant", "oc"),
    ("udc", "udc", "উচ্চবর্গীয় করণিক", "Upper Division Clerk", "cic"),
    ("udc-2", "udc", "উচ্চবর্গীয় করণিক (দ্বিতীয়)", "Upper Division Clerk (Second)", "cic"),
    ("ldc", "ldc", "নিম্নবর্গীয় করণিক", "Lower Division Clerk", "udc"),
    ("ldc-2", "ldc", "নিম্নবর্গীয় করণিক (দ্বিতীয়)", "Lower Division Clerk (Second)", "udc"),
    ("ldc-3", "ldc", "নিম্নবর্গীয় করণিক (তৃতীয়)", "Lower Division Clerk (Third)", "udc-2"),
    ("group-d", "group-d", "গ্রুপ ডি কর্মী", "Group D Staff", "cic"),
    ("group-d-2", "group-d", "গ্রুপ ডি কর্মী (দ্বিতীয়)", "Group D Staff (Second)", "cic"),
)

FIRST = (
    "অমল Amal,বিমল Bimal,কমল Kamal,নির্মল Nirmal,শ্যামল Shyamal,অরুণ Arun,বরুণ Barun,তরুণ Tarun,করুণা Karuna,"
    "মীনা Mina,লীনা Lina,রীনা Rina,বীণা Bina,শিখা Shikha,রেখা Rekha,লেখা Lekha,দীপা Dipa,রূপা Rupa,সোমা Soma,"
    "রমা Rama,উমা Uma,শ্যামা Shyama,হাসান Hasan,হোসেন Hossain,রহিম Rahim,করিম Karim,সেলিম Selim,নাসিম Nasim,"
    "সালমা Salma,নাজমা Nazma,আসমা Asma,রাবেয়া Rabeya,সুকান্ত Sukanta,প্রশান্ত Prashanta,বসন্ত Basanta"
).split(",")
LAST = (
    "দাস Das,রায় Ray,সরকার Sarkar,বর্মণ Barman,মণ্ডল Mandal,ঘোষ Ghosh,পাল Pal,সাহা Saha,দেবনাথ Debnath,"
    "বিশ্বাস Biswas,হেমব্রম Hembram,সোরেন Soren,টুডু Tudu,কিস্কু Kisku"
).split(",")


def rows() -> list[Row]:
    """The heading's columns by name, one row a post."""
    given = list(_charted())
    have = len({row["username"] for row in given if row["username"]})
    names = _names({row["name_en"] for row in given})
    wanted = PERSONS - have
    for number, line in enumerate(OTHERS):
        left = len(OTHERS) - number
        given += _department(*line.split("|"), size=-(-wanted // left), names=names)
        wanted -= -(-wanted // left)
    return given


def as_csv() -> str:
    text = StringIO()
    writer = csv.DictWriter(text, HEADING, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows())
    return text.getvalue()


def _charted() -> Iterator[Row]:
    sections = {row["code"]: row for row in _table(f"charts/{OFFICE}/sections.csv")}
    people = {row["username"]: row for row in _table("demonstration/people.csv")}
    charges = {row["post"]: row for row in _table("demonstration/charges.csv") if row["office"] == OFFICE}
    for post in _table(f"charts/{OFFICE}/posts.csv"):
        section, charge = sections.get(post["section"]), charges.get(post["code"])
        person = people[charge["username"]] if charge else None
        yield {
            "section": post["section"],
            "section_bn": section["name_bn"] if section else "",
            "section_en": section["name_en"] if section else "",
            "post": post["code"],
            "title_bn": post["title_bn"],
            "title_en": post["title_en"],
            "rank": post["rank"],
            "reports_to": post["reports_to"],
            "username": person["username"] if person else "",
            "name_bn": person["name_bn"] if person else "",
            "name_en": person["name_en"] if person else "",
            "charge": charge["kind"] if charge else "",
            "from": charge["starts"] if charge else "",
        }


def _department(
    code: str, name_bn: str, name_en: str, under: str, *, size: int, names: Iterator[tuple[str, str]]
) -> Iterator[Row]:
    section_bn, section_en = f"{name_bn} সেকশন", f"{name_en} Section"
    for short, rank, title_bn, title_en, above in STAFF[:size]:
        person_bn, person_en = next(names)
        yield {
            "section": code,
            "section_bn": section_bn,
            "section_en": section_en,
            "post": f"{short}-{code}",
            "title_bn": f"{title_bn}, {section_bn}",
            "title_en": f"{title_en}, {section_en}",
            "rank": rank,
            "reports_to": f"adm-{under}" if above == "adm" else f"{above}-{code}",
            "username": f"{short}-{code}",
            "name_bn": person_bn,
            "name_en": person_en,
            "charge": "substantive",
            "from": FROM,
        }


def _names(taken: set[str]) -> Iterator[tuple[str, str]]:
    """Every pairing of a first and a last name once, in an order that stays the same."""
    pairs = [(first.split(), last.split()) for first in FIRST for last in LAST]
    Random(SEED).shuffle(pairs)  # noqa: S311 [an order, not a secret]
    for (first_bn, first_en), (last_bn, last_en) in pairs:
        if f"{first_en} {last_en}" not in taken:
            yield f"{first_bn} {last_bn}", f"{first_en} {last_en}"


def _table(name: str) -> list[Row]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def main() -> None:
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(as_csv(), encoding="utf-8")


if __name__ == "__main__":
    main()
