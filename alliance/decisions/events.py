"""The events of decisions as data: the shape of each body, and the free texts that each commits to; the door has its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shape:
    """What one type of event holds: `body` maps a field to its kind ("?" behind it: may be absent), `texts`
    names the free texts it commits to."""

    body: Mapping[str, str]
    texts: tuple[str, ...] = field(default=())


_BALLOT = {
    "ballot": "id", "proposal": "id", "revision": "int", "org": "id", "position": "word", "best_for_people": "word?",
}  # fmt: skip
_SAID = ("reason", "harm", "smallest_change")
_PART = {"proposal": "id", "by_proposal": "id", "in_part": "bool?"}

SHAPES: Mapping[str, Shape] = {
    "proposal.opened": Shape(
        {
            "proposal": "id", "number": "int", "revision": "int", "matter_type": "word", "rule": "word",
            "venue": "word", "capacity": "word", "rulebook": "int", "electorate": "object", "need": "int",
            "opens": "instant", "closes": "instant", "abstention": "word", "auto_close": "bool",
            "admitted_declarer_votes": "bool", "notice_days": "int", "written_days": "int", "time_zone": "word",
            "proposed_by": "id", "p": "int?", "q": "int?", "owner": "id?", "category": "word?",
            "represented": "ids?", "review_on": "date?", "reverses": "id?", "renews": "id?", "supersedes": "ids?",
            "in_part": "bool?", "consequence_of": "id?", "objectives": "words?", "settings": "object?",
            "expires": "date?", "consequence_review_on": "date?",
            "looks_again_at": "id?", "ratifies": "id?", "expected_by": "date?", "expected_sure": "word?", "meeting": "word?",
            "sealed": "bool?", "public": "word?", "boards": "ids?", "long_stop_days": "int?",
        },
        (
            "title", "text", "expected_effect", "expected_where", "scope_note", "legal_basis", "consequence_title",
            "consequence_text",
        ),
    ),
    "proposal.amended": Shape(
        {"proposal": "id", "revision": "int", "closes": "instant", "settings": "object?"},
        ("title", "text", "expected_effect", "reason"),
    ),
    "proposal.withdrawn": Shape({"proposal": "id"}, ("reason",)),
    "proposal.adjourned": Shape({"proposal": "id", "represented": "ids?"}, ("reason",)),
    "proposal.closed_early": Shape({"proposal": "id"}, ("reason",)),
    "deadline.moved": Shape({"proposal": "id", "closes": "instant"}, ("reason",)),
    "vote.cast": Shape(_BALLOT, _SAID),
    "vote.sealed": Shape({"ballot": "id", "proposal": "id", "revision": "int", "org": "id"}, ("said",)),
    "ballots.revealed": Shape({"proposal": "id", "ballots": "object"}),
    "vote.recorded": Shape({**_BALLOT, "on_behalf_of": "id"}, _SAID),
    "vote.confirmed": Shape({"ballot": "id", "proposal": "id", "org": "id"}),
    "interest.declared": Shape(
        {"interest": "id", "proposal": "id", "org": "id", "person": "id", "kind": "word", "whose": "word"}, ("reason",)
    ),
    "interest.withdrawn": Shape({"interest": "id", "proposal": "id"}, ("reason",)),
    "interest.ruled": Shape({"interest": "id", "proposal": "id", "admit": "ids", "refuse": "ids"}, ("reason",)),
    "outcome.computed": Shape(
        {
            "proposal": "id", "result": "word", "reason": "word", "agree": "int", "disagree": "int",
            "abstain": "int", "silent": "int", "recused": "int", "left": "int", "eligible": "int", "need": "int",
            "refused": "int", "decided_at": "instant", "effective_from": "instant?",
        }
    ),
    "reserved.used": Shape(
        {"use": "id", "proposal": "id", "category": "word", "consequence": "id", "expires": "instant?"},
        ("legal_basis", "reason"),
    ),
    "reserved.ratified": Shape({"proposal": "id", "by_proposal": "id"}),
    "duty.noted": Shape({"proposal": "id", "org": "id"}, ("legal_basis", "reason")),
    "decision.report_noted": Shape({"proposal": "id", "kind": "word", "org": "id?"}, ("reason",)),
    "decision.conditions_named": Shape({"proposal": "id", "boards": "ids", "long_stop": "instant"}, ("text",)),
    "decision.ratified": Shape({"proposal": "id", "org": "id"}, ("reason",)),
    "decision.condition_lifted": Shape({"proposal": "id", "org": "id", "to": "id?"}),
    "decision.lapsed": Shape({"proposal": "id", "why": "word?"}, ("reason",)),
    "decision.review_answered": Shape(
        {
            "review": "id", "proposal": "id", "org": "id", "answer": "word", "closes": "instant",
            "look_next": "date?",
        },
        ("seen", "reason"),
    ),
    "decision.reviewed": Shape(
        {
            "review": "id", "proposal": "id", "finding": "word", "would_still": "ids", "would_not": "ids",
            "unsure": "ids", "silent": "ids", "review_on": "date?", "by_proposal": "id?",
        },
    ),
    "decision.reversed": Shape(_PART),
    "decision.superseded": Shape(_PART, ("scope_note",)),
    "decision.used": Shape({"proposal": "id", "purpose": "word"}),
    "decision.corrected": Shape(
        {"correction": "id", "proposal": "id", "revision": "int", "until": "instant"}, ("text", "reason")
    ),
    "decision.correction_objected": Shape({"correction": "id", "proposal": "id", "org": "id"}, ("reason",)),
    "text.erased": Shape({
        "entry": "int", "field": "word", "ground": "word", "proposal": "id?", "revision": "int?", "note": "id?",
    }),
}  # fmt: skip

INTEREST_KINDS = ("financial", "professional", "personal", "indirect")
WHOSE = ("organisation", "person")
RULINGS = ("admit", "refuse")
BEST_FOR_PEOPLE = ("yes", "no", "unsure")
# A matter of how members work together, or of anything else: no money, measure or member hangs on it
PUBLIC_MATTERS = ("practice", "other")
PUBLIC = ("opens", "closes")  # what a decision may do with the public register
SURE = ("very", "fairly", "not_very")
