"""How to read a chart: what is on it is explained, and nothing else is."""

import pytest

from frontend.charts.parts import Event, Line, Point
from frontend.charts.reading import reading
from frontend.examples import CHARTS
from tests.frontend.charts.small import small


def test_a_bare_chart_is_explained_in_one_sentence() -> None:
    (only,) = reading(small())
    assert only.startswith("Each mark is one period")


def test_whatever_is_on_a_chart_is_explained() -> None:
    spec = small(
        points=(Point("2026-01", "January", 3, n=40, lo=2, hi=5), Point("2026-02", "February", None, status="withheld", words="too few")),
        lines=(Line("Median", "centre", (3, None)),), events=(Event("2026-01", "A door opened"),),
    )  # fmt: skip
    said = " ".join(reading(spec))
    for words in (
        "95% interval",
        "half of the marks",
        "no target",
        "A gap is never zero",
        "A letter is something",
    ):
        assert words in said
    assert "limits" not in said


@pytest.mark.parametrize("made", CHARTS, ids=lambda made: made.__name__)
def test_every_kind_is_explained_and_none_praises_or_blames(made) -> None:
    said = " ".join(reading(made())).lower()
    assert said
    assert not {"good", "bad", "poor", "improve", "worse"} & set(said.replace(".", "").split())
