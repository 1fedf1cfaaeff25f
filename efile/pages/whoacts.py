"""One sentence for each state of a thread: who may act in it, and what the others wait for."""

from __future__ import annotations

from django.utils.translation import gettext as _

from efile.models import Thread
from efile.pages import labels
from hierarchy.actors import Actor
from hierarchy.models import Post


def sentence(thread: Thread) -> str:
    """For whoever looks: closed, in a pool, waiting, or with its holder."""
    if thread.closed_at is not None:
        return _("Closed: nobody may act in it; it can be read.")
    if thread.pool is not None:
        section = labels.pool_title(thread)
        return _("Any post of %(section)s may take it; nobody may act before.") % {"section": section}
    if thread.waiting_for:
        waits = labels.waits_words(thread.waiting_for)
        return _("%(waits)s; until then nobody may act.") % {"waits": waits}
    return _("Only %(holder)s may act: the file is there.") % {"holder": labels.holder_title(thread)}


def of_idle_pool(thread: Thread, *, above: bool) -> str:
    """A pool of whose section nobody may take it; to its superiors (`above`) and to the others."""
    section = {"section": labels.pool_title(thread)}
    if above:
        words = _("Nobody of %(section)s may take it now; your post, above it, may pull the file up.")
        return words % section
    return _("Nobody of %(section)s may take it now: it waits until a superior pulls it up.") % section


def unsigned() -> str:
    """For a post that may write notes and not sign them."""
    return _(
        "Your post may not sign notes: what you write goes along with the file, as a draft of who gets it."
    )


def nobody(thread: Thread) -> str:
    """Where a file lies while the post has neither holder nor deputy."""
    return _("Nobody holds %(holder)s now: the file waits there until somebody is put in charge.") % {
        "holder": labels.holder_title(thread)
    }


def to_holder() -> str:
    return _("Only your post may act.")


def to_stranded() -> str:
    """For a post that the stage came to without the powers that it needs."""
    return _("It lacks powers that this stage needs; from here the file may go to any post that has them.")


def to_lacking() -> str:
    """The same where the stage's channel leads to a post that has them."""
    return _("It lacks powers that this stage needs: send the file on to a post that has them.")


def to_assistant(thread: Thread, actor: Actor) -> str:
    """An assistant writes the draft while the file is with his officer, and does nothing else."""
    if thread.holder_id not in actor.posts or thread.closed_at is not None or thread.pool is not None:
        return sentence(thread)
    return _("Only %(holder)s may act; you may write the draft of the note.") % {
        "holder": labels.holder_title(thread)
    }


def to_superior(thread: Thread) -> str:
    return _("Only %(holder)s may act; your post, above it in the line of control, may pull the file up.") % {
        "holder": labels.holder_title(thread)
    }


def returned_to(gone: Post, heir: Post) -> str:
    """Where a file goes when it is returned and the post it came from was abolished."""
    return _("%(gone)s, from which it came, was abolished; when returned it goes to %(post)s.") % {
        "gone": gone.title,
        "post": heir.title,
    }
