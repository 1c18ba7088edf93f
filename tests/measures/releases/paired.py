"""People who answered twice, stored as a commit of a response sheet would store them."""

from uuid import UUID

from alliance.door.access import Caller
from alliance.door.action import Done, action
from measures.models import AtomVersion, CurrentAtom, FileVersion


@action("test.pairs", needs=lambda act, arguments: None)
def store_pairs(
    act, *, org: UUID, period: UUID, cohort: UUID, measure: UUID, began: str, joint, scale="none"
):
    """Put matched people where a commit would: `joint` is [first score, later score, people]."""
    number = FileVersion.objects.filter(org_id=org, period_id=period).count() + 1
    file = FileVersion(org_id=org, period_id=period, number=number, fingerprint="e" * 64, snapshot=[],
                       received_at=act.at, committed_at=act.at)  # fmt: skip
    file.save(force_insert=True)
    place = {"org_id": org, "period_id": period, "cohort_id": cohort, "measure_id": measure, "basis": "matched_followup",
             "scale": scale, "baseline_period": began}  # fmt: skip
    n = sum(people for _, _, people in joint)
    version = AtomVersion(file=file, state="given", n=n, joint=joint, found_at="a sheet", **place)
    version.save(force_insert=True)
    current = CurrentAtom.objects.filter(**place).first()
    if current:
        current.version = version
        current.save()
    else:
        CurrentAtom(version=version, **place).save(force_insert=True)
    return str(file.id)


def pairs(made, partner, period, began, joint, measure="M-02/1"):
    """Matched people of one partner's adults in a small town."""
    answer = store_pairs(
        Caller(made.alliance, None), org=made.orgs[partner], period=made.periods[period], cohort=made.cohort,
        measure=made.measures[measure], began=began, joint=joint,
    )  # fmt: skip
    assert isinstance(answer, Done), answer
