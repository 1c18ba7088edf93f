"""What the actions of risks know of whoever acts: the risk they found, the partners they answer for, the decision they cite."""

from datetime import date, datetime
from uuid import UUID

from alliance.contract.access import local_day, mandates
from alliance.contract.models import Affiliation
from alliance.decisions.count.tally import Result
from alliance.decisions.models import HOLDS, Proposal
from alliance.door.action import Act
from alliance.door.refusals import NotFound, Refused
from risks.register import matrix as matrices
from risks.register import rules
from risks.register.models import Holder, MatrixVersion, Responsibility, Risk


def found(act: Act, risk: UUID) -> Risk:
    """The risk of this alliance; NotFound where there is none."""
    one = Risk.objects.filter(alliance_id=act.alliance, id=risk).select_related("score", "target").first()
    if one is None:
        raise NotFound
    return one


def shared(act: Act, risk: UUID) -> tuple[Risk, Responsibility]:
    """The risk, and what its partners look after together."""
    one = found(act, risk)
    return one, one.responsibilities.get()


def holding(risk: Risk) -> list[UUID]:
    """The partners that hold the risk now, in charter order."""
    agreed = Holder.objects.filter(responsibility__risk=risk, state="agreed", org__left_at=None)
    return list(agreed.order_by("org__position").values_list("org_id", flat=True))


def mandated(act: Act) -> set[UUID]:
    """The partners for whom the caller may answer now."""
    return {one.org_id for one in mandates(act.alliance, act.at) if one.person_id == act.by}


def check_held(act: Act, risk: Risk) -> Refused | None:
    """Refused where the caller answers for no partner that holds the risk."""
    return rules.check_held(mandated(act), holding(risk))


def check_cited(
    act: Act, decision: str, ref: str = "", *, everybody: bool = False, since: bool = False
) -> Refused | None:
    """Whether an act may rest on this decision; see the rule of this name. `since`: it was made since the risk’s score."""
    row = _cited(act, decision) if rules.DECISION.fullmatch(decision) else None
    cited = rules.Cited(row.rule, _names(row, ref), row.decided_at) if row and row.decided_at else None
    scored = _scored_at(act, ref) if since else None
    return rules.check_cited(decision, cited, ref, everybody=everybody, since=scored)


def decided_at(act: Act, decision: str) -> datetime:
    """When a decision that may be cited was made; before everything where there is none."""
    row = _cited(act, decision)
    return (row and row.decided_at) or datetime.min.replace(tzinfo=act.at.tzinfo)


def number_of(ref: str) -> int:
    """The number of a reference: D-018 is 18."""
    return int(ref.partition("-")[2])


def _cited(act: Act, decision: str) -> Proposal | None:
    carried = Proposal.objects.filter(alliance_id=act.alliance, result=Result.CARRIED, life__in=HOLDS)
    return carried.filter(number=number_of(decision)).first()


def _names(row: Proposal, ref: str) -> bool:
    if not ref:
        return True
    text = row.revisions.values_list("text", flat=True).get(number=row.revision)
    return rules.names(f"{row.title} {text}", ref)


def _scored_at(act: Act, ref: str) -> datetime | None:
    risk = (
        Risk.objects.filter(alliance_id=act.alliance, number=number_of(ref)).select_related("score").first()
    )
    return risk.score.at if risk and risk.score else None


def version_in_force(act: Act) -> MatrixVersion | None:
    """The version of the matrix in force; None before the first."""
    return MatrixVersion.objects.filter(alliance_id=act.alliance).last()


def matrix_in_force(act: Act) -> matrices.Matrix:
    """The matrix in force, or the default one before the first score."""
    version = version_in_force(act)
    return matrices.from_body(version.number, version.settings) if version else matrices.DEFAULT


def check_open(risk: Risk) -> Refused | None:
    """Refused where the risk is closed."""
    return (
        Refused("wrong_state", "This risk is closed. Open it again first.")
        if risk.state == "closed"
        else None
    )


def names(act: Act) -> set[str]:
    """The names of everybody who is or was in the alliance: a lead role holds none of them."""
    return set(Affiliation.objects.filter(alliance_id=act.alliance).values_list("person__name", flat=True))


def today(act: Act) -> date:
    """The day that it is where the alliance is."""
    return local_day(act.alliance, act.at)


def about(risk: Risk) -> dict[str, str]:
    """The risk, as the body of an event names it."""
    return {"risk": str(risk.id)}


def with_(**words: str) -> dict[str, str]:
    """Those of these words that there are."""
    return {name: word for name, word in words.items() if word}
