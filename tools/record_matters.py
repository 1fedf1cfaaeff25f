"""Walks matters of every shape in a district of its own and records them for `tests/efile`.

What is recorded guards replay across releases: record a new shape under a new name, and leave what is
there as it is. Run as: .venv/bin/python -m tools.record_matters [NAME ...]   (default: what is missing)
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.act import own_installation  # noqa: E402 [the root comes first on the path]

if TYPE_CHECKING:
    from efile.models import Matter
    from tests.efile.conftest import District


def main(names: list[str]) -> int:
    with own_installation():
        from efile.verification import check_stream
        from ledger import selectors as ledger
        from tests.efile.conftest import make_district
        from tests.efile.recorded import FOLDER, record

        shapes = _shapes()
        unknown = set(names) - set(shapes)
        if unknown:
            print(f"no such matter: {', '.join(sorted(unknown))}; known are {', '.join(shapes)}")
            return 1
        district = make_district()
        for name in names or [each for each in shapes if not (FOLDER / f"{each}.json").exists()]:
            matter = shapes[name](district)
            matter.refresh_from_db()
            difference = check_stream("matter", matter.pk, ledger.entries(matter.pk))
            if difference is not None:
                print(f"{name}: {difference}")
                return 1
            record(name, matter)
            print(f"{name}: {matter.moves} movements, {matter.disposal or 'open'}")
    return 0


def _shapes() -> dict[str, Callable[[District], Matter]]:
    from tests.efile import stories

    return {
        "disposed": lambda district: walked(district, "wb-tube-well"),
        "rejected": lambda district: walked(district, "wb-tube-well", Mark="reject"),
        "returned-once": returned_once,
        "waits-for-the-citizen": stories.asked,
        "pulled-back": pulled_back,
        "limit-passed": stories.with_a_limit,
        "answered": stories.with_a_message,
        "enquired": enquired,
        "parallel-parts": stories.with_parallel_parts,
        "copy-made-twice": lambda district: walked(district, "wb-copy-ror", Compare="redo"),
        "internal": internal,
    }


def walked(district: District, service: str, **outcomes: str) -> Matter:
    """Received and worked to its end, with these outcomes where the stage comes first."""
    matter = district.receive(service=service)
    return work(district, matter, outcomes)


def work(district: District, matter: Matter, outcomes: dict[str, str]) -> Matter:
    from efile.walking import Walker
    from integrations.relay import release_now

    walker = Walker(
        district.office,
        lambda row, stage: outcomes.get(stage.element),
        release_now,
        clock=lambda: district.wait(minutes=20),
    )
    for _ in walker.work(matter.pk):
        pass
    return matter


def returned_once(district: District) -> Matter:
    """The head wants more; the second proposal is approved."""
    from tests.efile import stories

    matter = district.put_up()
    district.note("dm", matter)
    district.complete("dm", matter, "return")
    stories.finish(district, matter)
    return matter


def pulled_back(district: District) -> Matter:
    """A hop, then a stage, each taken back."""
    from efile import services
    from tests.efile import stories

    matter = stories.with_a_withdrawal(district)
    district.note("dm", matter)
    district.complete("dm", matter, "return")
    district.forward("oc-general", matter, "cic-general")
    services.pull_back(
        actor=district.actor("oc-general"), thread=district.thread(matter).pk, now=district.wait(minutes=1)
    )
    return matter


def enquired(district: District) -> Matter:
    matter = district.marked()
    district.note("oc-general", matter)
    district.complete("oc-general", matter, "enquire")
    return work(district, matter, {})


def internal(district: District) -> Matter:
    from efile import services
    from efile.models import Matter

    done = services.start(
        actor=district.actor("udc-it"),
        service="internal-file",
        subject="কম্পিউটার মেরামতের প্রস্তাব",
        now=district.wait(minutes=5),
    )
    return work(district, Matter.objects.get(pk=done.matter), {})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
