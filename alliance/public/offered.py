"""What members see of their own public register: whether it is open, what stands there, and what they may do."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from alliance.decisions.models import STANDING, Proposal
from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from alliance.public.models import Publication, PublicRegister
from alliance.public.rules import STOPPED

MOST = 200


@dataclass(frozen=True, slots=True)
class PublicState:
    """Whether the register is open, since when and by which decision; what is published, the newest first; and the
    decisions by which the viewer may open it, or close it where it is open."""

    open: bool
    opened_at: datetime | None
    by: str
    address: str
    published: tuple[tuple[str, str, str], ...]
    choices: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """One decision's place before the public: `may` is publish, take_back or empty."""

    ref: str
    number: int
    title: str
    published_at: datetime | None
    open: bool
    may: str


def public_state(viewer: Viewer) -> PublicState:
    """How the public register stands; three queries."""
    held = PublicRegister.objects.filter(alliance_id=viewer.alliance).select_related("decision").first()
    is_open = held is not None and held.decision.life in STANDING
    rows = Publication.objects.filter(proposal__alliance_id=viewer.alliance).select_related("proposal")
    told = tuple(
        (str(row.proposal), row.proposal.title, reverse("decision_public", args=[viewer.slug, row.proposal.number]))
        for row in rows.order_by("-proposal__number")[:MOST]
    )  # fmt: skip
    return PublicState(
        is_open, held.opened_at if held else None, str(held.decision) if held else "",
        reverse("public_decisions", args=[viewer.slug]), told, _choices(viewer, "closes" if is_open else "opens"),
    )  # fmt: skip


def public_place(viewer: Viewer, number: int) -> PublicPlace:
    """Where D-`number` stands before the public; NotFound where the alliance has none such."""
    row = Proposal.objects.filter(alliance_id=viewer.alliance, number=number).first()
    if row is None:
        raise NotFound
    shown = Publication.objects.filter(proposal=row).first()
    is_open = PublicRegister.objects.filter(alliance_id=viewer.alliance, decision__life__in=STANDING).exists()
    ended = bool(row.result) and row.result not in STOPPED
    publish = "publish" if is_open and ended and viewer.may("decision.publish") else ""
    take_back = "take_back" if viewer.may("decision.unpublish") else ""
    return PublicPlace(
        str(row), row.number, row.title, shown.published_at if shown else None, is_open,
        take_back if shown else publish,
    )  # fmt: skip


def _choices(viewer: Viewer, public: str) -> tuple[tuple[int, str], ...]:
    if not viewer.may("register.open_to_public"):
        return ()
    found = Proposal.objects.filter(
        alliance_id=viewer.alliance, public=public, result="carried", life__in=STANDING, used_at=None,
    )  # fmt: skip
    return tuple((row.number, f"{row} {row.title}") for row in found[:MOST])
