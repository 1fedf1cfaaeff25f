"""Settings of every process. What differs between installations comes from the environment."""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from config.dsn import django_database, with_database
from config.environment import BASE_DIR, read_environment, secret_key
from config.hosts import known_hosts
from config.signing_in import read_signing_in

ENVIRONMENT = read_environment()
SIGNING_IN = read_signing_in()
DATA_DIR = ENVIRONMENT.data_dir
DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
SECRET_KEY = secret_key(DATA_DIR, os.environ.get("SECRET_KEY"))

ROOMS = ("ledger", "hierarchy", "notings", "workflows", "efile", "integrations", "web")
INSTALLED_APPS = [
    # First, so that its commands stand in for those of Django and of axes that leave no record.
    "hierarchy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "guardian",
    *(room for room in ROOMS if room != "hierarchy"),
    "config",
    # After the rooms: where both have a template, the room's is taken.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
]
AUTH_USER_MODEL = "hierarchy.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "hierarchy.signin.sessions.SessionLimits",
    "allauth.account.middleware.AccountMiddleware",
    "hierarchy.middleware.ActingPost",
    "web.language.OfficeLanguage",
    "web.methods.WrongMethod",
    "hierarchy.middleware.SignInFirst",
    "hierarchy.signin.factors.FactorFirst",
    "efile.access.middleware.Readings",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Each folder of integrations holds the templates of its own outside system.
        "DIRS": sorted((BASE_DIR / "integrations").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "web.context.house",
                "hierarchy.context.acting",
                "efile.context.side",
            ]
        },
    }
]

# Every process speaks to the database as the role `app`; only migrations use the owner's address,
# which manage.py puts in DATABASE_URL for those commands alone.
LOCK_TIMEOUT_MS = 3000
DATABASES = {
    "default": django_database(
        ENVIRONMENT.database_url or "postgresql://app@127.0.0.1:1/gotipath",
        lock_timeout_ms=LOCK_TIMEOUT_MS,
    )
}

BROKER_URL = ENVIRONMENT.broker_url or "redis://127.0.0.1:1/0"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": with_database(BROKER_URL, "1"),
        "KEY_PREFIX": "gotipath",
    }
}

LOGIN_URL = "signin"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SIGNING_IN.longest_hours * 60 * 60
SESSION_IDLE_SECONDS = SIGNING_IN.idle_minutes * 60
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "web.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if ENVIRONMENT.https else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
X_FRAME_OPTIONS = "DENY"
PASSWORD_HASHERS = [
    f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("Argon2", "PBKDF2", "Scrypt")
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name}
    for name in (
        "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "hierarchy.signin.passwords.LongEnough",
        "django.contrib.auth.password_validation.CommonPasswordValidator",
    )
]

# Guessing: a name is locked at the address it was tried from, and frees itself after a time. Who spreads his
# tries over many addresses, or over many names, is braked by wider limits.
AXES_FAILURE_LIMIT = SIGNING_IN.wrong_tries
AXES_COOLOFF_TIME = timedelta(minutes=SIGNING_IN.lock_minutes)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "hierarchy.signin.guessing.Handler"
AXES_USERNAME_CALLABLE = "hierarchy.signin.guessing.name_tried"
SIGNIN_TRIES_OF_A_NAME = SIGNING_IN.wrong_tries_of_a_name
SIGNIN_TRIES_OF_AN_ADDRESS = SIGNING_IN.wrong_tries_of_an_address
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "hierarchy.signin.views.locked"
AXES_CLIENT_IP_CALLABLE = "hierarchy.signin.adapters.client_address"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# Accounts are the administrator's to make: nobody signs up, nobody is known by an e-mail address.
ALLAUTH_TRUSTED_PROXY_COUNT = SIGNING_IN.proxies
ACCOUNT_ADAPTER = "hierarchy.signin.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {"reauthenticate": "hierarchy.signin.forms.AgainByPassword"}
MFA_ADAPTER = "hierarchy.signin.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Gotipath"
MFA_TOTP_PERIOD = 30
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https
MFA_FORMS = {
    "authenticate": "hierarchy.signin.forms.Code",
    "reauthenticate": "hierarchy.signin.forms.AgainByCode",
    "activate_totp": "hierarchy.signin.forms.NewApp",
    "add_webauthn": "hierarchy.signin.forms.NewKey",
}
MFA_REQUIRED_POWERS = SIGNING_IN.factor_powers
SOCIALACCOUNT_ADAPTER = "hierarchy.signin.adapters.Identities"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = SIGNING_IN.identity.providers() if SIGNING_IN.identity else {}
OIDC_IDENTITY = SIGNING_IN.identity
FIRST_CODE_DAYS = SIGNING_IN.code_days

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "frame-ancestors": [NONE],
        # A browser also holds a form against where the answer sends it: to the provider of identities.
        "form-action": [SELF, *(SIGNING_IN.identity.origins if SIGNING_IN.identity else ())],
        "base-uri": [NONE],
    }
}

KNOWN_HOSTS = known_hosts(ENVIRONMENT)
ALLOWED_HOSTS = KNOWN_HOSTS
if ENVIRONMENT.open_to_network:
    ALLOWED_HOSTS = ["*"]
    MIDDLEWARE.insert(0, "config.hosts.KnownOrNumbered")

# Grants are joined in our own queries; nobody asks guardian's backend, and no user stands for strangers.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]

LANGUAGE_CODE = "bn-in"
LANGUAGES = [("bn-in", "বাংলা (ভারত)"), ("bn-bd", "বাংলা (বাংলাদেশ)"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [BASE_DIR / "web" / "locale"]
FORMAT_MODULE_PATH = ["web.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = False
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.static_dir
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "papers": {
        "BACKEND": "notings.contents.storage.DurableFolder",
        "OPTIONS": {"location": DATA_DIR / "papers"},
    }
    if ENVIRONMENT.papers_bucket is None
    else {
        "BACKEND": "notings.contents.bucket.Bucket",
        "OPTIONS": {"bucket": ENVIRONMENT.papers_bucket, "endpoint": ENVIRONMENT.s3_endpoint},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if STATIC_ROOT is None
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Whole files printed for download; each is kept for a day.
PRINTS = DATA_DIR / "prints"
# Where copies of the current files are written that open without the system; without one none are made.
STANDBY_FOLDER = ENVIRONMENT.standby_folder
STANDBY_SECONDS = ENVIRONMENT.standby_hours * 3600.0
# What comes in: the most megabytes of one file, and the virus scanner that is asked, if there is one.
MOST_MEGABYTES = ENVIRONMENT.most_megabytes
CLAMD = ENVIRONMENT.clamd
# Certificates (*.pem) of the authorities whose signatures on letters the office trusts.
SIGNING_AUTHORITIES = ENVIRONMENT.data_dir / "authorities"
# The remote signing service (CSC API), and by what it lets this installation in; without one none is offered.
ESIGN_URL = (ENVIRONMENT.esign_url or "").rstrip("/")
ESIGN_CLIENT_ID = os.environ.get("ESIGN_CLIENT_ID", "")
ESIGN_CLIENT_SECRET = os.environ.get("ESIGN_CLIENT_SECRET", "")
FILE_UPLOAD_HANDLERS = [
    "hierarchy.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CELERY_BROKER_URL = BROKER_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 15 * 60}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SERIALIZER = "json"
CELERY_RESULT_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")
# Seconds between two runs; a run that waited longer than that is not worth making.
CELERY_BEAT_SCHEDULE = {
    task: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for task, seconds in {
        "config.tasks.heartbeat": 10.0,
        "integrations.tasks.relay": 5.0,
        "efile.tasks.fire_dues": 300.0,
        "notings.tasks.search_held_papers": 60.0,
        "efile.tasks.make_prints": 60.0,
        "efile.tasks.carry_out_disposals": 60.0,
        **({"efile.tasks.make_standby_copies": STANDBY_SECONDS} if STANDBY_FOLDER else {}),
    }.items()
}

# How long what goes out to the applicant waits, so that the step can still be pulled back.
UNDO_SECONDS = ENVIRONMENT.undo_seconds

# Where SMS to applicants are posted; without an address the office only records that it told them.
SMS_GATEWAY_URL = os.environ.get("SMS_GATEWAY_URL", "")

# The mail server that letters leave by; without one an e-mail fails and says so. Security: none, tls or ssl.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_SECURITY", "none") == "tls"
EMAIL_USE_SSL = os.environ.get("EMAIL_SECURITY", "none") == "ssl"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "")

# Where the pages are reached from outside, for the link in an SMS.
PUBLIC_ADDRESS = os.environ.get("PUBLIC_ADDRESS", "").rstrip("/")

# The demonstration district: `ensure(progress)` fills it, `accounts()` lists who may sign in.
DEMONSTRATION = "integrations.demonstration"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django.request": {"level": "ERROR"}, "spiff": {"level": "WARNING"}},
}
