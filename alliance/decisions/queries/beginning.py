"""What waits in an alliance that has decided nothing yet."""

from datetime import datetime

from django.urls import reverse

from alliance.contract.models import RuleBookVersion
from alliance.door.access import Viewer
from alliance.ledger import queries as ledger
from alliance.wings.offers import Wait


def waits(viewer: Viewer, now: datetime) -> list[Wait]:
    """A young alliance's first step: to adopt a rule-book of its own."""
    if not viewer.may("decision.propose"):
        return []
    adopted = RuleBookVersion.objects.filter(alliance_id=viewer.alliance, number__gt=0).exists()
    if adopted or ledger.latest(viewer.alliance, types=["proposal.opened"], limit=1):
        return []
    url = f"{reverse('decision_propose', args=[viewer.slug])}?matter=rule_book"
    words = "You start under the default rules. Read them, change what does not fit, and decide together."
    return [Wait("rulebook_first", "Adopt your rule-book: open the first proposal", url, detail=words)]
