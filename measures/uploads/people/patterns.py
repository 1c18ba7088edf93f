"""What an identifier of a person looks like: pure tests on one piece of text."""

import re
import unicodedata
from fractions import Fraction
from math import comb

INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
GAPS = re.compile(r"[\s\-\u2010-\u2015]+")
TEN = re.compile(r"(?<![\d.])(\d{3}[\s\-]?\d{3}[\s\-]?\d{4})(?![\d.])")
EMAIL = re.compile(r"[A-Za-z0-9._%+'\-]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")
PHONE = re.compile(
    r"(?<![\d+])(\+44[\s\-()]*(0[\s\-()]*)?\d|0[\s\-]*7|0044[\s\-]*\d)([\s\-()]*\d){8,9}(?!\d)"
)
INSURANCE = re.compile(r"(?<![A-Z0-9])([A-Z]{2})[\s\-]?\d{2}[\s\-]?\d{2}[\s\-]?\d{2}[\s\-]?[A-D](?![A-Z0-9])")
NOT_ISSUED = frozenset({"BG", "GB", "NK", "KN", "NT", "TN", "ZZ"})
OUTWARD = r"(?:GIR|[A-Z]{1,2}[0-9][0-9A-Z]?)"
POSTCODE = re.compile(rf"\A{OUTWARD}\s*[0-9][ABD-HJLNP-UW-Z]{{2}}\Z")
POSTCODE_WITHIN = re.compile(rf"(?<![A-Z0-9\-/]){OUTWARD}\s[0-9][ABD-HJLNP-UW-Z]{{2}}(?![A-Z0-9])")
TWO_WORDS = re.compile(
    r"\A[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*\.?\s+[^\W\d_a-z][^\W\d_]*(?:['\u2019-][^\W\d_]+)*\Z"
)
WEIGHTS = range(10, 1, -1)
ODDS = Fraction(1, 11)
UNLIKELY = Fraction(1, 1_000_000)


def clean(text: str) -> str:
    """Compatibility forms folded, invisible letters taken out, outer spaces off."""
    if text.isascii():  # nothing to fold, and nothing invisible that we take out
        return text.strip()
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def is_ten_digits(text: str) -> bool:
    """Ten digits once spaces and hyphens are off."""
    if text.isascii() and len(text) < 10:  # other letters may stand for several digits each
        return False
    return bool(re.fullmatch(r"[0-9]{10}", GAPS.sub("", clean(text))))


def passes_nhs(text: str) -> bool:
    """Ten digits whose last is the NHS number's check digit (weights 10 to 2, modulo 11)."""
    if not is_ten_digits(text):
        return False
    digits = [int(digit) for digit in GAPS.sub("", clean(text))]
    check = 11 - sum(weight * digit for weight, digit in zip(WEIGHTS, digits, strict=False)) % 11
    return check != 10 and check % 11 == digits[9]


def chance(passes: int, of: int) -> Fraction:
    """How likely so many of so many random ten-digit numbers pass, or more: exact."""
    return sum((comb(of, k) * ODDS**k * (1 - ODDS) ** (of - k) for k in range(passes, of + 1)), Fraction(0))


def too_many_pass(passes: int, of: int) -> bool:
    """Three or more of which half pass, or more passes than chance gives once in a million."""
    return (of >= 3 and 2 * passes >= of) or (passes > 0 and _beyond_chance(passes, of))


def _beyond_chance(passes: int, of: int) -> bool:
    if of > 300:  # exact sums of thousands of terms would only waste time: far beyond the mean settles it
        return 11 * passes > of + 66 * _root(of)
    return chance(passes, of) < UNLIKELY


def _root(of: int) -> int:
    return int((of * 10 / 121) ** 0.5) + 1


def has_email(text: str) -> bool:
    """An e-mail address anywhere in it."""
    return "@" in text and bool(EMAIL.search(clean(text)))


def has_phone(text: str) -> bool:
    """A mobile or +44 number anywhere in it."""
    return bool(PHONE.search(clean(text)))


def has_insurance(text: str) -> bool:
    """A National Insurance number anywhere in it."""
    found = INSURANCE.finditer(clean(text).upper())
    return any(match[1] not in NOT_ISSUED for match in found)


def is_postcode(text: str) -> bool:
    """A full postcode unit and nothing else."""
    return bool(POSTCODE.match(clean(text).upper()))


def has_postcode(text: str) -> bool:
    """A full postcode unit, alone or within a sentence."""
    return is_postcode(text) or bool(POSTCODE_WITHIN.search(clean(text).upper()))


def looks_named(text: str) -> bool:
    """Two capitalised words."""
    return bool(TWO_WORDS.match(clean(text)))


def could_identify(text: str) -> bool:
    """Anything above, on one piece of text alone."""
    tests = (passes_nhs, has_postcode, has_insurance, has_email, has_phone, looks_named)
    return any(test(text) for test in tests)


def ten_digit_pieces(text: str) -> list[str]:
    """Ten-digit numbers within a sentence."""
    return TEN.findall(clean(text))
