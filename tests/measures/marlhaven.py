"""The invented alliance's sheets as atoms, read straight from its files."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import measures
from measures.atoms.rules import moments_of_mean
from measures.releases.inputs import AtomIn, CohortIn, Group, Kind, MeasureIn, Order, PartnerIn, Reach, ViewIn

FILES = Path(measures.__file__).parent / "demo" / "marlhaven"
KEY = bytes(range(32))
PARTNERS = (
    PartnerIn("LAN", "Lantern"),
    PartnerIn("TID", "Tideway"),
    PartnerIn("MHT", "Moors", "not sharing until 9 July 2024"),
    PartnerIn("KIN", "Kindling"),
    PartnerIn("COU", "Council"),
)
MEASURES = (
    MeasureIn("M-01", "Someone to count on", Kind.PROPORTION, ("yes",)),
    MeasureIn("M-02", "Telling the story again", Kind.PROPORTION, ("yes",)),
    MeasureIn("M-03", "A settled home", Kind.PROPORTION, ("yes",)),
    MeasureIn("M-04", "Satisfied with life", Kind.MEAN, (), Fraction(0), Fraction(10)),
)
VIEWS = (
    ViewIn("alliance", "The alliance", Reach.ALLIANCE),
    ViewIn("E-01 partners", "Lantern and Tideway", Reach.GROUP, ("LAN", "TID")),
    ViewIn("elsewhere", "Elsewhere", Reach.GROUP, ("MHT", "KIN", "COU")),
    *(ViewIn(partner.code, partner.name, Reach.PARTNER, (partner.code,)) for partner in PARTNERS),
)


def rows(name):
    with (FILES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def atom(partner, row):
    code = row["measure"].split("/")[0]
    group, n = Group(partner, row["cohort"]), int(row["n"])
    if row["numerator"]:
        return AtomIn(group, row["period"], code, n, {"yes": int(row["numerator"])})
    return AtomIn(
        group, row["period"], code, n, moments=moments_of_mean(n, Decimal(row["mean"]), Decimal(row["sd"]))
    )


def atoms():
    """All sheets, with Lantern's first version of M-03 for 2024/25 Q3: its correction touches 4 and waits."""
    found = {}
    sheets = sorted((FILES / "cohort").glob("*.csv"))
    for sheet in [*sheets, FILES / "faults" / "LAN_2024-25_Q3_first_version.csv"]:
        for row in rows(sheet.relative_to(FILES)):
            made = atom(sheet.name[:3], row)
            found[made.group, made.period, made.measure] = made
    return tuple(found.values())


def order(period, *, held=None, **changes):
    given = {"release": 1, "period": period, "partners": PARTNERS, "cohorts": (CohortIn("adults", "Adults"),),
             "measures": MEASURES, "views": VIEWS, "atoms": atoms() if held is None else held, "key": KEY}  # fmt: skip
    return Order(**given | changes)
