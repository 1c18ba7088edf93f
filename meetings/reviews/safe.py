"""Where answers are counted: all numbers of a review together, encrypted under a key that lies outside the database.

That somebody answered stands on their seat, written in the same transaction. Neither the database nor a backup of it tells
which number grew with it; who owns both database and keys, and looked before and after, could.
"""

import json
import secrets
from collections.abc import Mapping

from alliance.door import keys
from alliance.door.refusals import Refused
from alliance.ledger.commitments import SALT_BYTES
from meetings.reviews.records.review import Review, Tally
from meetings.reviews.rules.counts import is_told

Counts = dict[str, dict[str, int]]  # by question, how many gave each answer
TOLD = "told "  # before a question: its numbers as they were told last
UNCOUNTED = Refused(
    "count_key_missing",
    "Your answer cannot be counted now: the key of the counts is missing. Nothing was noted. Whoever runs the register puts "
    "its file back into the folder of keys; then answer again.",
)


def add(row: Review, answers: Mapping[str, str]) -> Refused | None:
    """One more of each of these answers, by question; refused, and nothing written, where the numbers cannot be read."""
    tally = Tally.objects.filter(review=row).first()
    waiting = Tally.objects.filter(review__alliance=row.alliance_id).exists()
    key = keys.whole_or_new(_name(row), waiting=waiting)
    found = _opened(key, row, tally)
    if key is None or found is None:
        return UNCOUNTED
    for asks, answer in answers.items():
        numbers = found.setdefault(asks, {})
        numbers[answer] = numbers.get(answer, 0) + 1
        if is_told(asks, sum(numbers.values())):
            found[TOLD + asks] = dict(numbers)
    sealed = keys.shut(key, secrets.token_bytes(SALT_BYTES), json.dumps(found), _place(row))
    Tally.objects.update_or_create(review=row, defaults={"sealed": sealed})
    return None


def counted(row: Review) -> Counts:
    """By question, how many had given each answer when that was told last: none yet, or the numbers of some answers ago.
    Nothing where it cannot be read. One query."""
    tally = Tally.objects.filter(review=row).first()
    found = _opened(keys.whole(_name(row)), row, tally) or {} if tally else {}
    return {asks: found.get(TOLD + asks, {}) for asks in found if not asks.startswith(TOLD)}


def _opened(key: bytes | None, row: Review, tally: Tally | None) -> Counts | None:
    if key is None or tally is None:
        return {} if tally is None else None
    said = keys.opened(key, bytes(tally.sealed), _place(row))
    return json.loads(said[1]) if said else None


def _place(row: Review) -> bytes:
    return f"{row.id}/counted".encode()


def _name(row: Review) -> str:
    return f"{row.alliance_id}.counts.key"
