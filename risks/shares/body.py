"""The terms as the log and the database keep them."""

from collections.abc import Mapping
from typing import Any

from risks.shares.sums import Part, Terms


def to_body(terms: Terms) -> dict[str, Any]:
    """Whole numbers and ids, nothing else."""
    return {
        "target": terms.target, "owner_bp": terms.owner_bp, "cap_bp": terms.cap_bp, "owners": list(terms.owners),
        "parts": [{"org": part.name, "bp": part.bp, "margin": part.margin} for part in terms.parts],
    }  # fmt: skip


def from_body(body: Mapping[str, Any]) -> Terms:
    """The terms that were kept as `body`; whoever takes part is named by id."""
    parts = tuple(Part(part["org"], part["bp"], part["margin"]) for part in body["parts"])
    return Terms(body["target"], body["owner_bp"], body["cap_bp"], tuple(body["owners"]), parts)
