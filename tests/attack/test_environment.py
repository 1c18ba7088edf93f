"""A wrong setting is told in a sentence, and no traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from alliance import environment

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ALLIANCE_DEBUG", "maybe", "Set it to yes or no"),
        ("ALLIANCE_ADDRESS", "https://[bad", "the address people type"),
        ("ALLIANCE_ADDRESS", "https://x:abc", "the address people type"),
        ("ALLIANCE_ADDRESS", "https://name:word@x", "the address people type"),
        ("ALLIANCE_MAIL_PORT", "9" * 5000, "a whole number from 1 to 65535"),
        ("ALLIANCE_HOSTS", "https://x", "host names with commas between"),
        ("ALLIANCE_STATE", "/dev/null/state", "cannot be made"),
        ("DATABASE_URL", "postgresql://u:p@h:port/db", "is not understood"),
        ("DATABASE_URL", "postgresql://", "is not understood"),
        ("SECRET_KEY", "short", "too short to be a secret"),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence(tmp_path: Path, name: str, value: str, words: str) -> None:
    around = {"PATH": os.environ["PATH"], "ALLIANCE_STATE": str(tmp_path / "state"), name: value}
    told = subprocess.run(
        [sys.executable, "manage.py", "check"], cwd=ROOT, env=around, capture_output=True, text=True
    )
    assert told.returncode == 1
    assert words in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://alliance.example", "alliance.example"),
        ("http://[::1]:8000", "[::1]"),
        ("http://A.example:1", "a.example"),
    ],
)
def test_the_host_of_the_address_is_one_of_ours(address: str, host: str) -> None:
    assert environment.host(address) == host


def test_over_https_no_neighbouring_host_can_set_our_cookies(tmp_path: Path) -> None:
    around = {
        "PATH": os.environ["PATH"],
        "ALLIANCE_STATE": str(tmp_path / "state"),
        "ALLIANCE_ADDRESS": "https://a.example",
    }
    asks = (
        "from alliance import settings as s; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_HSTS_SECONDS > 0)"
    )
    told = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, env=around, capture_output=True, text=True)
    assert told.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True", "True", "True"]


def test_nothing_in_the_environment_makes_passwords_weak_or_guesses_free(tmp_path: Path) -> None:
    around = {
        "PATH": os.environ["PATH"],
        "ALLIANCE_STATE": str(tmp_path / "state"),
        "ALLIANCE_TESTING": "yes",
    }
    asks = "from alliance import settings; print(*settings.PASSWORD_HASHERS, settings.ACCOUNT_RATE_LIMITS['login'])"
    told = subprocess.run([sys.executable, "-c", asks], cwd=ROOT, env=around, capture_output=True, text=True)
    assert told.stdout.split() == ["django.contrib.auth.hashers.Argon2PasswordHasher", "120/m/ip"]
