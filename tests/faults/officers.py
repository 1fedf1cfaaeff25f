"""Officers at work in processes of their own, as a web server's workers are: killed, they are replaced.

    python -m tests.faults.officers FOLDER COUNT MATTER...

Every act is written to FOLDER/told: `U key` before it is sent, then `A key` when it was acknowledged or
`R key` when it was refused. FOLDER/stop ends them; FOLDER/pids names those now at work.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from uuid import UUID, uuid4

TOLD = "told"
STOP = "stop"
PIDS = "pids"
NOTE = "দেখা হল।"


def main(folder: Path, count: int, matters: Sequence[UUID]) -> None:
    import django

    django.setup()
    children: set[int] = set()
    signal.signal(signal.SIGTERM, lambda *_: (folder / STOP).touch())
    while not (folder / STOP).exists():
        while len(children) < count:
            children.add(_begin(folder, matters))
        (folder / "pids.new").write_text(" ".join(map(str, children)))
        (folder / "pids.new").replace(folder / PIDS)
        _reap(children)
    while children:
        _reap(children)


def _begin(folder: Path, matters: Sequence[UUID]) -> int:
    pid = os.fork()
    if pid:
        return pid
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    try:
        work(folder, matters)
    finally:
        os._exit(0)


def _reap(children: set[int]) -> None:
    pid, _ = os.waitpid(-1, os.WNOHANG)
    children.discard(pid)
    if not pid:
        time.sleep(0.005)


def work(folder: Path, matters: Sequence[UUID]) -> None:
    """Act on one matter after another until told to stop; whatever is refused is tried elsewhere."""
    from django.db import DatabaseError, InterfaceError, connection

    from hierarchy.refusals import Refused

    choice = random.Random()
    with (folder / TOLD).open("ab", buffering=0) as told:

        def tell(letter: str, key: UUID) -> None:
            told.write(f"{letter} {key}\n".encode())

        while not (folder / STOP).exists():
            key = uuid4()
            try:
                act(choice.choice(matters), key, recommend=choice.random() < 0.3, tell=tell)
                tell("A", key)
            except Refused:
                tell("R", key)
            except (DatabaseError, InterfaceError):
                with contextlib.suppress(DatabaseError, InterfaceError):
                    connection.close()
                time.sleep(0.05)


def act(matter: UUID, key: UUID, *, recommend: bool, tell: Callable[[str, UUID], None]) -> None:
    """One act of whoever holds the matter: sent down or up, recommended, or returned by the head."""
    from django.utils import timezone

    from efile import services
    from efile.models import Thread
    from efile.services.act import Seen
    from hierarchy import selectors as hierarchy
    from hierarchy.models import Post
    from notings import services as notings

    now = timezone.now()
    thread = Thread.objects.select_related("holder", "matter").get(matter=matter)
    holder = hierarchy.holder_of(thread.holder_id, now)
    if holder is None:
        raise LookupError(f"{thread.holder} is vacant")
    actor = hierarchy.actor_for(holder.user_id, thread.holder_id, now)
    seen, code = Seen(thread.version, thread.stage_id), thread.holder.code
    if code == "dm" or (code == "oc-general" and recommend):
        sheet = thread.matter.sheet_id
        notings.save_draft(actor=actor, sheet=sheet, lane=None, text=NOTE, revision=0, now=now)
        outcome = "return" if code == "dm" else "recommend"
        tell("U", key)
        services.complete_stage(actor=actor, thread=thread.pk, outcome=outcome, seen=seen, now=now, key=key)
        return
    to = "cic-general" if code == "oc-general" else "oc-general"
    target = Post.objects.get(office=thread.office_id, code=to).pk
    tell("U", key)
    services.forward(actor=actor, thread=thread.pk, to=target, seen=seen, now=now, key=key)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), [UUID(own) for own in sys.argv[3:]])
