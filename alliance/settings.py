"""Every setting, in one file: read from the environment, with defaults that suit one machine."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.core.management.utils import get_random_secret_key
from whitenoise.compress import Compressor

from alliance import environment

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(environment.text("ALLIANCE_STATE", str(BASE_DIR / ".state")))  # database, secrets, keys

DEBUG = environment.flag("ALLIANCE_DEBUG", False)
SECRET_KEY = environment.secret(STATE_DIR, "SECRET_KEY", get_random_secret_key)
SITE_ADDRESS = environment.address("ALLIANCE_ADDRESS", "http://localhost:8000")
# Best a host name of its own, which no cookie goes to
TICKETS_ADDRESS = environment.address("ALLIANCE_TICKETS_ADDRESS", SITE_ADDRESS)
ALLOWED_HOSTS = [
    *environment.names("ALLIANCE_HOSTS", "localhost,127.0.0.1,[::1]"), environment.host(SITE_ADDRESS),
    environment.host(TICKETS_ADDRESS),
]  # fmt: skip
HOLIDAYS_FILE = Path(environment.text("ALLIANCE_HOLIDAYS", str(STATE_DIR / "bank-holidays.json")))
KEYS_DIR = Path(environment.text("ALLIANCE_KEYS", str(STATE_DIR / "keys")))  # rounding and ballot keys, apart
TICKETS_DIR = Path(
    environment.text("ALLIANCE_TICKETS", str(STATE_DIR / "tickets"))
)  # in no backup: see the README
PAPERS_DIR = Path(environment.text("ALLIANCE_PAPERS", str(STATE_DIR / "papers")))  # no web server reaches it

WINGS = ("alliance.wing", "measures.wing", "risks.wing", "meetings.wing")

INSTALLED_APPS = [
    "alliance", "measures", "risks", "meetings", "frontend",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
    "django.contrib.messages", "django.contrib.staticfiles",
    "django.contrib.humanize", "allauth", "allauth.account", "allauth.mfa", "allauth.usersessions", "guardian",
    "rest_framework", "drf_spectacular", "drf_spectacular_sidecar",
    "django_htmx", "csp", "django_tasks", "django_tasks_db",
]  # fmt: skip

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before static files, so that these have the policy as well
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "alliance.tickets.narrow.door.NarrowDoor",  # before whatever reads a cookie, a session or an address
    "alliance.desk.middleware.private.KeptNowhere",
    "alliance.desk.middleware.weight.RefuseHeavyBodies",  # before anything reads a body
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "alliance.desk.middleware.unseen.LeaveOutUnseen",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "alliance.desk.middleware.unsent.SignedInOrTold",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "alliance.door.pages.AnswerRefusals",
]

ROOT_URLCONF = "alliance.urls"
WSGI_APPLICATION = "alliance.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "frontend" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "alliance.desk.context.furniture",
                "alliance.notices.context.unseen",
            ],
            "builtins": ["frontend.templatetags.ui", "alliance.nudge.tags"],
        },
    }
]
FORM_RENDERER = "frontend.forms.Renderer"

DATABASES = {"default": environment.database(STATE_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache",
        # Django's 300 would let whoever tries many addresses push the counts of failed sign-ins out
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}  # fmt: skip
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Sign-in ---------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "alliance.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_REDIRECT_URL = "home"
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "alliance.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
# Many people of one office share an address, so that guessing is slowed by account first
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,5/5m/key", "login": "120/m/ip"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Alliance"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SITE_ADDRESS.startswith("http://")

EMAIL_HOST = environment.text("ALLIANCE_MAIL_HOST", "")
EMAIL_PORT = environment.number("ALLIANCE_MAIL_PORT", 587, low=1, high=65535)
EMAIL_HOST_USER = environment.text("ALLIANCE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = environment.text("ALLIANCE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = environment.flag("ALLIANCE_MAIL_TLS", True)
DEFAULT_FROM_EMAIL = environment.text("ALLIANCE_MAIL_FROM", "alliance@localhost")
EMAIL_TIMEOUT = 20
EMAIL_FILE_PATH = STATE_DIR / "mail"  # where letters lie while no mail server is set
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'filebased'}.EmailBackend"

GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False
ANONYMOUS_USER_NAME = None
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend would let a superuser pass every check

# The browser's side ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE], "base-uri": [NONE], "form-action": [SELF], "frame-ancestors": [NONE],
    }
}  # fmt: skip
_SECURE = SITE_ADDRESS.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
if _SECURE:  # the prefix: a page of a neighbouring host name cannot set them in our place
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "alliance.desk.middleware.unsent.too_old"
SECURE_HSTS_SECONDS = 31_536_000 if _SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SECURE else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(_SECURE)  # else all people share the proxy's address, and one limit
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # pages ask for these alone, and the others need not be compressed
# Compressing the maps of others' scripts, which nobody asks for, was half of a first start
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = [*Compressor.SKIP_COMPRESS_EXTENSIONS, "map"]
STATICFILES_DIRS = [path for path in (BASE_DIR / "frontend" / "built",) if path.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "frontend.statics.HashedFiles"
    },
}

# Uploads stay in memory: nothing touches the disk before it has been scanned
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 11 * 1024 * 1024

# The API ---------------------------------------------------------------------------------------------------
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "alliance.people.tokens.TokenAuthentication",  # first, so that nobody signed in is a 401 and not a 403
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "alliance.door.reading.PlainJSONParser"
    ],  # where a file is sent, its view says so
    "DEFAULT_SCHEMA_CLASS": "alliance.door.outputs.RoomSchema",
    "EXCEPTION_HANDLER": "alliance.door.api.answer_exception",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Alliance",
    "DESCRIPTION": "Everything the pages do, for programs. Sign in with a session or a token. A name that is not listed, in a "
    "body or behind an address’s question mark, is refused with 422 and named: spelled wrongly, it would otherwise be dropped "
    "in silence, and a list come back unfiltered. (Pages ignore such names: mail programs and search engines add their own.)",
    "VERSION": "1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
}

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"links": {"()": "alliance.desk.quiet.WithoutLinks"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["links"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Anybody can send a wrong host name, and none of them is worth a page of our log
    "loggers": {"django.security.DisallowedHost": {"handlers": [], "propagate": False}},
}
