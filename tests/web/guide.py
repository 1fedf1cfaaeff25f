"""The theme's own pages, in tests only: every component with the words of a made-up Monday at the office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace as Item
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import include, path

FLOW = Path(__file__).parents[2] / "bpmn" / "certified-copy" / "flow.bpmn"
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


@dataclass(frozen=True)
class Words:
    bn: str
    en: str

    def __str__(self) -> str:
        from django.utils.translation import get_language

        return self.bn if (get_language() or "").startswith("bn") else self.en


def _chips(*pairs: tuple[str, str]) -> list[Item]:
    return [Item(label=label, tone=tone) for label, tone in pairs]


def _row(number: int, subject: str, file: str, who: str, act: str, held: str, due: Item, **more: Any) -> Item:
    return Item(
        id=number,
        url=f"/guide/file/?m={number}",
        peek_url="/guide/peek/",
        subject=subject,
        number=file,
        from_who=who,
        act=act,
        held=held,
        due=due,
        **{"unread": False, "chips": [], "applicant": "", "place": "", **more},
    )


ROWS = [
    _row(
        1,
        "আগ্নেয়াস্ত্র লাইসেন্স নবীকরণ",
        "জে.এম./অস্ত্র/317/2026",
        "ক্লার্ক-ইন-চার্জ",
        "পেশ করেছেন",
        "১ কর্মদিবস",
        Item(words="কাল শেষ দিন", tone="soon", used=14, total=15),
        unread=True,
        chips=_chips(("অতি জরুরি", "urgent")),
        applicant="আনোয়ার হোসেন",
        place="ইসলামপুর",
    ),
    _row(
        2,
        "খাস জমি বন্দোবস্তের আবেদন",
        "ভূমি/8/193/2026",
        "অতিরিক্ত জেলাশাসক (ভূমি)",
        "মার্ক করেছেন",
        "২ ঘণ্টা",
        Item(words="2 কর্মদিবস দেরি", tone="late", used=30, total=30),
        unread=True,
        applicant="রহিমা বেওয়া",
        place="চোপড়া",
    ),
    _row(
        3,
        "প্রশাসনিক অনুমোদন সংক্রান্ত পত্রের উত্তর",
        "সাধারণ/1120/2026",
        "জেলাশাসক",
        "মার্ক করেছেন",
        "৪০ মিনিট",
        Item(words="13 কর্মদিবস বাকি", tone="", used=2, total=15),
        unread=True,
        chips=_chips(("গোপনীয়", "secret")),
        applicant="পঞ্চায়েত সমিতি",
        place="করণদিঘি",
    ),
    _row(
        4,
        "ইটভাটা লাইসেন্স, পরিবেশ ছাড়পত্রসহ",
        "জে.এম./ইট/44/2026",
        "উচ্চবর্গীয় করণিক",
        "পেশ করেছেন",
        "১ কর্মদিবস",
        Item(words="11 কর্মদিবস বাকি", tone="", used=17, total=30),
        applicant="মহাবীর ব্রিকস",
        place="রায়গঞ্জ",
    ),
    _row(
        5,
        "হাটের স্টল বন্দোবস্ত, কালিয়াগঞ্জ",
        "ভূমি/হাট/12/2026",
        "ক্লার্ক-ইন-চার্জ",
        "ফেরত দিয়েছেন",
        "২ কর্মদিবস",
        Item(words="নিষ্পন্ন", tone="done", used=10, total=15),
        applicant="সুবল দাস",
        place="কালিয়াগঞ্জ",
    ),
]

OPTIONS = Item(
    posts=[Item(code="record-officer", name="রেকর্ড আধিকারিক")],
    ranks=[Item(code="udc", name="উচ্চবর্গীয় করণিক")],
    sections=[Item(code="land", name="ভূমি")],
    limits=[
        Item(code="copy-search", name="১ কর্মদিবস — রেকর্ড অনুসন্ধান", source="কার্যালয়ের আদেশ"),
        Item(code="copy-fee", name="১৫ দিন — ফি জমা", source="নিবন্ধন বিধি"),
    ],
)

SIDE = [
    Item(
        label="আমার টেবিল",
        items=[
            Item(label="আমার কাছে", url="#", count=23, hot=False, active=True),
            Item(label="আজ শেষ দিন", url="#", count=4, hot=False, active=False),
            Item(label="সময় পেরিয়েছে", url="#", count=2, hot=True, active=False),
            Item(label="সেকশনে, কেউ নেননি", url="#", count=8, hot=False, active=False),
            Item(label="অন্যের কাছে", url="#", count=41, hot=False, active=False),
            Item(label="প্রেরিত", url="#", count=None, hot=False, active=False),
        ],
    ),
    Item(
        label="দেখা ও জানা",
        items=[
            Item(label="রেজিস্টার", url="#", count=None, hot=False, active=False),
            Item(label="গতিবিধি", url="#", count=None, hot=False, active=False),
        ],
    ),
]

STAGES = [
    Item(name="কাউন্টার", state="done", detail="03.11 · 20 মিনিট"),
    Item(name="জেলাশাসক মার্ক করলেন", state="done", detail="03.11 · 3 ঘণ্টা"),
    Item(name="সেকশনে পরীক্ষা", state="done", detail="2 কর্মদিবস"),
    Item(name="পুলিশ ও গোয়েন্দা প্রতিবেদন", state="done", detail="2টি পার্ট ফাইল · 9 কর্মদিবস"),
    Item(name="সেকশনে প্রক্রিয়া", state="now", detail="আপনার কাছে, 1 কর্মদিবস"),
    Item(name="সিদ্ধান্ত", state="", detail="জেলাশাসক"),
    Item(name="ফি, লাইসেন্স, নিষ্পত্তি", state="", detail="সম্ভাব্য তারিখ 24.11"),
]


def _note(number: int, text: str, name: str, title: str, side: str = "left") -> Item:
    return Item(number=number, text=text, name=name, post_title=title, side=side, signed_at=NOW)


NOTES = [
    _note(
        1,
        "শ্রী আনোয়ার হোসেন, ইসলামপুর, তাঁর একনলা বন্দুকের লাইসেন্স নবীকরণের আবেদন করেছেন।",
        "মীনা বর্মন",
        "নিম্নবর্গীয় করণিক",
    ),
    _note(2, "লাইসেন্স বই মিলিয়ে দেখা হল। পুলিশ ও গোয়েন্দা প্রতিবেদন চাওয়া যেতে পারে।", "অসীম পাল", "উচ্চবর্গীয় করণিক"),
    _note(
        3, "প্রস্তাব অনুমোদিত। দুটি প্রতিবেদনই ৭ কর্মদিবসের মধ্যে চাই।", "সুমনা ঘোষ", "ভারপ্রাপ্ত আধিকারিক, জে.এম.", "right"
    ),
    _note(
        4,
        "পুলিশ প্রতিবেদন ও গোয়েন্দা শাখার মতামত সন্তোষজনক।\nনবীকরণের অনুমোদনের জন্য পেশ করা হল।",
        "তপন সাহা",
        "ক্লার্ক-ইন-চার্জ",
    ),
]

EVENTS = [
    Item(title="আবেদন গৃহীত", at=NOW, words="কাউন্টার, রায়গঞ্জ", state=""),
    Item(title="সেকশনে পরীক্ষা চলছে", at=NOW, words="জে.এম. সেকশনের প্রতিবেদনের অপেক্ষা", state="now"),
    Item(title="সিদ্ধান্ত", at=None, words="সম্ভাব্য তারিখ 24.11.2026", state="next"),
]

STEPS = [
    {
        "words": "০৩.১১.২০২৬, সকাল ১০:০৫",
        "open": ["Search"],
        "done": ["Received"],
        "dwell": {},
        "moves": [{"from": "Received", "to": "Search"}],
    },
    {
        "words": "০৪.১১.২০২৬, দুপুর ১:৪০",
        "open": ["Make_copy"],
        "done": ["Received", "Search"],
        "dwell": {"Search": "১ কর্মদিবস"},
        "moves": [{"from": "Search", "to": "Make_copy"}],
    },
    {
        "words": "০৬.১১.২০২৬, বিকাল ৪:১২",
        "open": ["Compare"],
        "done": ["Received", "Search", "Make_copy"],
        "dwell": {"Search": "১ কর্মদিবস", "Make_copy": "২ কর্মদিবস"},
        "moves": [{"from": "Make_copy", "to": "Compare"}],
    },
]
STRIP = {
    "posts": ["জেলাশাসক", "রেকর্ডরুমের ভারপ্রাপ্ত", "রেকর্ড কিপার"],
    "length": 4,
    "steps": [0, 1, 3],
    "spans": [
        {"post": 1, "from": 0, "to": 1},
        {"post": 2, "from": 1, "to": 3, "late": True},
        {"post": 1, "from": 3, "to": 4},
    ],
    "words": "রেকর্ডরুমের ভারপ্রাপ্ত ১ কর্মদিবস, রেকর্ড কিপার ২ কর্মদিবস, রেকর্ডরুমের ভারপ্রাপ্ত ১ কর্মদিবস",
}

COMMON: dict[str, Any] = {
    "demo": True,
    "now": NOW,
    "side": SIDE,
    "unread_messages": 2,
    "office": Item(name=Words("জেলাশাসকের করণ, উত্তর দিনাজপুর", "District Magistrate's office, Uttar Dinajpur")),
    "actor": Item(
        name=Words("সুমনা ঘোষ", "Sumana Ghosh"),
        on_behalf_of=None,
        post_id=1,
        post_title=Words("ভারপ্রাপ্ত আধিকারিক, জে.এম. সেকশন", "Officer in charge, JM section"),
    ),
    "rows": ROWS,
    "stages": STAGES,
    "notes": NOTES,
    "events": EVENTS,
    "steps": STEPS,
    "strip": STRIP,
    "phrases": ["পেশ করা হল", "ব্যবস্থা নিন", "আলোচনা করুন"],
    "more_phrases": ["নথিভুক্ত করুন"],
    "references": [Item(label="+ পৃষ্ঠা", text="(পৃঃ 7)")],
}


def _page(name: str) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        more = {"flow_xml": FLOW.read_text(), "options": OPTIONS} if name in {"replay", "studio"} else {}
        return render(request, f"guide/{name}.html", COMMON | more)

    return view


@dataclass
class Kept:
    """The one draft of the guide, as a room would keep it."""

    revision: int = 3
    text: str | None = None


KEPT = Kept()


def draft(request: HttpRequest) -> HttpResponse:
    """Counts revisions and refuses an old one with what is stored, as the rooms' own drafts do."""
    given = request.headers.get("X-Revision") or request.POST.get("revision")
    if given != str(KEPT.revision):
        return JsonResponse({"revision": KEPT.revision, "text": KEPT.text}, status=409)
    KEPT.revision += 1
    KEPT.text = request.POST.get("text")
    finding = {"severity": "error", "element": "Search", "sentence": "সময়সীমা পাওয়া যায়নি।"}
    (Path(request.META["guide.folder"]) / "draft").write_bytes(request.body)
    return JsonResponse({"revision": KEPT.revision, "findings": [finding]})


PAGES = ("desk", "peek", "file", "forward", "replay", "studio", "citizen", "slip", "parts")
urlpatterns = [
    *(path(f"guide/{name}/", _page(name)) for name in PAGES),
    path("guide/draft/", draft),
    path("", include("web.urls")),
    path("desk/", _page("desk"), name="desk"),
    path("", _page("desk"), name="home"),
    path("post/", _page("desk"), name="choose_post"),
    path("signout/", _page("desk"), name="signout"),
]
handler404 = "web.views.not_found"
