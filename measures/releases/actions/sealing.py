"""Two people of two bodies seal a release; the second seal publishes it, all at once."""

from uuid import UUID

from alliance.contract.access import permission
from alliance.door.access import Caller
from alliance.door.action import Act, Done, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from measures.plan.keys import alliance_key
from measures.plan.reading import read_plan
from measures.releases.actions.opening import audit_again
from measures.releases.actions.reading import fingerprint, key_id, rules_of
from measures.releases.actions.withdrawing import stay_withdrawn
from measures.releases.bodies import body_of
from measures.releases.models import (
    Proposal,
    PublishedFigure,
    Release,
    ReleasedAtom,
    ReleasedPeriod,
    ReleasedStatement,
    Seal,
)
from measures.releases.rules import MOVED, check_seal, next_state

OTHER_KEY = Refused(
    "other_key",
    "The alliance’s rounding key is not the one that this release was made with. Put the right key back, then audit it again.",
)


def seal_release(caller: Caller, *, release: UUID) -> Done | Refused:
    """Say yes to a release as it was audited; the second seal, of another person and another body, publishes it.

    Answers its id. Where data or the plan moved since the audit nothing is sealed, and the system has it audited again.
    """
    answer = give_seal(caller, release=release)
    if answer == MOVED:
        audit_again(Caller(caller.alliance, None), release=release)
    return answer


@action("release.seal", needs=permission("release.seal", "seal a release"))
def give_seal(act: Act, *, release: UUID) -> str | Refused:
    """One seal, where the release still rests on what was audited; answers the release's id."""
    row = Release.objects.one(id=release, alliance_id=act.alliance)
    if row is None or act.by is None:
        raise NotFound
    body = body_of(act.alliance, act.by)
    given = list(Seal.objects.filter(release=row, attempt=row.attempt).values_list("person_id", "org_id"))
    if refused := check_seal(row.state, act.by, body, given):
        return refused
    proposal, key = Proposal.objects.get(release=row), alliance_key(act.alliance)
    if isinstance(key, Refused):
        return key
    if row.key_id != key_id(key):
        return OTHER_KEY
    if proposal.fingerprint != fingerprint(read_plan(act.alliance), row.period_id, key):
        return MOVED
    saved(Seal(release=row, attempt=row.attempt, person_id=act.by, org_id=body, at=act.at))
    body_word = {"org": str(body)} if body else {}
    act.log("release.sealed", {"release": str(row.id), "number": row.number, **body_word})
    if given:
        _publish(act, row, proposal)
    else:
        row.state = next_state(row.state, "sealed")
        row.save()
    return str(row.id)


def _publish(act: Act, row: Release, proposal: Proposal) -> None:
    row.state, row.published_at = next_state(row.state, "published"), act.at
    row.save()
    rules, periods = rules_of(act.alliance), [UUID(each) for each in proposal.periods]
    ReleasedPeriod.objects.bulk_create(
        [ReleasedPeriod(release=row, period_id=each, series=rules.of(each).version) for each in periods]
    )
    PublishedFigure.objects.bulk_create([PublishedFigure(released=row, **each) for each in proposal.figures])
    ReleasedAtom.objects.bulk_create(
        [ReleasedAtom(release=row, version_id=UUID(each)) for each in proposal.atoms]
    )
    ReleasedStatement.objects.bulk_create([
        ReleasedStatement(
            release=row, period_id=UUID(each["period"]), measure=each["measure"], position=at, content=each["content"]
        )
        for at, each in enumerate(proposal.statements)
    ])  # fmt: skip
    body = {
        "release": str(row.id),
        "number": row.number,
        "period": str(row.period_id),
        "content": row.content,
    }
    act.log("release.published", body)
    proposal.delete()
    stay_withdrawn(act)
