"""Why notings refuses."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

MAY_NOT_NOTE = Reason("notings.may_not_note", _("%(post)s does not write notes."))
TOO_LONG = Reason(
    "notings.too_long",
    _("The note has %(length)s characters; at most %(limit)s may stand in one paragraph."),
    status=422,
)
DRAFT_CHANGED = Reason(
    "notings.draft_changed",
    _("This draft was changed elsewhere by %(name)s. Both texts are kept; choose which to go on with."),
    status=409,
)
DRAFT_GONE = Reason(
    "notings.draft_gone",
    _("This draft was signed or discarded elsewhere. Your text is kept here; save it as a new draft."),
    status=409,
)
UNKNOWN_SHEET = Reason("notings.unknown_sheet", _("There is no such note sheet."), status=404)
NOT_YOUR_PHRASES = Reason(
    "notings.not_your_phrases", _("The office's phrases are changed by its administrator alone.")
)
UNKNOWN_PHRASE = Reason("notings.unknown_phrase", _("There is no such phrase on this list."), status=404)
PHRASE_STANDS = Reason("notings.phrase_stands", _("“%(text)s” stands on this list already."), status=409)
NO_PHRASE = Reason("notings.no_phrase", _("Write the phrase in Bengali or in English."), status=422)
PHRASE_TOO_LONG = Reason(
    "notings.phrase_too_long", _("A phrase has at most %(limit)s characters."), status=422
)
ENOUGH_PHRASES = Reason(
    "notings.enough_phrases", _("A list holds at most %(most)s phrases. Take one off first."), status=422
)
DRAFT_THERE = Reason(
    "draft.there",
    _(
        "A note of that post is being written there, so your draft cannot go along. Send the file to another "
        "post, or empty the draft."
    ),
    status=409,
)
