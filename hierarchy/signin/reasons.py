"""Why signing in, and looking after it, is refused."""

from django.utils.translation import gettext_lazy as _

from hierarchy.refusals import Reason

LOCKED = Reason(
    "signin.locked",
    _(
        "Too many wrong tries with this user name from here. Wait %(minutes)s minutes, or ask the"
        " administrator of your office to free it."
    ),
    status=429,
)
LOCKED_WIDE = Reason(
    "signin.locked_wide",
    _(
        "Too many wrong tries with this user name, or from this address. Wait %(minutes)s minutes, or ask the"
        " administrator of your office to free the name."
    ),
    status=429,
)
TOO_OFTEN = Reason("signin.too_often", _("Too many tries. Wait some minutes and try again."), status=429)
CODE_NOT_RIGHT = Reason(
    "signin.code_not_right",
    _(
        "The user name and the code do not belong together, or the code was used or is too old. Ask the"
        " administrator of your office for a new one."
    ),
    status=422,
)
UNKNOWN_IDENTITY = Reason(
    "signin.unknown_identity",
    _(
        "%(provider)s knows you as “%(claimed)s”, and no open account here has this name. Ask the"
        " administrator of your office."
    ),
)
IDENTITY_WITHOUT_NAME = Reason(
    "signin.identity_without_name",
    _("%(provider)s did not say who you are, so nobody was signed in. Ask the administrator of your office."),
)
OTHER_IDENTITY = Reason(
    "signin.other_identity",
    _(
        "The account “%(claimed)s” belongs to another identity of %(provider)s. Ask the administrator of"
        " your office."
    ),
)
IDENTITY_SHUT = Reason(
    "signin.identity_shut",
    _(
        "The sign-in of “%(claimed)s” was reset. Sign in first with the code that the administrator of your"
        " office gives you; after that %(provider)s lets you in again."
    ),
)
PROVIDER_FAILED = Reason(
    "signin.provider_failed",
    _("%(provider)s did not confirm who you are. Nobody was signed in; try again or use your password."),
    status=502,
)
GIVEN_UP = Reason(
    "signin.given_up", _("You left %(provider)s before it confirmed who you are. Nobody was signed in.")
)
CLOSED = Reason("signin.closed", _("This account is closed. Ask the administrator of your office."))
FACTOR_FIRST = Reason(
    "signin.factor_first",
    _("Your post needs a second factor. Set up an app or a security key first; nothing was sent."),
)
NOT_ADMINISTRATOR = Reason(
    "signin.not_administrator", _("Only the administrator of the office looks after accounts.")
)
NOT_OF_THE_OFFICE = Reason(
    "signin.not_of_the_office", _("There is no such person in this office."), status=404
)
OF_ANOTHER_OFFICE = Reason(
    "signin.of_another_office",
    _(
        "%(who)s has his own post in %(office)s. The administrators of that office look after this account;"
        " ask them."
    ),
)
HAS_PASSWORD = Reason(
    "signin.has_password",
    _("%(name)s signs in already. A lost password is reset before a second person first."),
    status=409,
)
BAD_EMAIL = Reason("signin.bad_email", _("“%(email)s” is not an e-mail address."), status=422)
BAD_MOBILE = Reason(
    "signin.bad_mobile",
    _("“%(mobile)s” is not a mobile number. Write its ten or eleven digits, in either script."),
    status=422,
)
NO_GATEWAY = Reason(
    "signin.no_gateway", _("This office has no SMS gateway. Print a sealed slip instead."), status=409
)
NOT_YOURSELF = Reason(
    "signin.not_yourself",
    _("Nobody resets his own account. Ask another administrator or the head."),
    status=403,
)
SECOND_NEEDED = Reason(
    "signin.second_needed",
    _(
        "This needs a second person: another administrator, the head of the office or an officer of the level"
        " below."
    ),
    status=422,
)
SECOND_IS_OTHER = Reason(
    "signin.second_is_other",
    _("The second person must be somebody other than you and the person it is about."),
    status=422,
)
SECOND_NOT_RIGHT = Reason(
    "signin.second_not_right",
    _("The user name or the password of the second person is not right. Nothing was done."),
    status=422,
)
SECOND_CODE = Reason(
    "signin.second_code",
    _(
        "The second person signs in with a second factor: give the code of the app, or a recovery code."
        " Nothing was done."
    ),
    status=422,
)
SECOND_CODE_WRONG = Reason(
    "signin.second_code_wrong",
    _(
        "The code of the second person is wrong, too old or was used already: give the next one of the app,"
        " or another recovery code. Nothing was done."
    ),
    status=422,
)
SECOND_MAY_NOT = Reason(
    "signin.second_may_not",
    _(
        "By a charge of his own %(name)s is neither an administrator nor the head of this office, nor of the"
        " level below. Nothing was done."
    ),
)
NOT_SECOND = Reason(
    "signin.not_second",
    _("Administrators, the head of the office and officers of the level below stand by acts of others."),
    status=403,
)
ASKED_NO_MORE = Reason(
    "signin.asked_no_more",
    _("This waits no longer: it was done, declined or withdrawn, or the office has changed since."),
    status=409,
)
ASKED_ALREADY = Reason(
    "signin.asked_already",
    _("You have asked for this already, filled in alike; it waits for a second person."),
    status=409,
)
WHY_LONG = Reason(
    "signin.why_long", _("“Why it is declined” is longer than %(most)s characters."), status=422
)
NO_ADMINISTRATOR = Reason(
    "signin.no_administrator",
    _(
        "“%(name)s” is neither an administrator nor the head of an office. Others are given a code by their"
        " administrator; who holds no post yet is brought in with the establishment's table first."
    ),
)
SECOND_PROVES = Reason(
    "signin.second_proves",
    _("The second person must give his own password: name %(name)s, who has one."),
    status=422,
)
NOTHING_CHOSEN = Reason("signin.nothing_chosen", _("Choose what is to be reset, and say why."), status=422)
NO_PASSWORD_TO_RESET = Reason(
    "signin.no_password_to_reset",
    _(
        "%(name)s has no password that could be reset, nor another way to sign in: print the slip for the"
        " first sign-in instead. Nothing was done."
    ),
    status=409,
)
NO_FACTORS_TO_RESET = Reason(
    "signin.no_factors_to_reset",
    _("%(name)s has neither an app nor keys or recovery codes that could be reset. Nothing was done."),
    status=409,
)
NO_PASSWORD = Reason(
    "signin.no_password",
    _("You sign in without a password of this office, so there is none to change."),
    status=409,
)
