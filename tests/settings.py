"""The project's own settings, with what tests do differently; nothing outside the tests can ask for these."""

from alliance.settings import *  # noqa: F403 - a settings file takes everything over
from alliance.settings import STORAGES as SERVED

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 costs 130 ms a check
ACCOUNT_RATE_LIMITS = False  # a test signs in as often as it likes
STORAGES = SERVED | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}  # nothing is collected
WHITENOISE_USE_FINDERS = True
