"""What can be wrong with a line of an establishment's table, as sentences."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_TEXT = Reason("sheet.not_text", _("The file is not UTF-8 text. Save it as “CSV UTF-8”."))
SPREADSHEET = Reason(
    "sheet.spreadsheet", _("This is a spreadsheet. Save it as “CSV UTF-8” and choose that file.")
)
OPEN_QUOTE = Reason("sheet.open_quote", _("A quotation mark on this line is not closed."))
LONG_LINE = Reason("sheet.long_line", _("The line is far too long to be one of this table."))
TOO_LONG = Reason("sheet.too_long", _("The table has more than %(most)s lines. Import it in parts."))
NO_LINES = Reason("sheet.no_lines", _("The table has no lines below its heading."))
COLUMNS = Reason(
    "sheet.columns", _("The heading must name the columns %(columns)s, and may name %(later)s besides.")
)
CELLS = Reason("sheet.cells", _("Cells of the line: %(found)s. Columns of the heading: %(wanted)s."))
EMPTY = Reason("sheet.empty", _("“%(column)s” is empty."))
LONG = Reason("sheet.long", _("“%(column)s” is longer than 200 characters."))
BAD_CODE = Reason(
    "sheet.bad_code",
    _("“%(value)s” in “%(column)s” is no code: small Latin letters, digits 0-9 and hyphens only."),
)
BENGALI_DIGITS = Reason("sheet.bengali_digits", _("In “%(column)s” write the digits 0-9, not “%(value)s”."))
NOT_BENGALI = Reason("sheet.not_bengali", _("“%(value)s” in “%(column)s” has no Bengali letter."))
NOT_ENGLISH = Reason("sheet.not_english", _("“%(value)s” in “%(column)s” is written in Bengali script."))
BAD_TELEPHONE = Reason(
    "sheet.bad_telephone",
    _("“%(value)s” in “telephone” is no telephone number: digits, with + - / ( ) , and spaces between them."),
)
BAD_DATE = Reason("sheet.bad_date", _("“%(value)s” in “from” is no date (write it like 2026-01-26)."))
TWO_DATES = Reason(
    "sheet.two_dates",
    _("“%(value)s” in “from” may mean two days; write the year first, like 2026-01-26."),
)
UNKNOWN_RANK = Reason("sheet.unknown_rank", _("There is no rank “%(value)s” in the offices of this country."))
UNKNOWN_KIND = Reason("sheet.unknown_kind", _("“%(value)s” is no kind of charge; there are %(known)s."))
NO_PERSON = Reason("sheet.no_person", _("“%(column)s” is filled in, but the line names no person."))
POST_TWICE = Reason("sheet.post_twice", _("The post “%(post)s” stands already on line %(first)s."))
SECTION_NAMES = Reason(
    "sheet.section_names", _("The section “%(section)s” has another name on line %(first)s.")
)
PERSON_NAMES = Reason("sheet.person_names", _("The person “%(who)s” has another name on line %(first)s."))
NO_SUPERIOR = Reason(
    "sheet.no_superior", _("The superior “%(value)s” is neither in the table nor a standing post.")
)
SECOND_HEAD = Reason(
    "sheet.second_head", _("Only one post reports to nobody, and “%(head)s” is the head already.")
)
HEAD_LEVEL = Reason(
    "sheet.head_level",
    _("The rank “%(rank)s” is of the level of the office's head, “%(head)s”; an office has one such post."),
)
LOOP = Reason("sheet.loop", _("The post “%(post)s” would report to itself by way of %(way)s."))
TWO_POSTS = Reason(
    "sheet.two_posts",
    _("%(who)s holds the post “%(other)s” substantively at that time; give this one as another charge."),
)
POST_GONE = Reason("sheet.post_gone", _("The post “%(post)s” was abolished; give the new one another code."))
SECTION_CLOSED = Reason("sheet.section_closed", _("The section “%(section)s” was merged into another one."))
OTHER_RANK = Reason(
    "sheet.other_rank",
    _("The post “%(post)s” has the rank “%(rank)s”; a standing post keeps its rank."),
)
HELD = Reason("sheet.held", _("%(who)s holds the post “%(post)s”; hand it over on its own page."))
BACKWARDS = Reason(
    "sheet.backwards", _("The post “%(post)s” was held before; a new charge cannot begin in the past.")
)
PAST = Reason(
    "sheet.past",
    _("A charge cannot begin before today: until now nobody held “%(post)s”. Write today or a later day."),
)
STILL_THERE = Reason(
    "sheet.still_there",
    _(
        "%(who)s holds a charge in %(office)s, which looks after the account; until it ends there, give this"
        " one as another kind of charge."
    ),
)
OTHER_PERSON = Reason(
    "sheet.other_person", _("The user name “%(who)s” is that of %(name)s, who belongs to another office.")
)
CLOSED_ACCOUNT = Reason("sheet.closed_account", _("The account of “%(who)s” is closed; open it first."))
