"""The words of a sheet that name something: what the register knows, what may be meant, and what can be chosen."""

from collections.abc import Iterable, Iterator, Mapping

from measures.uploads.checking.headings import spoken
from measures.uploads.checking.register import Measure, Period, Register, folded, nearest
from measures.uploads.checking.tables import Table

NAMING = ("measure", "cohort", "breakdown", "category")
SMALL_WORDS = frozenset(
    (
        "a", "an", "the", "of", "to", "in", "at", "on", "or", "and", "is", "are", "they", "them", "their", "you", "your",
        "my", "i", "how", "with",
    )
)  # fmt: skip
USUAL = {
    "f": ("women", "female", "woman"), "female": ("women", "woman"), "m": ("men", "male", "man"), "male": ("men", "man"),
    "sex": ("gender",), "ns": ("not stated",), "unknown": ("not stated",), "prefer not to say": ("not stated",),
}  # fmt: skip


def strange_words(
    table: Table, fields: Mapping[str, int], register: Register
) -> Iterator[tuple[str, str, Period | None]]:
    """(field, as written, period of the row) of each word that the register does not know, once."""
    told: set[tuple[str, str]] = set()
    letter = {field: frozenset(choices(register, field)) for field in fields if field in NAMING}
    for field, text, at in _first_words(table, fields):
        if (field, spoken(text)) in told:
            continue
        told.add((field, spoken(text)))
        period = register.period_named(at) if at is not None else None
        if text not in letter[field] and not is_known(register, field, text, period):
            yield field, " ".join(text.split()), period


def _first_words(table: Table, fields: Mapping[str, int]) -> Iterator[tuple[str, str, str | None]]:
    """(field, as written, what stands under period) of each word where it first comes, to the letter."""
    seen: set[tuple[str, str]] = set()
    for row in table.body:
        filled = {cell.column: cell.text for cell in row.cells}
        for field in NAMING:
            text = filled.get(fields.get(field, 0), "")
            if (field, text) not in seen and text.strip():
                seen.add((field, text))
                yield field, text, filled.get(fields.get("period", 0))


def is_known(register: Register, field: str, text: str, period: Period | None = None) -> bool:
    """Whether the register has this name, under that field."""
    if field == "cohort":
        return register.cohort_named(text) is not None
    if field == "measure":
        return register.measure_named(text, period) is not None
    names = choices(register, field)
    return text in names or folded(text) in {folded(name) for name in names}


def choices(register: Register, field: str) -> tuple[str, ...]:
    """What a word of a field may stand for, in declared order."""
    if field == "cohort":
        return tuple(cohort.id for cohort in register.cohorts)
    if field == "measure":
        return tuple(dict.fromkeys(measure.code for measure in register.measures))
    if field == "breakdown":
        return tuple(register.breakdowns)
    return tuple(dict.fromkeys(name for names in register.breakdowns.values() for name in names))


def called(register: Register, field: str, choice: str) -> str:
    """A choice in words: a code with what it is called."""
    if field == "cohort":
        return next((cohort.name for cohort in register.cohorts if cohort.id == choice), choice)
    named = next((measure.name for measure in register.measures if measure.code == choice), "")
    return f"{choice} {named}" if field == "measure" and named else choice


def guess(register: Register, field: str, text: str, period: Period | None) -> str:
    """The choice that a word probably stands for, or nothing."""
    if field == "measure":
        return _likely_measure(register, text, period)
    usual = [name for name in choices(register, field) if folded(name) in USUAL.get(spoken(text), ())]
    if field == "cohort":
        names = {name: cohort.id for cohort in register.cohorts for name in (cohort.id, cohort.name)}
        return names.get(nearest(text, names), "")
    return usual[0] if usual else nearest(text, choices(register, field))


def _likely_measure(register: Register, text: str, period: Period | None) -> str:
    scored = [
        (_alike(text, measure), measure.code)
        for measure in register.measures
        if not period or measure.covers(period.start)
    ]
    best, code = max(scored, default=(0, ""))
    return code if best else ""


def _alike(text: str, measure: Measure) -> int:
    return len(_telling([text]) & _telling([measure.name, *measure.also]))


def _telling(texts: Iterable[str]) -> set[str]:
    return set(spoken(" ".join(texts)).split()) - SMALL_WORDS
