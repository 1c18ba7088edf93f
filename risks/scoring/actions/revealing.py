"""The views of a round are opened, all at once: when the last is in, or by a decision once its day is over."""

from uuid import UUID, uuid4

from django.db.models import Count

from alliance.door.access import Caller
from alliance.door.action import Act, action
from alliance.door.record import saved
from alliance.door.refusals import Refused, denied
from alliance.ledger import queries as ledger
from alliance.ledger.event import Event
from risks.register import rules as register
from risks.register.actions import settle as settle_accepted
from risks.register.actions.drafting import draft
from risks.register.actions.standing import about, holding, with_
from risks.scoring import rules, safe
from risks.scoring.models import PartnerView, Round

SEALED, REVEALED = "view.sealed", "views.revealed"


def settle(act: Act) -> None:
    """Before anybody's wish: what time brings, and each round that a partner has completed by stepping back from the risk."""
    settle_accepted(act)
    for one in Round.objects.filter(risk__alliance_id=act.alliance, revealed_at=None).select_related("risk"):
        reveal_complete(act, one)


def expected(one: Round) -> list[UUID]:
    """The partners whose view the round waits for: those that held the risk when it began, and still do."""
    return rules.waited_for(one.partners, set(holding(one.risk)))


def reveal_complete(act: Act, one: Round) -> bool:
    """Open the round where every view is in and each can be opened; whether it was."""
    orgs = expected(one)
    if not rules.complete(len(safe.inside(act.alliance, one.id, orgs)), len(orgs)):
        return False
    views = [view for _, _, view in safe.opened(act.alliance, one.id).values()]
    if not set(orgs) <= {view.org for view in views}:
        return False  # a view that the key does not open holds the others back: the key may be put back
    reveal(act, one, orgs)
    return True


def reveal(act: Act, one: Round, orgs: list[UUID], decision: str = "") -> None:
    """Open what the partners `orgs` sealed; whoever of them is missing stands as not scored."""
    texts = {seq: said for seq, said in safe.opened(act.alliance, one.id).items() if said[2].org in orgs}
    events = {event.seq: event for event in _sealed(act, one) if event.seq in texts}
    for seq, (salt, text, _) in texts.items():
        act.unseal(events[seq], safe.FIELD, salt, text)
    views = [view for _, _, view in texts.values()]
    _keep(act, one, views, decision)
    _tell(act, one, views, orgs)
    safe.forget(one.id)
    if rules.wide((one.spread_likelihood or 0, one.spread_consequence or 0)):
        draft(act, one.risk, ["spread"])


def _sealed(act: Act, one: Round) -> list[Event]:
    found = ledger.events(act.alliance, topics=[str(one.risk_id)])
    return [event for event in found if event.type == SEALED and event.body["round"] == str(one.id)]


def _keep(act: Act, one: Round, views: list[rules.View], decision: str) -> None:
    for view in views:
        saved(
            PartnerView(
                id=uuid4(),
                round=one,
                org_id=view.org,
                likelihood=view.likelihood,
                consequence=view.consequence,
                words=view.words,
            )
        )
    one.revealed_at, one.decision = act.at, decision
    one.spread_likelihood, one.spread_consequence = rules.spread(views)
    one.save(update_fields=["revealed_at", "decision", "spread_likelihood", "spread_consequence"])
    follows = register.moved(one.risk.state, "reveal")
    if not isinstance(follows, Refused):
        one.risk.state = follows
        one.risk.save(update_fields=["state"])


def _tell(act: Act, one: Round, views: list[rules.View], orgs: list[UUID]) -> None:
    said = {str(view.org): {"likelihood": view.likelihood, "consequence": view.consequence} for view in views}
    missing = [str(org) for org in orgs if str(org) not in said]
    body = about(one.risk) | {
        "round": str(one.id),
        "views": {org: said[org] for org in sorted(said)},
        "missing": missing,
    }
    act.as_system(REVEALED, body | with_(decision=one.decision))


def _system_only(act: Act, arguments: object) -> Refused | None:
    return None if act.by is None else denied("system_only", "The system does this by itself.")


@action("round.settle", needs=_system_only, first=settle)
def settle_rounds(act: Act) -> str | Refused:
    """Settle what has come due; what there was to do is done before this."""
    return str(act.alliance)


def reveal_everywhere() -> None:
    """For the worker: open the rounds that a partner has completed by stepping back. One query where none waits."""
    waiting = (
        Round.objects.filter(revealed_at=None)
        .annotate(there=Count("sealed"))
        .filter(there__gte=register.ENOUGH)
    )
    for one in waiting.select_related("risk"):
        if one.there >= len(expected(one)):
            settle_rounds(Caller(one.risk.alliance_id, None))
