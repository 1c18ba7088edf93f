"""Risks for tests, made through the actions."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from alliance.decisions.models import HOLDS, Proposal
from alliance.door.window import opened
from risks.escalation import actions as escalation
from risks.register import actions
from risks.register.models import Holder, Responsibility, Risk
from risks.register.words import Asked, RiskWords
from risks.scoring import actions as scoring
from tests.alliance.decisions import acting
from tests.cast import Cast, clock_at, done

WORDS = RiskWords(
    kind="threat", cause="The grant ends", event="Too few beds in winter", effect="People sleep outside",
    domain="lives", proximity="3_to_12_months", must_be_true="We know by October how many beds there are",
)  # fmt: skip
REVIEW = date(2026, 6, 2)
NAMES = " ".join(f"R-{number:02}" for number in range(1, 10))


def asked(cast: Cast, *codes: str) -> list[Asked]:
    """Partners with a lead role each."""
    return [Asked(cast.orgs[code], f"Head of service at {code}") for code in codes]


def raised(cast: Cast, *codes: str, by: str = "council", key: str | None = None, **said) -> Risk:
    """A risk raised by `by`, with these partners named."""
    words = {"words": WORDS, "review_on": REVIEW} | said
    ref = done(actions.raise_risk(cast.caller(by, key), holders=asked(cast, *codes), **words))
    return Risk.objects.get(alliance=cast.alliance, number=int(ref[2:]))


def joint(cast: Cast, **said) -> Risk:
    """A risk that the council and the homes hold together."""
    risk = raised(cast, "COU", "HOM", **said)
    done(actions.agree_to_hold(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"]))
    return risk


def naming(cast: Cast, **wanted) -> str:
    """A decision of every member that names the first risks, made once for each cast."""
    title = "How we score our risks"
    found = Proposal.objects.filter(alliance_id=cast.alliance, title=title).first()
    return str(found) if found else decided(cast, title=title, text=NAMES, **wanted)


def decided(cast: Cast, hours: float = 2, **wanted) -> str:
    """A proposal that every member agrees to, `hours` after the start; its reference."""
    number = acting.opened(cast, **wanted)
    acting.all_vote(cast, number, hours=hours)
    assert acting.row(cast, number).life in HOLDS
    return f"D-{number:03}"


def scored_alone(cast: Cast, risk: Risk, *, due_on: date = REVIEW, by: str = "council", **said) -> None:
    """A round that is open, and no view in it yet."""
    done(scoring.start_round(cast.caller(by), risk=risk.id, due_on=due_on, **said))


def view(
    cast: Cast, risk: Risk, org: str, likelihood: int = 4, consequence: int = 4, *, by: str = "", **said
):
    """One partner's view in the open round."""
    given = {"org": cast.orgs[org], "likelihood": likelihood, "consequence": consequence} | said
    return scoring.give_view(cast.caller(by or acting.SEATS[org]), risk=risk.id, **given)


def revealed(cast: Cast, *views: tuple[int, int], risk: Risk | None = None) -> Risk:
    """A risk of the council and the homes whose views lie open."""
    risk = risk or joint(cast)
    scored_alone(cast, risk, reason="" if risk.state == "proposed" else "It has changed")
    for org, cell in zip(("COU", "HOM"), views or ((4, 4), (4, 4)), strict=True):
        done(view(cast, risk, org, *cell))
    return again(risk)


def score(cast: Cast, risk: Risk, likelihood: int = 4, consequence: int = 4, *, by: str = "council", **said):
    """The agreed score of where the risk is now."""
    words = {"reason": "We saw it last winter"} | said
    words = words if "decision" in words else words | {"decision": naming(cast)}
    return scoring.agree_score(
        cast.caller(by), risk=risk.id, likelihood=likelihood, consequence=consequence, **words
    )


def live(cast: Cast, likelihood: int = 4, consequence: int = 4, **said) -> Risk:
    """A joint risk with an agreed score."""
    risk = revealed(cast, risk=joint(cast, **said))
    done(score(cast, risk, likelihood, consequence))
    return again(risk)


def accepted(cast: Cast, risk: Risk, until: date = date(2026, 5, 31), **said):
    """The acceptance of a risk by a decision that every member took since its score."""
    with clock_at(hours=3):
        words = {"decision": decided(cast, hours=3, text=NAMES), "reason": "We live with it"} | said
        return escalation.accept_risk(cast.caller("council"), risk=risk.id, until=until, **words)


def carried(cast: Cast) -> str:
    """A decision of the alliance that every member agreed to, and that names no risk."""
    return decided(cast)


def closed(cast: Cast, risk: Risk) -> None:
    """Close a live risk by decision."""
    said = {"verb": "close", "reason": "Done with", "decision": naming(cast)}
    done(actions.move_risk(cast.caller("council"), risk=risk.id, **said))


def again(risk: Risk) -> Risk:
    """The risk as it stands now."""
    return Risk.objects.get(id=risk.id)


def many(cast: Cast, count: int) -> None:
    """`count` live risks; all but the first are copies written in bulk, where only reading is of interest."""
    seed = live(cast)
    partners = list(Holder.objects.filter(responsibility__risk=seed))
    with opened():
        risks = Risk.objects.bulk_create(_copy(seed, seed.number + extra) for extra in range(1, count))
        duties = Responsibility.objects.bulk_create(
            Responsibility(risk=risk, must_be_true="This") for risk in risks
        )
        Holder.objects.bulk_create(
            Holder(responsibility=duty, org_id=one.org_id, role=one.role, state=one.state, since=one.since)
            for duty in duties
            for one in partners
        )


def _copy(seed: Risk, number: int) -> Risk:
    fields = {field.attname: getattr(seed, field.attname) for field in Risk._meta.local_fields}
    return Risk(**fields | {"id": uuid4(), "number": number})


def owner_like(names: Iterable[str]) -> set[str]:
    """Those of `names` that smell of an owner."""
    smell = {"owner", "owned", "responsible", "assignee", "person", "user", "actor"}
    return {name for name in names if smell & set(name.lower().split("_"))}
