"""The least that a form of each address must carry to be taken."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from efile.choices import forward_choices
from efile.committees.models import Meeting
from efile.dak.models import Dak
from efile.dak.recipients import recipients
from efile.disposal import services as disposing
from efile.disposal.models import Disposal, DisposalItem
from efile.selectors import stage_of
from efile.services.signing import lane_of
from hierarchy.models import Post
from ledger.ids import uuid7
from notings.models import NoteDraft
from tests.efile.conftest import SAID, SERVICE
from tests.notings.contents import samples
from tests.security.addresses import Address
from tests.security.world import FLOW, LETTER, PASSWORD, World
from workflows.models import FlowDraft

Body = dict[str, str | list[str] | SimpleUploadedFile]


def body_of(address: Address, world: World, role: str, subject: str) -> Body:
    """What is posted. An address that needs nothing, or takes no form, has none."""
    seen = _seen(world, role, subject) if "thread" in address.parameters else {}
    further = _BODIES.get(address.name)
    return {**seen, **(further(world, role, subject) if further else {})}


def _seen(world: World, role: str, subject: str) -> Body:
    thread = world.thread(role, subject)
    return {"version": str(thread.version), "stage": str(thread.stage_id or ""), "key": str(uuid7())}


def _forward(world: World, role: str, subject: str) -> Body:
    thread, actor = world.thread(role, subject), world.actors.get(role)
    stage = stage_of(thread, thread.matter.instance.version_id)
    assert stage is not None
    choices = forward_choices(actor, thread, stage, timezone.now()) if actor else []
    posts = [choice.post.pk for choice in choices if not choice.closed]
    return {"to": str(posts[0] if posts else world.district.post("oc-land"))}


def _complete(world: World, role: str, subject: str) -> Body:
    """The first outcome of the stage, with a note and, where it marks, an officer."""
    thread = world.thread(role, subject)
    stage = stage_of(thread, thread.matter.instance.version_id)
    assert stage is not None
    outcome = stage.outcomes[0]
    return {
        "outcome": outcome.id,
        "to": str(world.district.post("oc-land")),
        "text": "দেখা হল।",
        "revision": "0",
        **{name: str(value) for name, value in SAID.get(outcome.id, {}).items()},
    }


def _new_dak(world: World, role: str, subject: str) -> Body:
    return {
        "kind": "official",
        "channel": "post",
        "sender": "মহকুমা শাসক",
        "number": f"১৭/{role}",
        "subject": "বন্যা প্রস্তুতি",
        "priority": "0",
        "secrecy": "0",
        "to": str(world.district.post("oc-land")),
        "key": str(uuid7()),
    }


def _sort_dak(world: World, role: str, subject: str) -> Body:
    dak = str(world.dak(role, "own"))
    return {"dak": [dak], f"to-{dak}": "archive: for information", "key": str(uuid7())}


def _dak_version(world: World, role: str, subject: str) -> str:
    return str(Dak.objects.get(pk=world.dak(role, subject)).version)


def _act_on_dak(world: World, role: str, subject: str) -> Body:
    """Sent on to another main recipient, as only its own may do it, or a superior of his."""
    dak, actor = Dak.objects.get(pk=world.dak(role, subject)), world.actors.get(role)
    choices = recipients(actor, timezone.now()) if actor else []
    posts = [one.post.pk for one in choices if one.post.pk != dak.holder_id]
    to = str(posts[0] if posts else world.district.post("dm"))
    return {"act": "send", "to": to, "version": _dak_version(world, role, subject)}


def _dak_particulars(world: World, role: str, subject: str) -> Body:
    return {
        "sender": "মহকুমা শাসকের কার্যালয়",
        "subject": "বন্যা প্রস্তুতির প্রতিবেদন",
        "priority": "1",
        "version": _dak_version(world, role, subject),
    }


def _draft(world: World, role: str, subject: str) -> Body:
    return {"text": "দেখা হল।", "revision": str(_revision(world, role, subject))}


def _revision(world: World, role: str, subject: str) -> int:
    thread = world.thread(role, subject)
    actor = world.actors.get(role)
    kept = NoteDraft.objects.filter(
        sheet=thread.matter.sheet_id, lane=lane_of(thread), post=actor.post_id if actor else None
    )
    return kept.values_list("revision", flat=True).first() or 0


def _receive(world: World, role: str, subject: str) -> Body:
    return {
        "service": SERVICE,
        "channel": "counter",
        "applicant": "রহিমা বেওয়া",
        "subject": "নলকূপ মেরামতের আবেদন",
        "priority": "0",
        "secrecy": "0",
        "key": str(uuid7()),
    }


def _start(world: World, role: str, subject: str) -> Body:
    return {
        "service": "internal-file",
        "subject": "অভ্যন্তরীণ নথি",
        "priority": "0",
        "secrecy": "0",
        "key": str(uuid7()),
    }


def _flow_draft(world: World, role: str, subject: str) -> Body:
    return {"revision": str(FlowDraft.objects.get(flow__code=FLOW).revision)}


def _show(world: World, role: str, subject: str) -> Body:
    """To a clerk-in-charge of the reader's own office."""
    actor = world.actors.get(role)
    office = actor.office_id if actor else world.district.office.pk
    return {
        "to": str(Post.objects.filter(office=office, code__startswith="cic-").order_by("code")[0].pk),
        "until": str((timezone.now() + timedelta(days=5)).date()),
        "reason": "মতামতের জন্য",
        "key": str(uuid7()),
    }


def _grade(world: World, role: str, subject: str) -> Body:
    return {"secrecy": "2", "reason": "ব্যক্তিগত তথ্য আছে।", "key": str(uuid7())}


def _meeting(world: World, role: str, subject: str) -> Body:
    """As whoever does it next would send it: present whom the record has, decided what was decided."""
    if subject != "minuted":
        return {"version": "1", "key": str(uuid7()), "why": "কোরাম হবে না"}
    row = Meeting.objects.get(pk=world.minuted)
    present = [str(one.post_id) for one in row.attendance.filter(present=True)]
    written = {f"decision-{one.pk}": one.outcome for one in row.items.all()}
    texts = {f"text-{one.pk}": one.text for one in row.items.all()}
    return {"version": str(row.version), "key": str(uuid7()), "present": present, **written, **texts}


SECOND: Final[Body] = {"second": "dm", "second_password": PASSWORD}


def _reset(world: World, role: str, subject: str) -> Body:
    if subject != "before a second":
        return {}
    return {"password_too": "on", "reason": "পাসওয়ার্ড ভুলে গেছেন।", **SECOND}


def _why(world: World, role: str, subject: str) -> Body:
    return {"reason": "নতুন তথ্য পাওয়া গেছে।", "key": str(uuid7())} if subject in {"finished", "rejected"} else {}


def _park(world: World, role: str, subject: str) -> Body:
    return {"until": str((timezone.now() + timedelta(days=5)).date()), "reason": "সাক্ষীর অপেক্ষায়"}


def _ticked(world: World, role: str, subject: str) -> Body:
    """The line of the role's own file, as its desk shows it."""
    thread = world.thread(role, "own")
    return {"one": f"{thread.pk}.{thread.version}.{thread.stage_id or ''}", "key": str(uuid7())}


def _seal(world: World, role: str, subject: str) -> Body:
    actor = world.actors.get(role)
    if actor is None:
        return {}
    others = Post.objects.filter(office=actor.office_id).exclude(pk__in=actor.posts)
    return {"act": "add", "to": str(others[0].pk)}


def _call(world: World, role: str, subject: str) -> Body:
    day = timezone.now() + timedelta(days=9)
    on = str(day.date())
    return {"on": on, "hour": "11:00", "place": "সভাকক্ষ", "day_off": on, "key": str(uuid7())}


def _item(world: World, subject: str) -> str:
    return str(DisposalItem.objects.get(disposal=world.disposals[subject]).pk)


def _order(world: World, role: str, subject: str) -> Body:
    row = Disposal.objects.get(pk=world.disposals[subject])
    return {"seen": disposing.digest(row), "read": "yes"}


_BODIES: Final[dict[str, Callable[[World, str, str], Body]]] = {
    "disposal_due": lambda world, _role, _subject: {"file": str(world.due), "why": "বার্ষিক বাছাই"},
    "read_disposal": lambda world, _role, subject: {"item": _item(world, subject), "said": "agreed"},
    "order_disposal": _order,
    "forward": _forward,
    "complete": _complete,
    "park": _park,
    "follow": lambda _world, _role, _subject: {"do": "on"},
    "remind": lambda _world, _role, _subject: {"reminder": "প্রতিবেদন দিন", "key": str(uuid7())},
    "chosen": lambda world, role, subject: {"do": "read", **_ticked(world, role, subject)},
    "send_chosen": lambda world, role, subject: {
        **_ticked(world, role, subject),
        **_forward(world, role, "own"),
    },
    "labels": lambda _world, role, _subject: {"act": "add", "name": f"{role} দেখবেন"},
    "keep_view": lambda _world, _role, _subject: {"box": "late", "name": "সকালের কাজ"},
    "draft": _draft,
    "new_dak": _new_dak,
    "ask_reply": lambda _world, _role, _subject: {
        "to_name": "থানা",
        "asked": "তদন্ত প্রতিবেদন পাঠান।",
        "days": "7",
    },
    "answer_link": lambda _world, _role, _subject: {
        "designation": "ভারপ্রাপ্ত আধিকারিক",
        "subject": "উত্তর",
        "body": "দেখা হল।",
    },
    "sort_dak": _sort_dak,
    "act_on_dak": _act_on_dak,
    "dak_particulars": _dak_particulars,
    "phrases": lambda _world, role, _subject: {"act": "keep", "list": "own", "bn": f"{role} দেখলেন।"},
    "discard_draft": lambda world, role, subject: {"revision": str(_revision(world, role, subject))},
    "put_in_papers": lambda world, role, subject: {"files": SimpleUploadedFile("চিঠি.txt", LETTER)},
    "begin_letter": lambda world, role, subject: {"kind": "letter", "language": "bn"},
    "letter": lambda world, role, subject: {"act": "keep", "base": "1", "text": "নতুন লেখা"},
    "letter_recipients": lambda _world, _role, _subject: {"act": "add", "role": "to", "name": "রহিমা"},
    "dispatch": lambda world, role, _subject: {"letter": [str(world.outgoing[world.own[role].pk])]},
    "dispatch_letter": lambda _world, _role, _subject: {"act": "issue", "key": str(uuid7())},
    "hand": lambda _world, _role, _subject: {"act": "hand_over", "to_name": "করিম", "key": str(uuid7())},
    "letter_work": lambda world, role, subject: {"base": "1", "revision": "0", "text": "নতুন লেখা"},
    "sign_letter": lambda world, role, subject: {
        "how": "ink",
        "files": SimpleUploadedFile("চিঠি.pdf", samples.pdf(1)),
    },
    "esign_letter": lambda _world, _role, _subject: {"act": "sign", "pin": "1"},
    "change_paper": lambda world, role, subject: {"act": "rename", "title": "চিঠির নকল"},
    "new_file": lambda world, role, subject: {"subject": "নতুন নথি"},
    "take_over_file": lambda world, role, subject: {
        "subject": "পুরোনো নথি",
        "number": f"পুরোনো/{role}",
        "year": "1998",
        "files": SimpleUploadedFile("নথি.pdf", samples.pdf(1)),
    },
    "act_on_file": lambda world, role, subject: {
        "act": "number",
        "kind": "paper",
        "number": f"আগের/{role}",
    },
    "showing": _show,
    "grade": _grade,
    "receive": _receive,
    "start_internal": _start,
    "draft_ask": _flow_draft,
    "draft_publish": _flow_draft,
    "draft_discard": _flow_draft,
    "set_agenda": _meeting,
    "record_attendance": _meeting,
    "write_minutes": _meeting,
    "sign_minutes": _meeting,
    "call_off": _meeting,
    "committee": _call,
    "handover": lambda world, role, subject: {"step": "check", "remarks": ""},
    "seals": _seal,
    "officer_reset": _reset,
    "officer_slip": lambda world, role, subject: SECOND if subject == "newcomer" else {},
    "officer_unlock": lambda world, role, subject: SECOND if subject == "before a second" else {},
    "asked_act": lambda world, role, subject: {"step": "decline", "why": "আগে আদেশ দেখান।"},
    "reopen": _why,
    "close_file": _why,
    "set_language": lambda world, role, subject: {"language": "en", "next": "/"},
    "choose_post": lambda world, role, subject: {
        "post": str(world.actors[role].post_id if role in world.actors else world.district.post("oc-land"))
    },
}
