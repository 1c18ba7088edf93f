"""The headings of the cohort sheet, and the words partners use for them."""

import hashlib
import re

from measures.uploads.checking.register import folded

NAMED = ("period", "cohort", "measure", "breakdown", "category", "basis", "scale")
WHOLE = ("n", "numerator", "invited", "returned", "complete", "left_out")
DECIMAL = ("mean", "sd")
FIELDS = (*NAMED, "n", "numerator", "mean", "sd", "invited", "returned", "complete", "left_out")
TEMPLATE = (*NAMED, "n", "numerator", "mean", "sd", "invited", "returned")
IN_WORDS = "measure in words"  # stands beside the code for whoever reads the sheet; nothing is taken from it
REQUIRED = ("period", "cohort", "measure", "n")
COUNT = "count:"
WORDS = {
    "period": ("quarter", "wave", "reporting period", "time", "month"),
    "cohort": ("group", "people group", "client group", "population", "cohort name"),
    "measure": ("question", "indicator", "outcome", "instrument", "measure name"),
    "breakdown": ("dimension", "split by", "broken down by"),
    "category": ("subgroup", "band", "answer group"),
    "basis": ("who is in it",),
    "scale": ("raw or metric",),
    "n": ("how many answered", "answered", "respondents", "base", "denominator", "sample size", "number answered", "people answered", "responses", "count", "total"),
    "numerator": ("how many yes", "yes", "number yes", "said yes", "count yes"),
    "mean": ("average", "mean score", "average score"),
    "sd": ("spread", "standard deviation", "std dev", "st dev", "s d"),
    "invited": ("asked", "sent", "number asked", "how many asked"),
    "returned": ("came back", "replies", "how many came back", "number returned"),
    "complete": ("completed", "fully answered"),
    "left_out": ("left out", "excluded"),
}  # fmt: skip
MEANINGS = {word: field for field, words in WORDS.items() for word in words}


def spoken(heading: str) -> str:
    """A heading without its punctuation and case."""
    return " ".join(re.findall(r"\w+", folded(heading)))


def exact_field(heading: str) -> str:
    """The field a heading names in the cohort sheet's own words, or nothing."""
    plain = folded(heading)
    if plain.startswith(COUNT) and len(plain) > len(COUNT):
        return COUNT + plain[len(COUNT) :].strip()
    joined = plain.replace(" ", "_")
    return joined if joined in FIELDS else ""


def is_for_reading(heading: str) -> bool:
    """Whether a column of the template is there for people alone."""
    return spoken(heading) == IN_WORDS


def likely_field(heading: str) -> str:
    """The field a partner's own heading probably means, or nothing."""
    return exact_field(heading) or MEANINGS.get(spoken(heading), "")


def fingerprint(headings: tuple[str, ...]) -> str:
    """What a saved mapping is found by: the headings in their order, not their case or punctuation."""
    told = "\n".join(spoken(heading) for heading in headings)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def field_order(field: str) -> int:
    """Where a field stands in the cohort sheet."""
    return FIELDS.index(field) if field in FIELDS else len(FIELDS)
