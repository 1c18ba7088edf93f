"""The program in a packet reads charts as we do, and names the place of whatever was tampered with."""

from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from measures.packs.recompute import attack, limits
from measures.packs.recompute.book import Book
from measures.statistics.choosing import Observation
from measures.statistics.reading import read
from measures.statistics.segments import Segment

pytestmark = pytest.mark.once
SERIES = 60


def share(chance, periods):
    """Shown counts of a share that mostly stays, sometimes jumps, rounded to fives."""
    level, sizes = chance.uniform(0.1, 0.9), [5 * chance.randint(12, 60) for _ in range(periods)]
    jump = chance.choice([0, 0, 0.2])
    return [
        (5 * round(n * min(1, max(0, chance.gauss(level + jump * (at > periods // 2), 0.05))) / 5), n)
        for at, n in enumerate(sizes)
    ]


@pytest.mark.parametrize("baseline", [None, 14])
def test_the_program_in_a_packet_reads_means_and_shares_as_we_do(baseline):
    chance, charts = Random(f"packet {baseline}"), set()
    for _ in range(SERIES):
        periods = chance.randint(13, 36)
        stretch = [Segment(0, periods, baseline)]
        steady = [
            Fraction(round(chance.gauss(200 + at * chance.choice([0, 0, 1]), 9)), 10) for at in range(periods)
        ]
        alike("mean", [Observation(value, n=40) for value in steady], stretch, baseline, charts)
        counts = share(chance, periods)
        alike("proportion", [Observation(x=x, n=n) for x, n in counts], stretch, baseline, charts)
    assert charts == {"xmr", "p", "p_prime"}


def alike(measured, seen, stretch, baseline, charts):
    """Centre, limits and the status of every point, ours beside the packet's."""
    ours = read(measured, seen, stretch)
    kind = ours.stretches[0].choice.chart
    charts.add(kind)
    if kind == "xmr":
        theirs = limits.xmr([each.value for each in seen], baseline)
    else:
        theirs = limits.shares([(each.x, each.n) for each in seen], baseline, prime=kind == "p_prime")
    assert theirs.status == [each.direction if each else "ordinary" for each in ours.signals]
    assert theirs.centre == ours.lines[0].centre
    for line, lower, upper in zip(ours.lines, theirs.lower, theirs.upper, strict=True):
        for mine, other in ((line.lower, lower), (line.upper, upper)):
            assert (mine is None) == (other is None)
            assert mine is None or abs(mine - other) < Fraction(1, 10**15)


def book(**counts):
    """A packet's figures of one period: how many each view shows, by view, and whose people are in it."""
    figures = [
        {
            "period": "Q1", "view": view, "measure": "M-01", "figure": "M-01:yes", "state": "shown",
            "partners": ["A", "B"] if view == "both" else [view], "number": str(shown),
        }
        for view, shown in counts.items()
    ]  # fmt: skip
    plan = {
        "periods": [{"code": "Q1", "series": 1}],
        "views": [{"code": view, "part": False} for view in counts],
    }
    thresholds = {"thresholds": {"1": {"base": "5", "span": "5"}}}
    return Book(Path(), thresholds, plan, figures, {}, [])


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"A": 5, "B": 20, "both": 15}, ["A can be worked out to be 1 to 3"]),
        ({"A": 5, "B": 20, "both": 25}, []),  # just the sum: it may have been printed so, and tells nothing
        ({"A": 5, "B": 20, "both": 30}, []),  # A is 2 to 9
        ({"A": 5, "B": 20, "both": 60}, ["the figures contradict each other about A"]),
    ],
)
def test_an_outsiders_subtraction_finds_what_a_total_gives_away(counts, said):
    assert [each.rpartition(": ")[2] for each in attack.check(book(**counts)).wrong][:1] == said
