"""What an identifier of a person looks like: pure tests on one piece of text."""

import re
import unicodedata
from fractions import Fraction
from math import comb

from measures.uploads.people.told import RULES, pattern

INVISIBLE, GAPS, TEN = pattern("invisible"), pattern("gaps"), pattern("ten_digits")
EMAIL, PHONE, INSURANCE = pattern("email"), pattern("phone"), pattern("insurance")
POSTCODE, TWO_WORDS = pattern("postcode"), pattern("two_words")
POSTCODE_WITHIN, POSTCODE_CLOSED = pattern("postcode_within"), pattern("postcode_closed")
NUMBERED = re.compile("[0-9@]")
FIGURE = re.compile(r"[-+]?[0-9.]{1,9}")  # no rule sees a person in fewer than ten digits without a letter
NOT_ISSUED = frozenset(RULES["insurance_not_issued"])
NHS = RULES["nhs"]
ODDS = Fraction(1, NHS["odds"])
UNLIKELY = Fraction(1, NHS["unlikely"])


def clean(text: str) -> str:
    """Compatibility forms folded, invisible letters taken out, outer spaces off."""
    if text.isascii():  # nothing to fold, and nothing invisible that we take out
        return text.strip()
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).strip()


def is_ten_digits(text: str) -> bool:
    """Ten digits once spaces and hyphens are off."""
    if text.isascii() and len(text) < 10:  # other letters may stand for several digits each
        return False
    digits = GAPS.sub("", clean(text))
    return len(digits) == 10 and digits.isascii() and digits.isdigit()


def passes_nhs(text: str) -> bool:
    """Ten digits whose last is the NHS number's check digit (weights 10 to 2, modulo 11)."""
    if not is_ten_digits(text):
        return False
    digits = [int(digit) for digit in GAPS.sub("", clean(text))]
    modulus = int(NHS["modulus"])
    summed = sum(weight * digit for weight, digit in zip(NHS["weights"], digits, strict=False))
    check = modulus - summed % modulus
    return bool(check != NHS["never"] and check % modulus == digits[9])


def chance(passes: int, of: int) -> Fraction:
    """How likely so many of so many random ten-digit numbers pass, or more: exact."""
    return sum((comb(of, k) * ODDS**k * (1 - ODDS) ** (of - k) for k in range(passes, of + 1)), Fraction(0))


def too_many_pass(passes: int, of: int) -> bool:
    """Three or more of which half pass, or more passes than chance gives once in a million."""
    half = of >= NHS["least"] and NHS["half"] * passes >= of
    return half or (passes > 0 and _beyond_chance(passes, of))


def _beyond_chance(passes: int, of: int) -> bool:
    if (
        of > NHS["exact_to"]
    ):  # exact sums of thousands of terms only waste time: far beyond the mean settles it
        return bool(NHS["odds"] * passes > of + 6 * NHS["odds"] * _root(of))
    return chance(passes, of) < UNLIKELY


def _root(of: int) -> int:
    odds = NHS["odds"]
    return int((of * (odds - 1) / odds**2) ** 0.5) + 1


def has_email(text: str) -> bool:
    """An e-mail address anywhere in it."""
    return "@" in clean(text) and bool(EMAIL.search(clean(text)))


def has_phone(text: str) -> bool:
    """A mobile or +44 number anywhere in it."""
    return bool(PHONE.search(clean(text)))


def has_insurance(text: str) -> bool:
    """A National Insurance number anywhere in it."""
    found = INSURANCE.finditer(clean(text).upper())
    return any(match[1] not in NOT_ISSUED for match in found)


def is_postcode(text: str) -> bool:
    """A full postcode unit and nothing else: the pattern holds at both ends."""
    return bool(POSTCODE.fullmatch(clean(text).upper()))


def has_postcode(text: str) -> bool:
    """A full postcode unit, alone or within a sentence; written without its space, in capitals only."""
    cleaned = clean(text)
    within = POSTCODE_WITHIN.search(cleaned.upper()) or POSTCODE_CLOSED.search(cleaned)
    return is_postcode(text) or bool(within)


def looks_named(text: str) -> bool:
    """Two capitalised words."""
    return bool(TWO_WORDS.fullmatch(clean(text)))


def is_plain(text: str) -> bool:
    """Without a digit or an @, or a short figure alone: no rule on a single text sees anything in these."""
    return text.isascii() and (not NUMBERED.search(text) or bool(FIGURE.fullmatch(text)))


def could_identify(text: str) -> bool:
    """Anything above, on one piece of text alone."""
    tests = (passes_nhs, has_postcode, has_insurance, has_email, has_phone, looks_named)
    return any(test(text) for test in tests)


def ten_digit_pieces(text: str) -> list[str]:
    """Ten-digit numbers within a sentence."""
    return TEN.findall(clean(text))
