"""The meter as a file for spreadsheets: UTF-8 with BOM, ISO days, and no cell that runs as a formula."""

import csv
import io

from alliance.reserved.shapes import Meter, Use
from frontend.plain import no_formula

_COLUMNS = (
    "reference", "title", "decided by", "state", "category", "legal basis", "reason", "opened at", "used at", "ends on", "let stand by all in",
    "advice: agree", "advice: disagree", "advice: abstain", "advice: silent", "against", "consequence", "its outcome",
)  # fmt: skip


def meter_csv(found: Meter) -> bytes:
    """The file's bytes: one line for each reserved matter, the newest first."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(_COLUMNS)
    writer.writerows([no_formula(cell) for cell in _line(use)] for use in found.uses)
    return out.getvalue().encode("utf-8-sig")


def _line(use: Use) -> list[str]:
    said, forced = use.advice, use.consequence
    days = [at.isoformat() if at else "" for at in (use.opened_at, use.used_at, use.expires_on)]
    counts = [str(count) for count in (said.agree, said.disagree, said.abstain, said.silent)]
    follows = [forced.ref, forced.state_words] if forced else ["", ""]
    about = [
        use.ref,
        use.title,
        use.owner_name,
        use.state_words,
        use.category_words,
        use.legal_basis,
        use.reason,
    ]
    return [*about, *days, use.ratified_by, *counts, "; ".join(said.against), *follows]
