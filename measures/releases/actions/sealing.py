"""Two people of two bodies seal a release; the second seal publishes it, all at once."""

from uuid import UUID

from alliance.contract.access import acts_for, permission
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import NotFound, Refused
from measures.plan.keys import alliance_key
from measures.plan.reading import read_plan
from measures.releases.actions.reading import fingerprint, key_id, rules_of
from measures.releases.models import (
    Proposal,
    PublishedFigure,
    Release,
    ReleasedAtom,
    ReleasedPeriod,
    ReleasedStatement,
    Seal,
)
from measures.releases.rules import MOVED, State, check_seal

OTHER_KEY = Refused(
    "other_key",
    "The alliance’s rounding key is not the one that this release was made with. Put the right key back, then audit it again.",
)


@action("release.seal", needs=permission("release.seal", "seal a release"))
def seal_release(act: Act, *, release: UUID) -> str | Refused:
    """Say yes to a release as it was audited; the second seal, of another person and another body, publishes it.

    Answers its id. Where data moved since the audit nothing is sealed: it is audited again.
    """
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
        row.state = State.SEALED
        row.save()
    return str(row.id)


def body_of(alliance: UUID, person: UUID) -> UUID | None:
    """The body that a person stands for: the first of theirs in charter order, or none for the alliance's own team."""
    return next((each.id for each in acts_for(alliance, person)), None)


def _publish(act: Act, row: Release, proposal: Proposal) -> None:
    row.state, row.published_at = State.PUBLISHED, act.at
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
