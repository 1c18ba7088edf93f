"""Every pair of colours that meets on a page, computed from the stylesheet's own variables."""

import re
from pathlib import Path

import pytest

from frontend.charts import heat, marks

STATIC = Path(__file__).resolve().parents[2] / "frontend" / "static" / "frontend"
COLOURS = dict(
    re.findall(r"--al-([a-z-]+):\s*(#[0-9a-f]{6})", (STATIC / "theme.css").read_text().split("@media")[0])
)
TEXT, SHAPE = 4.5, 3.0


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#6b6b6b", "#ffffff") == pytest.approx(5.33, abs=0.005)


@pytest.mark.parametrize("ground", ["paper", "surface", "sunk", "plum-soft", "apricot-soft"])
@pytest.mark.parametrize("ink", ["ink", "ink-soft", "plum", "plum-deep"])
def test_text_is_readable_on_every_ground(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= TEXT


@pytest.mark.parametrize(
    ("ink", "ground"),
    [("surface", "plum"), ("surface", "plum-deep"), ("surface", "wrong"), ("wrong", "paper"), ("wrong", "surface"),
     ("clay", "paper"), ("clay", "surface"), ("ink", "focus"), ("plum-deep", "focus")],
)  # fmt: skip
def test_text_in_colour_is_readable(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= TEXT


@pytest.mark.parametrize("ground", ["paper", "surface"])
@pytest.mark.parametrize("edge", ["line-strong", "plum", "plum-deep", "wrong"])
def test_edges_of_fields_and_the_focus_ring_can_be_seen(edge: str, ground: str) -> None:
    assert contrast(COLOURS[edge], COLOURS[ground]) >= SHAPE


def test_the_focus_ring_stands_out_from_its_halo() -> None:
    assert contrast(COLOURS["plum-deep"], COLOURS["focus"]) >= SHAPE


def test_marks_and_lines_of_charts_can_be_seen_on_white() -> None:
    for colour in (*marks.COLOURS.values(), *marks.LINE_COLOURS.values()):
        assert contrast(colour, "#ffffff") >= SHAPE
    assert contrast(marks.INK, "#ffffff") >= TEXT


def test_words_on_the_heat_map_are_readable_in_every_shade() -> None:
    for level, shade in enumerate(heat.SHADES):
        ink = "#ffffff" if level == 4 else COLOURS["ink"]
        assert contrast(ink, shade) >= TEXT


def test_the_stylesheet_and_the_drawing_share_their_shades() -> None:
    written = re.findall(r"\.al-heat__\d \{ background: (#[0-9a-f]{6})", (STATIC / "charts.css").read_text())
    assert tuple(written) == heat.SHADES
