"""The rules about people at their edges, row by row of the specification: what a table must come to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from measures.uploads.people.told import SheetKind
from tests.measures.uploads.people.sheets import Rows

TODAY = date(2026, 7, 22)
PASSES, ALSO, FAILS = "9434765919", "4010232137", "9991234560"
Verdict = tuple[str, str]


@dataclass(frozen=True)
class Case:
    """A table, what it is sent as, and (level, code) of all that must be found in it about people."""

    id: str
    rows: Rows
    expected: frozenset[Verdict]
    kind: SheetKind = "cohort"
    known: tuple[str, ...] = ()


def nothing(id: str, rows: Rows, **more: object) -> Case:
    """A table in which nothing may be found."""
    return Case(id, rows, frozenset(), **more)  # type: ignore[arg-type]  # the fields of a case


def stops(id: str, code: str, rows: Rows, **more: object) -> Case:
    """A table that must be stopped for one reason."""
    return Case(id, rows, frozenset({("stop", f"person.{code}")}), **more)  # type: ignore[arg-type]  # as above


def asks(id: str, code: str, rows: Rows, **more: object) -> Case:
    """A table about which one question must be asked."""
    return Case(id, rows, frozenset({("question", f"person.{code}")}), **more)  # type: ignore[arg-type]  # as above


def one(heading: str, value: object) -> Rows:
    """A value in a table of totals."""
    return [["cohort", heading, "n"], ["adults", value, 41], ["young", None, 23]]


def column(heading: str, values: list[object]) -> Rows:
    """A column of values beside counts."""
    return [
        ["cohort", heading, "n"],
        *([f"group {at % 3}", value, 12 + at] for at, value in enumerate(values)),
    ]


def nhs(good: int, of: int) -> list[object]:
    """So many different ten-digit numbers of which so many pass."""
    return [*_numbers(True, good), *_numbers(False, of - good)]


def _numbers(passing: bool, many: int) -> Iterator[str]:
    digits, found = 401_023_213, 0
    while found < many:
        digits += 104_729
        check = 11 - sum(w * int(d) for w, d in zip(range(10, 1, -1), str(digits), strict=True)) % 11
        last = (check % 11 if check != 10 else None) if passing else (0 if check in {10, 1} else 1)
        if last is not None and (passing or check % 11 != last):
            found += 1
            yield f"{digits}{last}"


def days(many: int, step: int = 1, first: date = date(1950, 1, 31)) -> list[object]:
    """Days one after another."""
    return [first + timedelta(days=step * at) for at in range(many)]


PEOPLE = ("Ada Long", "Ben Short", "Cy Wide", "Di Narrow", "Ed Tall", "Flo Small")
NHS = [
    asks("NHS number: 1 pass alone", "nhs", one("ref", PASSES)),
    asks("NHS number: 1 pass alone, spaces", "nhs", one("ref", "943 476 5919")),
    asks("NHS number: 1 pass alone, hyphens", "nhs", one("ref", "943-476-5919")),
    asks("NHS number: 1 pass alone, stored as a number", "nhs", one("ref", int(PASSES))),
    asks("NHS number: 2 of 2 pass, no header word", "nhs", column("ref", nhs(2, 2))),
    nothing("NHS number: ten digits that fail", one("ref", FAILS)),
    nothing("NHS number: nine digits under a header word", one("NHS number", "943476591")),
    *(stops(f"NHS number: header word {word} + 1 pass", "nhs", one(word, PASSES))
      for word in ("NHS no", "CHI", "HSC number", "Patient id", "nhsNumber", "patients")),
    nothing("NHS number: header word, and it fails", one("NHS no", FAILS)),
    stops("NHS number: 3 ten-digit values, 2 pass", "nhs", column("ref", nhs(2, 3))),
    asks("NHS number: 3 ten-digit values, 1 passes", "nhs", column("ref", nhs(1, 3))),
    stops("NHS number: 8 of 10 pass", "nhs", column("ref", nhs(8, 10))),
    asks("NHS number: 4 of 10 pass", "nhs", column("ref", nhs(4, 10))),
    stops("NHS number: 13 of 30 pass", "nhs", column("ref", nhs(13, 30))),
    asks("NHS number: 12 of 30 pass", "nhs", column("ref", nhs(12, 30))),
    stops("NHS number: 26 of 100 pass", "nhs", column("ref", nhs(26, 100))),
    asks("NHS number: 25 of 100 pass", "nhs", column("ref", nhs(25, 100))),
    stops("NHS number: dummies 1111111111 and 9999999999 still stop", "nhs", column("ref", ["1111111111", "9999999999", "1111111111"])),
    stops("NHS number: in a sentence that says so", "nhs", one("notes", f"his NHS no is {PASSES}.")),
    asks("NHS number: in a sentence that does not", "nhs", one("notes", f"see {PASSES}, please")),
    nothing("NHS number: fails in a sentence", one("notes", f"NHS no {FAILS}")),
    stops("NHS number: fullwidth digits", "nhs", one("NHS no", "９４３４７６５９１９")),
    stops("NHS number: an invisible letter within", "nhs", one("NHS no", "94347\u200b65919")),
]  # fmt: skip
POSTCODES = [
    *(stops(f"Postcode: {text}", "postcode", one("area", text))
      for text in ("NE8 4AB", "NE84AB", "ne8 4ab", "M1 1AE", "SW1A 1AA", "EC1A 1BB", "W1A 0AX", "GIR 0AA", "NE8\u00a04AB", "NE8  4AB")),
    stops("Postcode: in a sentence", "postcode", one("notes", "lives at NE8 4AB now")),
    stops("Postcode: in a sentence, two spaces", "postcode", one("notes", "lives at NE8  4AB now")),
    stops("Postcode: in a sentence, without its space", "postcode", one("notes", "flat 2, NE84AB.")),
    *(nothing(f"Postcode: {text} is not a full unit", one("area", text))
      for text in ("NE8", "E01000001", "E08000037", "SW1A", "XNE8 4AB", "NE8 4ABC", "NE8 4CI", "M-01/1", "NE8 4", "W12")),
]  # fmt: skip
INSURANCE = [
    *(stops(f"NI number: {text}", "insurance", one("ref", text))
      for text in ("AB123456C", "AB 12 34 56 C", "ab123456c", "AB-12-34-56-C", "ref AB123456C, see")),
    *(nothing(f"NI number: {letters} is never issued", one("ref", f"{letters}123456A"))
      for letters in ("BG", "GB", "NK", "KN", "NT", "TN", "ZZ")),
    nothing("NI number: the last letter is E", one("ref", "AB123456E")),
    nothing("NI number: part of a longer code", one("ref", "XAB123456C")),
]  # fmt: skip
BIRTHS = [
    *(stops(f"Birth date: header {word}", "birth", one(word, date(1980, 1, 31)))
      for word in ("DOB", "date of birth", "BirthDate", "date_of_birth", "born")),
    stops("Birth date: header dob over years alone", "birth", one("dob", 1980)),
    stops("Birth date: 10 rows, all distinct", "birth", column("seen", days(10))),
    nothing("Birth date: 9 rows, all distinct", column("seen", days(9))),
    stops("Birth date: 10 rows, distinct/rows 0.8", "birth", column("seen", days(8) + days(2))),
    nothing("Birth date: 10 rows, distinct/rows 0.7", column("seen", days(7) + days(3))),
    stops("Birth date: 110 years back", "birth", column("seen", days(10, 1, date(1916, 3, 1)))),
    nothing("Birth date: more than 110 years back", column("seen", days(10, 1, date(1915, 3, 1)))),
    nothing("Birth date: in the future", column("due", days(10, 1, date(2027, 1, 1)))),
    stops("Birth date: typed as 31/01/1950", "birth", column("seen", [f"{day:%d/%m/%Y}" for day in days(12)])),
    stops("Birth date: typed as 31 Jan 50", "birth", column("seen", [f"{day:%d %b %y}" for day in days(12)])),
    stops("Birth date: typed as 31.1.1950", "birth", column("seen", [f"{day.day}.{day.month}.{day.year}" for day in days(12)])),
    stops("Birth date: typed as 19500131", "birth", column("seen", [f"{day:%Y%m%d}" for day in days(12)])),
    stops("Birth date: typed as 1950-01-31 00:00:00", "birth", column("seen", [f"{day} 00:00:00" for day in days(12)])),
    nothing("Birth date: the months of figures", column("month", [date(2026, 4 + at % 3, 1) for at in range(12)])),
]  # fmt: skip
NAMES = [
    *(stops(f"Name: header {word}", "name", one(word, "x"))
      for word in ("name", "Client", "surname", "initials", "first name", "Client initials", "FirstName")),
    *(nothing(f"Name: header {word} is not a person's", one(word, "adults"))
      for word in ("cohort name", "organisation name", "file name", "service name", "how many clients")),
    stops("Name: over 60% two capitalised words", "name", column("who", [*PEOPLE[:4], "one", "two"])),
    nothing("Name: 60% two capitalised words", column("who", [*PEOPLE[:3], "one", "two"])),
    nothing("Name: distinct 0.9 or less", column("who", [*PEOPLE, *PEOPLE[:4]])),
    nothing("Name: in the partner and cohort register", column("who", list(PEOPLE)), known=PEOPLE),
    stops("Name: apostrophes, hyphens and accents", "name", column("who", ["Siân O'Neil", "Zoë Day-Lewis", "Åsa Berg", "Éva Nagy", "Jo Smith"])),
]  # fmt: skip
CONTACTS = [
    *(stops(f"E-mail: {text} in the table", "email", one("who", text))
      for text in ("somebody@care.example", "ask s.body+x@mail.care.example please", "somebody＠care.example")),
    *(stops(f"Phone: {text} in the table", "phone", one("who", text))
      for text in ("07700 900123", "07700900123", "+44 7700 900123", "+44 (0)191 498 0123", "0044 7700 900123", "ring 07700-900-123")),
    nothing("Phone: a ten-digit reference that begins with 07", one("who", "0712345674")),
    Case("E-mail: outside the table is dropped with a note", [["ask somebody@care.example"], [], *one("b", "x")], frozenset({("note", "person.dropped")})),
    Case("Phone: outside the table is dropped with a note", [["ring 07700 900123"], [], *one("b", "x")], frozenset({("note", "person.dropped")})),
]  # fmt: skip
RECORDS = [
    stops("One row per person: 10 rows, all n = 1", "rows", [["key", "n", "score"], *([f"k{at}", 1, at % 3] for at in range(10))]),
    stops("One row per person: 10 rows, no n column", "rows", [["key", "score"], *([f"k{at}", at % 3] for at in range(10))]),
    nothing("One row per person: 9 rows", [["key", "n", "score"], *([f"k{at}", 1, at % 3] for at in range(9))]),
    nothing("One row per person: n is not 1", [["key", "n", "score"], *([f"k{at}", 12, at % 3] for at in range(10))]),
    nothing("One row per person: no id distinct per row", [["key", "n", "score"], *([f"k{at % 4}", 1, at % 3] for at in range(10))]),
    nothing("One row per person: a response sheet has one row per response", [["row_key", "occasion", "q1"], *([at, "baseline", at % 3] for at in range(1, 12))], kind="responses"),
]  # fmt: skip
LONG = "she moved here after what happened with her brother last winter, and then"
KEYS = [["row_key", "occasion", "q1"], ["1", "baseline", 3], ["2", "baseline", 4]]
RESPONSES = [
    stops("Free text: over 60 characters in a response sheet", "text", [*KEYS, ["3", LONG, 3]], kind="responses"),
    nothing("Free text: 60 characters in a response sheet", [*KEYS, ["3", LONG[:60], 3]], kind="responses"),
    nothing("Free text: guidance above the table of a response sheet", [[LONG], *KEYS], kind="responses"),
    stops("Free text: in a row with nothing else", "text", [*KEYS, [None, LONG, None]], kind="responses"),
    nothing("Free text: a cohort sheet is not asked by default", one("notes", LONG)),
    nothing("Row key: whole numbers from 1", [["row_key", "occasion", "q1"], *([at, "baseline", 3] for at in range(1, 30))], kind="responses"),
    nothing("Row key: up to 8 characters", [*KEYS, ["k7-x2-ab", "baseline", 3]], kind="responses"),
    stops("Row key: 9 characters", "row_key", [*KEYS, ["k7-x2-abc", "baseline", 3]], kind="responses"),
    stops("Row key: two capitalised words", "row_key", [*KEYS, ["Jo Smith", "baseline", 3]], kind="responses"),
    Case("Row key: a postcode", [*KEYS, ["NE8 4AB", "baseline", 3]], frozenset({("stop", "person.row_key"), ("stop", "person.postcode")}), kind="responses"),
    Case("Row key: a day of birth", [*KEYS, ["19800131", "baseline", 3]], frozenset({("stop", "person.row_key"), ("question", "person.date")}), kind="responses"),
    Case("Row key: an NHS number", [*KEYS, [PASSES, "baseline", 3]], frozenset({("stop", "person.row_key"), ("question", "person.nhs")}), kind="responses"),
    asks("Birth date: any other full date in a response sheet", "date", [*KEYS[:2], ["2", "2026-04-01", 4]], kind="responses"),
    stops("Birth date: header in a response sheet", "birth", [["row_key", "occasion", "dob", "q1"], ["1", "baseline", "2026-04-01", 4]], kind="responses"),
    nothing("Birth date: any other full date in a cohort sheet", one("made on", date(2026, 4, 1))),
]  # fmt: skip
CASES = [*NHS, *POSTCODES, *INSURANCE, *BIRTHS, *NAMES, *CONTACTS, *RECORDS, *RESPONSES]
