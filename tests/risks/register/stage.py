"""Risks for tests, made through the actions."""

from collections.abc import Iterable
from datetime import date
from uuid import uuid4

from alliance.decisions.models import HOLDS
from alliance.door.window import opened
from risks.register import actions
from risks.register.models import Holder, Responsibility, Risk
from risks.register.words import Asked, RiskWords
from tests.alliance.decisions import acting
from tests.cast import Cast, done

WORDS = RiskWords(
    kind="threat", cause="The grant ends", event="Too few beds in winter", effect="People sleep outside",
    domain="lives", proximity="3_to_12_months", must_be_true="We know by October how many beds there are",
)  # fmt: skip
REVIEW = date(2026, 6, 2)


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


def score(cast: Cast, risk: Risk, likelihood: int = 4, consequence: int = 4, *, by: str = "council", **said):
    """A score of where the risk is now."""
    words = {"axis": "current", "reason": "We saw it last winter"} | said
    return actions.score_risk(
        cast.caller(by), risk=risk.id, likelihood=likelihood, consequence=consequence, **words
    )


def live(cast: Cast, likelihood: int = 4, consequence: int = 4, **said) -> Risk:
    """A joint risk with a score."""
    risk = joint(cast, **said)
    done(score(cast, risk, likelihood, consequence))
    return again(risk)


def carried(cast: Cast) -> str:
    """A decision of the alliance that every member agreed to."""
    number = acting.opened(cast)
    acting.all_vote(cast, number)
    assert acting.row(cast, number).life in HOLDS
    return f"D-{number:03}"


def closed(cast: Cast, risk: Risk) -> None:
    """Close a live risk by decision."""
    said = {"verb": "close", "reason": "Done with", "decision": carried(cast)}
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
