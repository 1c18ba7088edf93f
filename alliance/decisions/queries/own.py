"""What one's own organisation says in a sealed round: for who holds its mandate, and nobody else."""

from uuid import UUID

from alliance.decisions.count.sealing import said_in
from alliance.decisions.queries.known import Known
from alliance.decisions.reading.own import OwnBallot
from alliance.decisions.reading.words import POSITIONS
from alliance.decisions.sealed.safe import opened
from alliance.door.access import Viewer


def own_ballots(viewer: Viewer, known: Known) -> tuple[OwnBallot, ...]:
    """The sealed ballots of organisations whose mandate the reader holds now. One query, and none where there is none."""
    mine = [one for org, one in sorted(known.state.sealed.items()) if org in known.own]
    if not mine or not known.state.sealing:
        return ()
    texts = {
        seq: said_in(text) for seq, (_, text) in opened(viewer.alliance, [one.seq for one in mine]).items()
    }
    return tuple(
        OwnBallot(
            UUID(one.org), known.org_names[one.org], one.at,
            words=POSITIONS.get(texts.get(one.seq, {}).get("position", ""), ""), **texts.get(one.seq, {}),
        )
        for one in mine
    )  # fmt: skip
