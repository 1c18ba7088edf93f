"""The project's own settings, with what tests do differently; nothing outside the tests can ask for these."""

from alliance.settings import *  # noqa: F403 - a settings file takes everything over
from alliance.settings import DATABASES
from alliance.settings import STORAGES as SERVED

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # argon2 costs 130 ms a check
ACCOUNT_RATE_LIMITS = False  # a test signs in as often as it likes
STORAGES = SERVED | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}  # nothing is collected
WHITENOISE_USE_FINDERS = True
# Rows of which nobody said in which order come from SQLite the other way round: a list that leans on luck fails here, always
_OPTIONS = DATABASES["default"].get("OPTIONS", {})
if "init_command" in _OPTIONS:
    reverse = f"{_OPTIONS['init_command']} PRAGMA reverse_unordered_selects=ON;"
    DATABASES["default"]["OPTIONS"] = _OPTIONS | {"init_command": reverse}
