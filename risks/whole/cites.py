"""What a risk cites, and the risks that cite something: by its links, and by the decision behind a score."""

from django.db.models import Q

from alliance.door.access import Viewer
from alliance.links.thread import numbers
from alliance.wings.offers import Citation
from risks.register.models import RiskLink, ScoreEntry


def cites(viewer: Viewer, refs: list[str]) -> list[Citation]:
    """Risks that hang together with one of these, and what these risks hang together with. Two queries."""
    mine = Q(risk__number__in=numbers(refs, "R"))
    links = RiskLink.objects.filter(mine | Q(ref__in=refs), risk__alliance=viewer.alliance)
    scores = ScoreEntry.objects.filter(mine | Q(decision__in=refs), risk__alliance=viewer.alliance)
    told = [(str(one.risk), one.ref, one.made_at) for one in links.select_related("risk")]
    told += [
        (str(one.risk), one.decision, one.at) for one in scores.exclude(decision="").select_related("risk")
    ]
    there = [Citation(ref, risk, at, f"A risk that hangs together with {ref}") for risk, ref, at in told]
    return there + [Citation(risk, ref, at, f"Hangs together with {risk}") for risk, ref, at in told]
