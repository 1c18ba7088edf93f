"""Examples of a sheet sent by a program, for the API's document: received, asked about, answered, committed."""

from typing import Any

from drf_spectacular.utils import OpenApiExample

ID = "6f1c1d2e-6f0b-4a86-9f39-0c5d2f3a9b11"
STATUS = f"/api/v1/alliances/marlhaven/uploads/{ID}"
ASKED = {
    "key": "decimal-mark", "together": "all:cell.decimal_mark:Average", "count": 2, "options": [["yes", "Yes, all 2"], ["no", "No, I will mend it and send it again"]],
    "sentence": 'Line 7, Average: found "4,5". Expected a number like 4.5. Do commas mean decimals in these columns?',
}  # fmt: skip
SAID = {
    "level": "stop", "code": "cell.number", "cell": "I3", "found": "4O", "expected": "a whole number",
    "sentence": 'Line 3, numerator: found "4O": letter O, 40? Expected a whole number.',
}  # fmt: skip


def _sheet(**held: Any) -> dict[str, Any]:
    begun = {
        "id": ID, "status_url": STATUS, "org": "Lantern Row Homes", "period": "2026/27 Q1", "state": "received",
        "received_at": "2026-07-22T09:00:00Z", "expires_at": "2026-07-25T09:00:00Z",
        "step": "Headings, cells and rows checked", "done": 2, "total": 4, "failed": False, "copy_url": f"{STATUS}/copy",
        "reading": None, "answered": [], "questions": [], "messages": [], "changes": [], "seen_by_others": [], "left_out": [],
        "waits": False,
    }  # fmt: skip
    return begun | held


RECEIVED = OpenApiExample("Received", _sheet(), response_only=True, status_codes=["202"])
CHECKING = OpenApiExample("Being checked", _sheet(state="checking"), response_only=True, status_codes=["200"])
READY = OpenApiExample(
    "Checked: one question, one cell to mend", response_only=True, status_codes=["200"],
    value=_sheet(state="ready", step="Over", done=4, questions=[ASKED], messages=[SAID]),
)  # fmt: skip
ANSWERS = OpenApiExample("Answers", {"answers": {"decimal-mark": "yes"}}, request_only=True)
COMMIT = OpenApiExample("The good rows alone", {"good_rows_alone": True}, request_only=True)
COMMITTED = OpenApiExample(
    "Committed", _sheet(state="committed", step="Over", done=4), response_only=True, status_codes=["201"]
)
