"""The rules of charts said again as plainly as can be, to be held against the product: slow, and by other ways."""

from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import combinations, pairwise, product
from math import comb, log2

import numpy as np
from scipy.stats import rankdata

NAMES = {1: "high", -1: "low"}


def flags(values, rows, rules):
    """A label for each point as text, "" for none; `rows` are (centre, lower, near_lower, near_upper, upper) or None ends."""
    side = [(v > row[0]) - (v < row[0]) for v, row in zip(values, rows, strict=True)]
    out = [0 if row[1] is None else (v > row[4]) - (v < row[1]) for v, row in zip(values, rows, strict=True)]
    near = [0 if row[1] is None else (v > row[3]) - (v < row[2]) for v, row in zip(values, rows, strict=True)]
    found = {
        "outside": [f"outside {NAMES[o]}" if o else "" for o in out],
        "run": _runs(side, rules.run),
        "trend": _trends(values, rules.trend),
        "two_of_three": _pairs(side, near, out, rules.two_of_three),
    }
    return [
        next((found[rule][at] for rule in rules.precedence if found[rule][at]), "")
        for at in range(len(values))
    ]


def _runs(side, fewest):
    marks = [""] * len(side)
    for first in range(len(side) - fewest + 1):
        if set(side[first : first + fewest]) in ({1}, {-1}):
            marks[first : first + fewest] = [f"run {NAMES[side[first]]}"] * fewest
    return marks


def _trends(values, fewest):
    marks = [""] * len(values)
    for first in range(len(values) - fewest + 1):
        steps = [now - last for last, now in pairwise(values[first : first + fewest])]
        if min(steps) > 0 or max(steps) < 0:
            marks[first : first + fewest] = ["trend climb" if steps[0] > 0 else "trend fall"] * fewest
    return marks


def _pairs(side, near, out, which):
    marks = [""] * len(side)
    for first in range(len(side) - 2):
        trio = {first, first + 1, first + 2}
        for sign, pair in product((1, -1), combinations(sorted(trio), 2)):
            (third,) = trio - set(pair)
            if (
                all(near[at] == sign for at in pair)
                and {
                    "between": not any(out[at] for at in pair) and side[third] == sign,
                    "beyond": side[third] == sign,
                    "net": near[third] != -sign,
                }[which]
            ):
                for at in pair:
                    marks[at] = f"two_of_three {NAMES[sign]}"
    return marks


def xmr(values, baseline, rules):
    """(mean, aMR, screened aMR or None, dropped, limits or None) of one stretch, and its labels."""
    base = values[:baseline] if baseline else values
    mean = sum(base) / Fraction(len(base))
    ranges = [abs(base[at] - base[at - 1]) for at in range(1, len(base))]
    average = sum(ranges) / Fraction(len(ranges))
    kept = [each for each in ranges if not (rules.screen and each >= Fraction("3.267") * average)]
    screened = sum(kept) / Fraction(len(kept)) if kept else Fraction(0)
    reach = rules.k * screened
    row = (mean, None, None, None, None)
    if screened and len(values) >= rules.min_points:
        row = (mean, mean - reach, mean - reach * 2 / 3, mean + reach * 2 / 3, mean + reach)
    labels = (
        flags(values, [row] * len(values), rules) if len(values) >= rules.min_points else [""] * len(values)
    )
    return (average, screened, row), labels


def anhoj(values, baseline=None):
    """(median, useful, longest, longest_max, crossings, crossings_min, signal)."""
    base = sorted(values[:baseline] if baseline else values)
    half = len(base) // 2
    median = base[half] if len(base) % 2 else (base[half - 1] + base[half]) / Fraction(2)
    signs = [value > median for value in values if value != median]
    u = len(signs)
    longest = here = 0
    crossings = 0
    for at, sign in enumerate(signs):
        same = at and signs[at - 1] == sign
        crossings += bool(at and not same)
        here = here + 1 if same else 1
        longest = max(longest, here)
    if not u:
        return median, 0, 0, 0, 0, 0, False
    most = round(log2(u)) + 3
    least = next(k for k in range(u) if sum(comb(u - 1, j) for j in range(k + 1)) / 2 ** (u - 1) >= 0.05)
    return median, u, longest, most, crossings, least, longest > most or crossings < least


def shares(counts, baseline, rules, noise, prime):
    """(centre, sigma_z, labels) of a share chart, with 60-digit decimals; a difference under 1e-40 is none."""
    with localcontext() as context:
        context.prec = 60
        base = counts[:baseline] if baseline else counts
        hits, people = Decimal(sum(x for x, _ in base)), Decimal(sum(n for _, n in base))
        centre = hits / people
        sds = [
            (centre * (1 - centre) / n + noise * (1 + centre**2) / Decimal(n) ** 2).sqrt() for _, n in counts
        ]
        if not all(sds):
            return centre, None, [""] * len(counts)
        z = [(Decimal(x) / n - centre) / sd for (x, n), sd in zip(base, sds, strict=False)]
        sigma = sum(abs(z[at] - z[at - 1]) for at in range(1, len(z))) / (len(z) - 1) / Decimal("1.128")
        wide = sigma if prime else Decimal(1)
        close = Decimal("1e-40")
        values = [Decimal(x) / n for x, n in counts]
        rows = [
            (
                centre if abs(value - centre) > close else value,
                centre - 3 * sd * wide - close, centre - 2 * sd * wide - close,
                centre + 2 * sd * wide + close, centre + 3 * sd * wide + close,
            )
            for value, sd in zip(values, sds, strict=True)
        ]  # fmt: skip
        if not wide:
            rows = [(row[0], None, None, None, None) for row in rows]
        return centre, sigma, flags(values, rows, rules)


def funnel(kind, units):
    """(centre, phi, tau2, 95% limits by unit) with numpy."""
    o, n = (np.array(column, dtype=float) for column in zip(*units, strict=True))
    with np.errstate(divide="ignore"):
        y, c, s = {
            "proportion": lambda: (np.arcsin(np.sqrt(o / n)), np.arcsin(np.sqrt(o.sum() / n.sum())), 0.5 / np.sqrt(n)),
            "ratio_log": lambda: (np.log(o / n), 0.0, 1 / np.sqrt(n)),
            "ratio_sqrt": lambda: (np.sqrt(o / n), 1.0, 0.5 / np.sqrt(n)),
            "counts": lambda: (np.log((o + 0.5) / (n + 0.5)), np.log(o.sum() / n.sum()), np.sqrt(o / (o + 0.5) ** 2 + n / (n + 0.5) ** 2)),
        }[kind]()  # fmt: skip
    z = (y - c) / s
    if kind == "ratio_log":
        part = np.floor(10 * rankdata(z) / (len(z) + 1))
        keep = (part > 0) & (part < 9) & np.isfinite(z)
        z, s = z[keep], s[keep]
    else:
        z = np.clip(z, *np.quantile(z, [0.1, 0.9]))
    count, w = len(z), 1 / s**2
    phi, tau2 = (z**2).mean() if count else 0.0, 0.0
    if count > 1 and count * phi >= count - 1:
        tau2 = max(0.0, (count * phi - (count - 1)) / (w.sum() - (w**2).sum() / w.sum()))
    reach = 1.959963984540054 * np.sqrt({
        "proportion": 0.25 / n, "ratio_log": 1 / n, "ratio_sqrt": 0.25 / n, "counts": 1 / n + 1 / (n * np.exp(c)),
    }[kind] + tau2)  # fmt: skip
    back = {
        "proportion": lambda a: np.sin(np.clip(a, 0, np.pi / 2)) ** 2, "ratio_log": np.exp,
        "ratio_sqrt": lambda a: np.clip(a, 0, None) ** 2, "counts": np.exp,
    }[kind]  # fmt: skip
    return float(back(np.float64(c))), phi, tau2, list(zip(back(c - reach), back(c + reach), strict=True))
