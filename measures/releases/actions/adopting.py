"""New thresholds are put into force by a decision of the members; periods released from then on are a new series."""

from alliance.contract.access import permission
from alliance.decisions.using import note_use, usable
from alliance.decisions.words import reference
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused
from measures.plan.actions import MATTER
from measures.releases.actions.opening import data_moved
from measures.releases.actions.reading import rules_of
from measures.releases.models import Series
from measures.releases.parameters import CHANGEABLE, changed


@action("release.set_thresholds", needs=permission("release.set_thresholds", "put new thresholds into force"))
def set_thresholds(
    act: Act, *, decision: int, n_min: int, rejoin_min: int, k: int, restatements: int, together: int,
    dominance_partners: int, dominance_percent: int,
) -> str | Refused:  # fmt: skip
    """Put thresholds into force by the decision about shared measures that is cited; answers the number of the series.

    Periods that are out keep the series of their first release. An open release is audited again.
    """
    wish = {
        "n_min": n_min, "rejoin_min": rejoin_min, "k": k, "restatements": restatements, "together": together,
        "dominance_partners": dominance_partners, "dominance_percent": dominance_percent,
    }  # fmt: skip
    found = changed(rules_of(act.alliance).newest, wish)
    if isinstance(found, Refused):
        return found
    if refused := usable(act.alliance, decision, MATTER):
        return refused
    values = {name: getattr(found, name) for name in CHANGEABLE}
    ref = reference(decision)
    saved(Series(alliance_id=act.alliance, number=found.version, values=values, decision=ref, from_at=act.at))
    act.log("release.thresholds_set", {"series": found.version, "decision": ref, **values})
    note_use(act, decision, "release.thresholds_set")
    data_moved(act)
    return str(found.version)
