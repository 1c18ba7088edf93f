"""The About sheet of a template: which period and alliance the file was made for."""

from measures.uploads.checking.register import Register, folded
from measures.uploads.checking.typed import Row
from measures.uploads.findings import Answer, Finding, question
from measures.uploads.grid import Grid

ABOUT = "about"


def about_of(grid: Grid) -> dict[str, str]:
    """{label: text} of the About sheet; empty where there is none."""
    sheet = next((one for one in grid.sheets if folded(one.name) == ABOUT), None)
    pairs = [row.cells[:2] for row in sheet.rows if len(row.cells) > 1] if sheet else []
    return {folded(label.text): text.text for label, text in pairs}


def check_template(grid: Grid, register: Register, rows: list[Row]) -> list[Finding]:
    """Asks when a template was made for another period, unless its rows already say so themselves."""
    made_for = about_of(grid).get("period", "")
    period = register.period_named(made_for)
    if period is None or not register.period or period.name == register.period:
        return []
    if any(row.period == period.name for row in rows):
        return []
    says = f"this template was made for {period.name}; you opened {register.period}. Use it all the same?"
    ask = (Answer("yes", "Yes, use it"), Answer("no", "No, I will take the right one"))
    return [
        question(
            "map.template",
            says,
            key=f"template:{period.name}",
            ask=ask,
            found=period.name,
            expected=register.period,
        )
    ]
