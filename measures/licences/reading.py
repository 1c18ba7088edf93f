"""What is doubtful of one partner's licences, for whoever checks its sheet."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from measures.instruments.catalogue import instruments
from measures.licences import rules
from measures.licences.models import Licence


def doubts(alliance: UUID, org: UUID, today: date) -> Mapping[str, str]:
    """By instrument, what to ask a partner that sends its figures. One query."""
    rows = Licence.objects.filter(alliance_id=alliance).order_by("noted_at", "id")
    held = [rules.Held(*row) for row in rows.values_list("instrument", "org_id", "until")]
    asked = {each.id: rules.doubt(each, held, org, today) for each in instruments().values()}
    return {name: words for name, words in asked.items() if words}
