"""How the post is doing, for whoever runs the server: numbers, ids and answers, and no name or address."""

from django.db.models import Count, Min

from alliance.notices.envelope import on_file
from alliance.notices.models import Letter, State

LAST = 20


def condition() -> list[str]:
    """How many letters stand where, since when the oldest waits, and why the last ones could not be sent."""
    counts = dict(Letter.objects.values_list("state").annotate(Count("id")))
    held = [State.WAITING, State.TAKEN, State.SENDING]
    oldest = Letter.objects.filter(state__in=held).aggregate(oldest=Min("made_at"))["oldest"]
    waiting = sum(counts.get(state, 0) for state in held)
    lines = [
        f"{waiting} on their way" + (f", the oldest since {oldest:%Y-%m-%d %H:%M} UTC" if oldest else ""),
        f"{counts.get(State.SENT, 0)} {'written, no mail server is set' if on_file() else 'sent'}",
        f"{counts.get(State.GIVEN_UP, 0)} given up",
    ]
    return [*lines, *_troubles(State.WAITING), *_troubles(State.GIVEN_UP)]


def _troubles(state: State) -> list[str]:
    rows = Letter.objects.filter(state=state).exclude(problem="").order_by("-made_at", "id")[:LAST]
    return [f"  {row.id} {row.kind}: {row.problem}; tried {row.tries} times, {_then(row)}" for row in rows]


def _then(row: Letter) -> str:
    return "given up" if row.state == State.GIVEN_UP else f"again from {row.due_at:%Y-%m-%d %H:%M} UTC"
