"""The alliance adopts a matrix and says how much risk it chooses, each by decision; what was adopted is never edited."""

from collections.abc import Sequence
from uuid import uuid4

from alliance.contract.access import permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused
from risks.appetite import rules
from risks.register import matrix as matrices
from risks.register.actions.drafting import draft_due
from risks.register.actions.settling import settle
from risks.register.actions.standing import check_cited, matrix_in_force
from risks.register.models import Appetite, MatrixVersion, Risk
from risks.register.states import SCORED


@action("matrix.adopt", needs=permission("risk.score", "adopt a matrix"), first=settle)
def adopt_matrix(
    act: Act,
    *,
    likelihood: Sequence[str],
    consequence: Sequence[str],
    bands: Sequence[matrices.Band],
    decision: str,
) -> str | Refused:
    """Adopt another version of the matrix by decision; answers its number. Scores keep the band and version they had.

    Where it has other steps, each risk is to be scored again: nothing is clamped or rescaled.
    """
    number = matrix_in_force(act).number + 1  # before the first score the default, which is 1, is in force
    matrix = matrices.Matrix(
        number, _words(likelihood), _words(consequence),
        tuple(matrices.Band(_word(band.name), band.low, band.high) for band in bands),
    )  # fmt: skip
    refused = rules.check_adoption(matrix) or check_cited(act, decision)
    if refused:
        return refused
    made = MatrixVersion(
        id=uuid4(),
        alliance_id=act.alliance,
        number=number,
        settings=matrices.to_body(matrix),
        decision=decision,
        adopted_at=act.at,
    )
    saved(made)
    body = {"matrix": str(made.id), "number": number, "settings": made.settings, "decision": decision}
    act.log("matrix.adopted", body)
    return str(number)


@action("appetite.set", needs=permission("risk.score", "set the appetite"), first=settle)
def set_appetite(act: Act, *, domain: str, level: str, limit: int, decision: str) -> str | Refused:
    """Set by decision how much risk the alliance chooses in a domain, and the highest score that this stands for.

    For each risk that is then outside, a decision is drafted; nobody is named.
    """
    refused = rules.check_appetite(domain, level, limit, matrix_in_force(act)) or check_cited(act, decision)
    if refused:
        return refused
    made = Appetite(
        id=uuid4(),
        alliance_id=act.alliance,
        domain=domain,
        level=level,
        limit=limit,
        decision=decision,
        adopted_at=act.at,
    )
    saved(made)
    body = {"appetite": str(made.id), "domain": domain, "level": level, "limit": limit, "decision": decision}
    act.log("appetite.set", body)
    scored = Risk.objects.filter(alliance_id=act.alliance, domain=domain, state__in=SCORED)
    for risk in scored.select_related("score__matrix").order_by("number"):
        draft_due(act, risk)
    return domain


def _words(typed: Sequence[str]) -> tuple[str, ...]:
    return tuple(map(_word, typed))


def _word(typed: str) -> str:
    """As the log keeps it: one word."""
    return "-".join(typed.split())
