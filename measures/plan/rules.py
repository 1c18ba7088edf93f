"""What must hold of the plan: measures, cohorts, breakdowns, quarters and views; values in, values or a refusal out."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from alliance.door.refusals import Refused, malformed

CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
WORD = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DECISION = re.compile(r"D-[0-9]{1,5}")
LONGEST_CODE = 40
NOT_STATED = "not stated"  # the category of those who did not say
KINDS = {"proportion": "Share of people", "mean": "Average", "count": "Count"}
MOST_QUARTERS = 40
FIRST_YEAR, LAST_YEAR = 2000, 2100
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A measure as somebody wants it; `low` and `high` are the ends of a mean's scale in points."""

    code: str
    wording: str
    kind: str
    valid_from: date
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    whole: bool = False
    scale: str = ""
    instrument: str = ""
    better: str = ""
    sensitive: bool = False
    counts_as: str = ""
    objective: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months with their name; `due_on` is the end of the month after."""

    code: str
    starts_on: date
    ends_on: date
    due_on: date


def check_measure(wish: Wish, taken: Collection[str]) -> Refused | None:
    """Whether a new measure may be adopted beside those `taken`."""
    if not CODE.fullmatch(wish.code) or len(wish.code) > 12:
        return malformed("measure_code", "Give a short code of capital letters and digits, such as M-05.")
    if wish.code in taken:
        return Refused("code_taken", f"{wish.code} is taken. Choose the next free code.")
    return check_content(wish)


def check_content(wish: Wish) -> Refused | None:
    """Whether what a measure says is sound."""
    if wish.kind not in KINDS:
        return malformed(
            "measure_kind", "A measure is a share of people, an average or a count. Choose one of these."
        )
    if not wish.wording.strip():
        return malformed("wording", "Say in plain words what is counted.")
    if wish.low > wish.high or (wish.kind == "mean" and wish.low == wish.high):
        return malformed(
            "scale_ends", "The highest score must lie above the lowest. Put the ends of the scale right."
        )
    return None


def check_decision(decision: str, agreed: Collection[str]) -> Refused | None:
    """What is counted rests on a carried decision about shared measures, one of those `agreed`.

    Only before the first of them does it rest on the agreement by which the alliance was founded.
    """
    if decision and not DECISION.fullmatch(decision):
        return malformed("decision", "Write the decision as a reference such as D-003.")
    if decision and decision not in agreed:
        return Refused(
            "not_agreed",
            f"{decision} is not a carried decision about shared measures that is in force. Cite one that is, or propose this first.",
        )
    if agreed and not decision:
        return Refused(
            "decision_needed",
            "What is counted is decided together here. Cite the carried decision that agreed this, or propose it first.",
        )
    return None


def check_version(starts: date, current_from: date | None) -> Refused | None:
    """Whether a new version may start on this day, after the one that is in force since `current_from`."""
    if current_from is None:
        return Refused("measure_ended", "This measure has ended. Adopt a new one instead.")
    if starts <= current_from:
        return malformed(
            "starts_first", f"The version in force started on {day_words(current_from)}. Choose a later day."
        )
    return None


def check_named(code: str, name: str, taken: Collection[str], what: str) -> Refused | None:
    """Whether a cohort, breakdown or view may be called so."""
    if not WORD.fullmatch(code) or len(code) > LONGEST_CODE:
        return malformed(
            "code", f"Give the {what} a code of small letters, digits and hyphens, such as young-people."
        )
    if code in taken:
        return Refused("code_taken", f"There is a {what} with the code {code} already.")
    return None if name.strip() else malformed("name", f"Give the {what} a name.")


def check_categories(categories: Sequence[Mapping[str, str]]) -> Refused | None:
    """Whether a breakdown's categories are at least two, all named, none twice."""
    codes = [each["code"] for each in categories]
    if len(codes) < 2 or len(set(codes)) < len(codes) or not all(WORD.fullmatch(code) for code in codes):
        return malformed("categories", "Give two or more categories, each once, and “not stated” among them.")
    if max(map(len, codes)) > LONGEST_CODE:
        return malformed("categories", f"Say each category in at most {LONGEST_CODE} letters.")
    return None


def check_view(partners: Sequence[str], known: Collection[str]) -> Refused | None:
    """Whether a view asks for partners that send figures, and for a real group of them."""
    unknown = [code for code in partners if code not in known]
    if unknown:
        return Refused(
            "not_a_supplier", f"{', '.join(unknown)} sends no figures. Leave it out, or add it as a supplier."
        )
    return None


def quarters(first: date, count: int) -> tuple[Quarter, ...] | Refused:
    """So many quarters from the day `first`, named by the financial year that begins in April."""
    if (first.day, first.month % 3) != (1, 1):
        return malformed("quarter_start", "A quarter starts on 1 January, 1 April, 1 July or 1 October.")
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return malformed("quarter_year", f"Choose a year from {FIRST_YEAR} to {LAST_YEAR}.")
    if not 1 <= count <= MOST_QUARTERS:
        return malformed("quarter_count", f"Add between 1 and {MOST_QUARTERS} quarters at a time.")
    return tuple(_quarter(_month_after(first, 3 * at)) for at in range(count))


def quarters_until(first: date, day: date) -> int:
    """How many quarters from `first` to the one after the quarter that holds `day`."""
    months = (day.year - first.year) * 12 + day.month - first.month
    return max(1, months // 3 + 2)


def _quarter(first: date) -> Quarter:
    after, due = _month_after(first, 3), _month_after(first, 4)
    year = first.year if first.month >= 4 else first.year - 1
    number = (first.month - 4) % 12 // 3 + 1
    return Quarter(f"{year}/{(year + 1) % 100:02} Q{number}", first, after - DAY, due - DAY)


def _month_after(first: date, months: int) -> date:
    years, month = divmod(first.month - 1 + months, 12)
    return date(first.year + years, month + 1, 1)


def coded(name: str) -> str:
    """A name as a code: small letters and digits, all else a hyphen."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower()))[:40].strip("-")


def listed(names: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def day_words(day: date) -> str:
    """`9 July 2024`."""
    return f"{day.day} {day:%B %Y}"
