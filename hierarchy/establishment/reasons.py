"""Why a change of posts, charges and powers is refused."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

NOT_ADMIN = Reason(
    "establishment.not_admin",
    _("Only the administrator of %(office)s may change its posts, charges and powers."),
)
BUSY = Reason(
    "establishment.busy",
    _("Somebody else is changing this just now. Nothing was changed; try again in a moment."),
    status=409,
)
MISSING = Reason("establishment.missing", _("Fill in “%(field)s”."), status=422)
UNKNOWN_PERSON = Reason("establishment.unknown_person", _("There is no such person."), status=422)
UNKNOWN_ROW = Reason(
    "establishment.unknown_row", _("There is no such entry, or it is not of your office."), status=404
)
ACCOUNT_CLOSED = Reason(
    "charge.account_closed", _("The account of %(who)s is closed; open it first."), status=409
)
POST_GONE = Reason(
    "charge.post_gone", _("The post %(post)s was abolished; choose its successor."), status=409
)
HELD = Reason(
    "charge.held", _("%(who)s holds the post %(post)s %(span)s. End that charge first."), status=409
)
FOLLOWED = Reason(
    "charge.followed",
    _("%(who)s is to take the post %(post)s over from this charge, %(span)s. Withdraw that charge first."),
    status=409,
)
SECOND_SUBSTANTIVE = Reason(
    "charge.second_substantive",
    _("%(who)s holds the post %(post)s substantively %(span)s; give this one as an additional charge."),
    status=409,
)
STILL_THERE = Reason(
    "charge.still_there",
    _(
        "%(who)s holds a charge in %(office)s, whose administrators look after the account. They end it"
        " first; until then give this one as an additional charge."
    ),
    status=409,
)
IN_THE_PAST = Reason(
    "charge.in_the_past",
    _("This moment has passed. What was done until now was done by others; begin now or later."),
    status=422,
)
TOO_FAR = Reason("charge.too_far", _("This is too far ahead: choose a day within the next 50 years."), 422)
TOO_LONG = Reason("establishment.too_long", _("“%(field)s” is longer than %(most)s characters."), status=422)
ENDS_FIRST = Reason("charge.ends_first", _("It ends before it begins."), status=422)
ENDED = Reason("charge.ended", _("This has ended already."), status=409)
SAME_PERSON = Reason("charge.same_person", _("%(who)s holds the post %(post)s already."), status=409)
DEPUTED = Reason(
    "deputation.deputed", _("%(who)s acts for the post %(post)s %(span)s. End that first."), status=409
)
OWN_DEPUTY = Reason(
    "deputation.own_deputy", _("%(who)s holds the post %(post)s himself; name somebody else."), status=422
)
DEPUTY_OF_NOBODY = Reason(
    "deputation.of_nobody",
    _(
        "Nobody holds the post %(post)s on the first of these days, so nobody is away from it. Put somebody"
        " in charge of the post instead."
    ),
    status=409,
)
DEPUTY_OUTLASTS = Reason(
    "deputation.outlasts",
    _(
        "%(who)s holds the post %(post)s %(span)s. A deputy stands in for him no longer than that; put"
        " somebody in charge of the post from then on."
    ),
    status=409,
)
ACROSS_THE_BORDER = Reason(
    "charge.other_country",
    _(
        "%(who)s is of %(home)s. That is an office of another country, whose officers neither hold nor act"
        " for posts of %(office)s."
    ),
    status=422,
)
DEPUTY_AWAY = Reason(
    "deputation.away",
    _("%(who)s is away himself: %(deputy)s acts for him %(span)s. Name somebody who is there."),
    status=409,
)
CODE_TAKEN = Reason(
    "post.code_taken", _("This office already has a post with the code “%(code)s”."), status=409
)
SECTION_CODE_TAKEN = Reason(
    "section.code_taken", _("This office already has a section with the code “%(code)s”."), status=409
)
UNKNOWN_RANK = Reason("post.unknown_rank", _("This office has no such rank."), status=422)
UNKNOWN_SECTION = Reason(
    "section.unknown", _("There is no such section, or it is closed. Choose another one."), status=422
)
REPORTS_ROUND = Reason(
    "post.reports_round",
    _("%(to)s itself works under %(post)s, so %(post)s cannot report to it."),
    status=409,
)
BESIDE_THE_HEAD = Reason(
    "post.beside_the_head",
    _("“%(rank)s” is of the level of the office's head, %(head)s; an office has one such post."),
    status=422,
)
HEAD_STAYS = Reason(
    "post.head_stays",
    _("%(post)s is the head of the office. The head's post is abolished only with the office."),
    status=409,
)
SUCCESSOR_NEEDED = Reason(
    "successor.needed",
    _("Choose first who stands for %(what)s afterwards; what lies there must stay within reach."),
    status=422,
)
SUCCESSOR_GONE = Reason(
    "successor.gone", _("%(to)s no longer exists itself; choose one that stands."), status=409
)
SUCCESSOR_SAME = Reason("successor.same", _("%(to)s cannot be its own successor."), status=422)
ALREADY_GONE = Reason("successor.already_gone", _("%(what)s no longer exists since %(on)s."), status=409)
OFFICES_BELOW = Reason(
    "office.offices_below",
    _("%(below)s is under %(what)s. Close it first or place it under another office."),
    status=409,
)
OTHER_COUNTRY = Reason(
    "office.other_country",
    _("%(heir)s and %(what)s are offices of two countries; neither can stand for the other."),
    status=422,
)
HEIR_BELOW = Reason(
    "office.heir_below",
    _(
        "%(heir)s is an office of a lower tier than %(what)s, or of another kind that is not known to be of"
        " its tier. An office is merged into one of its kind or of a tier above."
    ),
    status=422,
)
HEIR_NOT_ASKED = Reason(
    "office.heir_not_asked",
    _(
        "%(heir)s takes nothing in unasked: one of its administrators or its head must consent, who is none"
        " of the two of %(what)s."
    ),
    status=422,
)
OFFICE_WORKS = Reason(
    "establishment.office_works",
    _(
        "%(office)s has an administrator in charge. What is loaded at the console would change it without a"
        " second person; change it on the pages of administration or by its own table. Nothing was loaded."
    ),
    status=409,
)
LAST_ADMIN = Reason(
    "power.last_admin",
    _(
        "Nobody would be left to look after posts and accounts in %(office)s. "
        "Give another post that power first."
    ),
    status=409,
)
UNKNOWN_POWER = Reason("power.unknown", _("There is no such power."), status=422)
UNKNOWN_SERVICE = Reason(
    "power.unknown_service",
    _(
        "“%(service)s” is no service of this office, so no order can be limited to it. Choose one "
        "of the list."
    ),
    status=422,
)
OF_ONE = Reason("power.of_one", _("An order is about a rank or about a post: choose one of the two."), 422)
NO_SUM = Reason(
    "power.no_sum",
    _(
        "No stage asks for the sum here, so a limit by sum would bar nothing. Give the order without a sum, "
        "or have the IT section add a field “amount” to a stage of the service."
    ),
    status=422,
)
NOT_WHOLE = Reason(
    "power.not_whole", _("A power is withheld whole, not up to a sum. Leave the sum empty."), status=422
)
USERNAME_TAKEN = Reason(
    "person.username_taken", _("The user name “%(username)s” is another person's already."), status=409
)
BAD_USERNAME = Reason(
    "person.bad_username",
    _("A user name has small Latin letters and digits, with hyphens or dots between them."),
    status=422,
)
FAULTY_SHEET = Reason(
    "establishment.faulty_sheet",
    _("The table has faults, so nothing was imported. Try it out again to read them."),
    status=422,
)
NO_WORKING_DAY = Reason(
    "calendar.no_working_day", _("At least one day of the week must be worked."), status=422
)
CALENDAR_PAST = Reason(
    "calendar.past",
    _("A calendar counts from today at the earliest: what began before was reckoned by the one before."),
    status=422,
)
CALENDAR_OVERTAKES = Reason(
    "calendar.overtakes",
    _("Version %(version)s counts from %(day)s. A newer one counts from that day or later."),
    status=422,
)
NUMBER_UNKNOWN_PART = Reason(
    "number.unknown_part",
    _(
        "A part in braces is unknown. There are serial, year, yy and office; for files section, code, "
        "number, head, primary, secondary and tertiary."
    ),
    status=422,
)
NUMBER_NO_SERIAL = Reason("number.no_serial", _("The number needs the serial, once."), status=422)
NUMBER_NO_YEAR = Reason(
    "number.no_year", _("The serial begins anew each year, so the number needs the year."), status=422
)
NUMBER_NO_SECTION = Reason(
    "number.no_section", _("Each section counts its own files, so the number needs the section."), status=422
)
NUMBER_TOO_LONG = Reason(
    "number.too_long", _("The number would be longer than %(most)s characters."), status=422
)
NUMBER_ORDERED = Reason(
    "number.ordered", _("An order for this register begins on that day already."), status=409
)
NUMBER_NO_CODES = Reason(
    "number.no_codes",
    _("The number names the section's own number, and %(section)s has none. Give it one first."),
    status=422,
)
NUMBER_TOO_NARROW = Reason(
    "number.too_narrow",
    _("A code is wider than its place in the number: %(number)s. Widen the place."),
    status=422,
)
HEADS_NONE = Reason("heads.none", _("Write at least one line."), status=422)
HEADS_TOO_MANY = Reason("heads.too_many", _("At most %(most)s lines are taken at once."), status=422)
HEAD_CODE = Reason(
    "head.code",
    _("Line %(line)s: “%(code)s” is no code. Write up to four codes with dots between, such as C.15.012."),
    status=422,
)
HEAD_LINE = Reason(
    "head.line",
    _("Line %(line)s needs a code, a Bengali name and an English name, and may have a class."),
    status=422,
)
HEAD_TWICE = Reason("head.twice", _("Line %(line)s: the code %(code)s stands twice."), status=422)
HEAD_ABOVE = Reason(
    "head.above", _("%(code)s stands under %(above)s, which is not there. Add that line too."), status=422
)
HEAD_UNKNOWN = Reason("head.unknown", _("This subject head is not there any more."), status=422)
SECTION_NUMBER_WRONG = Reason(
    "section_number.wrong", _("A section's number has up to 12 digits, Latin letters and hyphens."), 422
)
SECTION_NUMBERED = Reason(
    "section_number.ordered", _("%(section)s has a number from that day already."), status=409
)
SECTION_NUMBER_TAKEN = Reason(
    "section_number.taken", _("%(section)s has the number %(code)s. Two sections cannot share one."), 422
)
HEAD_CLASS = Reason(
    "head.class", _("There is no class “%(class)s”. The classes of the office are %(known)s."), status=422
)
HEAD_TOO_WIDE = Reason(
    "head.too_wide", _("%(code)s is wider than its place in the office's file numbers."), status=422
)
CLASS_YEARS = Reason(
    "retention.years", _("Say that the class is kept for ever, or for 1 to %(most)s years."), status=422
)
CLASS_ORDERED = Reason(
    "retention.ordered", _("An order for class %(code)s begins on that day already."), status=409
)
GRANT_UNTIL = Reason("grant.until", _("Choose a last day from today to at most a year ahead."), status=422)
GRANT_REASON_LONG = Reason("grant.reason_long", _("“Reason” is longer than %(most)s characters."), status=422)
GRANT_OVER = Reason("grant.over", _("This has ended already."), status=409)
GRANT_TO_ONESELF = Reason("grant.oneself", _("Nobody gives this to his own post. Choose another one."))
NOT_AN_AUDITOR = Reason(
    "grant.not_an_auditor", _("%(post)s does not audit. Choose an auditor's post of another office."), 422
)
OWN_AUDITOR = Reason(
    "grant.own_auditor",
    _("%(post)s is a post of this office. Give it the power to audit by an order instead."),
    422,
)
AUDITOR_ABROAD = Reason(
    "grant.auditor_abroad",
    _("%(post)s is a post of another country. An office is opened to an auditor of its own."),
    422,
)
BODY_STANDS = Reason(
    "body.stands", _("A committee with the code “%(code)s” stands on that day already."), status=409
)
BODY_QUORUM = Reason("body.quorum", _("The quorum is at least one person."), status=422)
SEAT_TWICE = Reason(
    "seat.twice", _("The chair and the member-secretary are two different posts."), status=422
)
SEATED = Reason("seat.seated", _("%(post)s has this seat already."), status=409)
SEAT_STAYS = Reason(
    "seat.stays",
    _("%(post)s is the %(role)s. Name another one first; the committee is never without."),
    status=409,
)
BAD_TELEPHONE = Reason(
    "post.bad_telephone",
    _(
        "“%(telephone)s” is no telephone number: digits, with + - / ( ) , and spaces between them, at most 60"
        " signs."
    ),
    status=422,
)
