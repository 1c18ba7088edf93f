"""The alphabet of the drawings: shape, dash and words carry the meaning, colour only repeats it."""

from html import escape

from frontend.charts.parts import Point, Role, Status
from frontend.charts.spec import ChartSpec
from frontend.charts.words import MARKS, counted, named, shown, status

INK, GRID, PAPER, BAR = "#212b32", "#e4ddd3", "#ffffff", "#cdc4bb"
ORDINARY, HIGH, LOW = "#6b6b6b", "#005eb8", "#b35900"
COLOURS: dict[Status, str] = {
    "ordinary": ORDINARY,
    "high": HIGH,
    "climb": HIGH,
    "low": LOW,
    "fall": LOW,
    "told": ORDINARY,
    "withheld": ORDINARY,
    "missing": ORDINARY,
}
DASHES: dict[Role, str] = {"centre": "", "limit": "7 4", "near": "1 4"}
LINE_COLOURS: dict[Role, str] = {"centre": "#000000", "limit": "#333333", "near": "#333333"}


def px(value: float) -> str:
    """A coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 13, bold: bool = False) -> str:
    """A line of text, escaped."""
    weight = ' font-weight="600"' if bold else ""
    place = f'x="{px(x)}" y="{px(y)}" text-anchor="{anchor}" font-size="{size}"{weight}'
    return f'<text {place} fill="{INK}">{escape(words)}</text>'


def stroke(path: str, colour: str, width: float = 1.5, dash: str = "", kind: str = "line") -> str:
    """An open path."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<path class="al-{kind}" d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"{dashes}/>'
    )


def role_stroke(path: str, role: Role) -> str:
    """A centre (solid) or limit (dashed, near ones dotted)."""
    return stroke(path, LINE_COLOURS[role], 1.75 if role == "centre" else 1.25, DASHES[role], role)


def title_of(spec: ChartSpec, point: Point) -> str:
    """What a mark says of itself: "July 2024: 24.6, 66 people. Unusually high: above the upper limit"."""
    told = ", ".join(part for part in (shown(point), counted(spec, point.n)) if part)
    words = f". {said}" if point.value is not None and (said := status(point)) else ""
    return f"<title>{escape(f'{named(point)}: {told}{words}')}</title>"


def mark(spec: ChartSpec, point: Point, x: float, y: float, size: float = 1) -> str:
    """A point's shape with its own title: circle, triangle up or down, hollow diamond, dotted square or cross."""
    title = title_of(spec, point)
    group = f'<g class="al-mark al-mark--{point.status}"'
    if size == 1:
        return f"{group}>{title}{_shape(point, x, y)}</g>"
    moved = f'transform="translate({px(x)} {px(y)}) scale({size})"'
    return f"{group} {moved}>{title}{_shape(point, 0, 0)}</g>"


def _shape(point: Point, x: float, y: float) -> str:
    colour = COLOURS[point.status]
    sign = MARKS[point.status]
    if sign == "□":
        box = f'x="{px(x - 5)}" y="{px(y - 5)}" width="10" height="10"'
        return f'<rect {box} fill="{PAPER}" stroke="{colour}" stroke-width="1.5" stroke-dasharray="2 2"/>'
    if sign == "◇":
        corners = f"{px(x)},{px(y - 7)} {px(x + 6)},{px(y)} {px(x)},{px(y + 7)} {px(x - 6)},{px(y)}"
        return f'<polygon points="{corners}" fill="{PAPER}" stroke="{colour}" stroke-width="1.75"/>'
    if sign == "×":
        return stroke(
            f"M{px(x - 5)} {px(y - 5)}l10 10M{px(x + 5)} {px(y - 5)}l-10 10", colour, 2, kind="cross"
        )
    if sign == "●":
        return f'<circle cx="{px(x)}" cy="{px(y)}" r="4.5" fill="{colour}" stroke="{PAPER}"/>'
    return f'<path d="{_triangle(x, y, -1 if sign == "▲" else 1)}" fill="{colour}" stroke="{PAPER}"/>'


def _triangle(x: float, y: float, down: int) -> str:
    return f"M{px(x)} {px(y + 7 * down)}L{px(x - 7)} {px(y - 5 * down)}H{px(x + 7)}Z"


def letter(x: float, y: float, letters: str) -> str:
    """The lettered flag of an event."""
    width = 10 + 9 * len(letters)
    box = f'x="{px(x - width / 2)}" y="{px(y - 10)}" width="{width}" height="20" rx="10"'
    return f'<rect {box} fill="{PAPER}" stroke="{INK}"/>' + text(
        x, y + 4.5, letters, anchor="middle", bold=True
    )


def wrap(identity: str, title: str, width: float, height: float, body: str, *, kind: str = "") -> str:
    """A whole drawing, named by its title; ids are unique as long as chart ids are."""
    box = f'viewBox="0 0 {px(width)} {px(height)}" class="al-svg{f" al-svg--{kind}" if kind else ""}"'
    name = f'role="img" aria-labelledby="{identity}-title" id="{identity}" font-family="sans-serif"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} {name}>'
    return f'{head}<title id="{identity}-title">{escape(title)}</title>{body}</svg>'
