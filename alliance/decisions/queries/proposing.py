"""What a proposer may choose among, and who may be named: for forms, read in a few queries."""

from uuid import UUID

from django.db.models import Q

from alliance.contract import access, rulebook
from alliance.contract.actions import current_rulebook
from alliance.contract.matters import MatterType, Venue
from alliance.contract.models import Mandate, Objective, Organisation, RuleBookVersion
from alliance.decisions.count.electorate import EMERGENCY
from alliance.decisions.count.tally import Result
from alliance.decisions.models import STANDING, Proposal
from alliance.decisions.reading.values import Choice, Proposing
from alliance.decisions.reading.words import rule_words
from alliance.decisions.search.wanted import Filters
from alliance.door import clock
from alliance.door.access import Viewer
from alliance.ledger.prepared import Prepared

LAST, FORCED = "other", "consequence"
FAILED = (Result.NOT_CARRIED, Result.NOT_REACHED)


def proposing(viewer: Viewer, *, about_earlier: bool = False) -> Proposing:
    """The organisations that this viewer may propose for, the matters with their rules, and the rule-book's days;
    `about_earlier` reads also the decisions in force that a proposal may be about."""
    book = current_rulebook(viewer.alliance)
    version = (
        RuleBookVersion.objects.filter(alliance_id=viewer.alliance)
        .order_by("-number")
        .values_list("number", flat=True)
    )
    seats = list(access.members(viewer.alliance))
    own = access.voices(viewer.alliance, viewer.person, clock.now())
    mine = [org for org in seats if org.id in own]
    return Proposing(
        orgs=_named(mine), members=_named(seats), owners=_named([org for org in seats if org.side == "commissioner"]),
        choices=_choices(book), objectives=_objectives(viewer),
        categories=book.reserved_categories, settings=rulebook.to_body(book), zone=book.time_zone,
        written_days=book.written_days, notice_days=book.notice_days, rulebook=version[0],
        standing=_standing(viewer) if about_earlier else (),
    )  # fmt: skip


def _standing(viewer: Viewer) -> tuple[tuple[int, str], ...]:
    """In force, so that it can be looked at again, changed or ended; failed, so that it can be put again; or an emergency use
    on which advice is still open, so that all can let it stand."""
    used = Q(result="", category=EMERGENCY, used_at__isnull=False)
    about = Q(life__in=STANDING) | Q(result__in=FAILED) | used
    rows = Proposal.objects.filter(about, alliance_id=viewer.alliance)
    return tuple((row.number, f"{row} {row.title}") for row in rows)


def speakers(viewer: Viewer) -> list[tuple[UUID, UUID, str]]:
    """Who may cast whose ballot now: (organisation, person, words), for whoever takes a vote down."""
    now = clock.now()
    held = {mandate.id for mandate in access.mandates(viewer.alliance, now)}
    rows = (
        Mandate.objects.filter(id__in=held)
        .select_related("org", "person")
        .order_by("org__position", "-role", "person__name", "id")
    )
    return [
        (row.org_id, row.person_id, f"{row.org.name}: {row.person}")
        for row in rows
        if row.person_id != viewer.person
    ]


def filters(viewer: Viewer) -> Filters:
    """What the register can be filtered by; every organisation that could propose, those that have left among them. Three
    queries."""
    return Filters(
        tuple((one.code, one.name) for one in _matters(current_rulebook(viewer.alliance))),
        tuple(_members.rows(alliance=viewer.alliance)), _objectives(viewer),
    )  # fmt: skip


def _objectives(viewer: Viewer) -> tuple[tuple[str, str], ...]:
    return tuple((code, f"{code} {title}") for code, title in _aims.rows(alliance=viewer.alliance))


_members: Prepared[tuple[str, str]] = Prepared(
    lambda alliance: Organisation.objects.filter(alliance_id=alliance, membership="member").values_list(
        "code", "name"
    ),
    alliance=UUID(int=1),
)
_aims: Prepared[tuple[str, str]] = Prepared(
    lambda alliance: Objective.objects.filter(alliance_id=alliance, retired_at=None).values_list(
        "code", "title"
    ),
    alliance=UUID(int=1),
)


def _named(orgs: list[Organisation]) -> tuple[tuple[UUID, str], ...]:
    return tuple((org.id, org.name) for org in orgs)


def _choices(book: rulebook.RuleBook) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            matter.code, matter.name,
            rule_words(
                matter.rule, reserved=matter.reserved, p=matter.threshold.p if matter.threshold else 1,
                q=matter.threshold.q if matter.threshold else 1,
            ),
            matter.reserved, matter.venue is Venue.MEETING, matter.code == FORCED,
        )
        for matter in _matters(book)
    )  # fmt: skip


def _matters(book: rulebook.RuleBook) -> tuple[MatterType, ...]:
    matters, other = book.matters, book.matter(LAST)
    return (*matters, *([other] if other and other not in matters else []))
