"""What can be done with releases: opened, audited, sealed by two bodies, closed; a figure withdrawn; thresholds set."""

from measures.releases.actions.adopting import set_thresholds
from measures.releases.actions.auditing import audit_release, note_audit
from measures.releases.actions.for_others import waiting
from measures.releases.actions.opening import AUDIT, audit_again, close_release, data_moved, open_release
from measures.releases.actions.sealing import seal_release
from measures.releases.actions.withdrawing import withdraw_figure

__all__ = [
    "AUDIT", "audit_again", "audit_release", "close_release", "data_moved", "note_audit", "open_release",
    "seal_release", "set_thresholds", "waiting", "withdraw_figure",
]  # fmt: skip
