"""Every chart of a measure over periods: its points are published figures, and its lines and signals follow from them."""

import csv
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from measures.packs.recompute.book import DRAWN, Book, Figure, Found, amount
from measures.packs.recompute.limits import Read, middle, plain, shares, xmr

ENDS = (":share", ":mean", ":count")
LINES = ("Median", "Mean", "Upper limit", "Lower limit")
Values = list[Fraction | None]


def check(book: Book) -> Found:
    """All charts that stretches.json knows; of others there is nothing to work out from here."""
    main = {(each["measure"], each["view"], each["period"]): each for each in book.figures if each["figure"].endswith(ENDS)}  # fmt: skip
    all_of = {(each["measure"], each["view"], each["period"], each["figure"]): each for each in book.figures}
    folders = sorted(each for each in (book.folder / "charts").iterdir() if each.is_dir())
    known = [each for each in folders if each.name in book.stretches]
    found = Found(f"{len(known)} of {len(folders)} worked out again from their points")
    for folder in known:
        chart = _Chart(book, folder, main, all_of)
        found.wrong += [f"charts/{folder.name}: {said}" for said in chart.faults()]
    return found


class _Chart:
    """One chart beside the figures that it is drawn from."""

    def __init__(self, book: Book, folder: Path, main: dict[Any, Figure], all_of: dict[Any, Figure]) -> None:
        self.spec = json.loads((folder / "spec.json").read_text(encoding="utf-8"))
        with (folder / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
            self.rows = list(csv.DictReader(file))
        about = book.stretches[folder.name]
        self.stretches = about["stretches"]
        place = about["measure"], about["view"]
        self.points = self.spec["points"]
        self.figures = [main.get((*place, each["label"])) for each in self.points]
        self.counts = [
            all_of.get((*place, each["period"], each["figure"].removesuffix(":share"))) if each else None for each in self.figures
        ]  # fmt: skip
        self.share = any(each and each["figure"].endswith(":share") for each in self.figures)

    def faults(self) -> Iterator[str]:
        for point, figure, row in zip(self.points, self.figures, self.rows, strict=True):
            yield from (f"{point['label']}: {said}" for said in _point(point, figure))
            if [row[name] for name in ("value", "lower", "upper")] != [
                point[name] or "" for name in ("value", "lo", "hi")
            ]:
                yield f"{point['label']}: figures.csv says {row['value']}, spec.json {point['value']}"
        lines, statuses = self._worked()
        drawn = {each["name"]: each["values"] for each in self.spec["lines"]}
        for name in LINES:
            yield from _line(
                name, drawn.get(name, [None] * len(self.points)), lines[name], self.points, share=self.share
            )
        for point, status in zip(self.points, statuses, strict=True):
            if point["value"] is not None and point["status"] != status:
                yield f"{point['label']}: it is marked {point['status']}, and by the rules it is {status}"

    def _worked(self) -> tuple[dict[str, Values], list[str]]:
        lines: dict[str, Values] = {name: [None] * len(self.points) for name in LINES}
        statuses = ["ordinary"] * len(self.points)
        for each in self.stretches:
            drawn = [at for at in range(each["first"], each["end"]) if self.points[at]["value"] is not None]
            read = self._read(each, drawn)
            name = "Median" if each["chart"] in ("dots", "run") else "Mean"
            alone = each["chart"] in (
                "p",
                "p_prime",
            )  # the only ones that have no limits where nobody answered
            for at in drawn if alone else range(each["first"], each["end"]):
                lines[name][at] = read.centre
            for at, lower, upper, status in zip(drawn, read.lower, read.upper, read.status, strict=True):
                statuses[at] = status
                lines["Lower limit"][at], lines["Upper limit"][at] = lower, upper
            if each["chart"] == "xmr" and drawn:
                for at in range(each["first"], each["end"]):
                    lines["Lower limit"][at], lines["Upper limit"][at] = read.lower[0], read.upper[0]
        return lines, statuses

    def _read(self, stretch: dict[str, Any], drawn: Sequence[int]) -> Read:
        values = [Fraction(str(self.points[at]["value"])) for at in drawn]
        if not drawn or stretch["chart"] == "dots":
            return plain(values, _percent(middle(values), self.share))
        if stretch["chart"] == "xmr":
            return xmr(values, stretch["baseline"])
        counts = (
            [(amount(self.counts[at] or {}), (self.figures[at] or {})["n"]) for at in drawn]
            if self.share
            else []
        )
        if stretch["chart"] == "run":
            exact = [Fraction(min(x, n), n) for x, n in counts] if self.share else values
            return plain(values, middle(exact[: stretch["baseline"]]) if len(exact) >= 3 else None)
        return shares(counts, stretch["baseline"], prime=stretch["chart"] == "p_prime")


def _percent(value: Fraction | None, share: bool) -> Fraction | None:
    """A median of printed per cent as a share, since all lines are compared as shares."""
    return value / 100 if share and value is not None else value


def _point(point: dict[str, Any], figure: Figure | None) -> Iterator[str]:
    shown = figure if figure and figure["state"] in DRAWN else None
    wanted = shown["number"] if shown else None
    if point["value"] != wanted:
        yield f"it is drawn at {point['value']}, and {wanted} was published"
    if shown and wanted and (point["lo"], point["hi"]) != (shown.get("lower"), shown.get("upper")):
        yield f"its interval is {point['lo']} to {point['hi']}, and {shown.get('interval')} was published"
    if shown and point["n"] is not None and point["n"] != shown["n"]:
        yield f"it rests on {point['n']} answers, and {shown['n']} was published"


def _line(
    name: str, drawn: Sequence[str | None], worked: Values, points: Sequence[dict[str, Any]], *, share: bool
) -> Iterator[str]:
    """A printed level is the worked one, as near as its places allow."""
    for said, value, point in zip(drawn, worked, points, strict=True):
        exact = value * 100 if share and value is not None else value
        if (said is None) != (exact is None) or (
            said is not None and exact is not None and not _near(said, exact)
        ):
            yield f"{point['label']}: {name} stands at {said}, and should stand at {None if exact is None else float(exact)}"


def _near(said: str, exact: Fraction) -> bool:
    places = -int(Decimal(said).as_tuple().exponent)
    return abs(Fraction(said) - exact) <= Fraction(1, 2 * 10**places) + Fraction(1, 10**12)
