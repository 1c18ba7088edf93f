"""The rows: each gives, for every way of doing one thing, a function that does it once."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from alliance.contract.actions import set_objective
from alliance.contract.models import Objective
from alliance.door.action import Done
from alliance.ledger.verify import verify
from tests.bench import burst, dashboard, panels, prepared, responses, sheets, xmr
from tests.bench.peers import sheets as peers
from tests.bench.peers.models import Audited, Plain, Simple
from tests.cast import build

Once = Callable[[], Any]  # what it answers, where anything, are more figures
LOG_SIZE = 20_000
SEARCH = "?text=shelter+week"


@dataclass(frozen=True)
class Row:
    """`ways` by name, the first of them ours; `rounds` is how often each is done in one measured process."""

    title: str
    aim: str
    base: str
    rounds: int
    ways: dict[str, Callable[[], Once]]


def governed() -> Once:
    """An objective reworded through the door: lock, right, rules, event with its commitments, row."""
    cast = build(f"b{uuid4().hex[:8]}")
    caller = cast.caller("manager")
    made = set_objective(caller, title="A settled home", good="You have your own front door.")
    assert isinstance(made, Done)
    objective = Objective.objects.get(alliance_id=cast.alliance).id

    def once() -> None:
        title = f"A settled home {uuid4().hex}"
        assert isinstance(
            set_objective(caller, objective=objective, title=title, good="Your own front door."), Done
        )

    return once


def saved(model: type[Any]) -> Callable[[], Once]:
    """The same words loaded and saved by Django: the same database settings, hence as durable, and one transaction.

    Nobody's right is looked at and one row is written, where ours writes five (objective, entry, two texts, head):
    that difference is what the row measures, so nothing is added to even it out.
    """

    def ready() -> Once:
        key = model.objects.create(code="O1", title="A settled home", good="Your own front door.").pk

        def once() -> None:
            with transaction.atomic():
                row = model.objects.get(pk=key)
                row.title = f"A settled home {uuid4().hex}"
                row.save()

        return once

    return ready


def page(route: str) -> Callable[[], Once]:
    """A signed-in page, asked for again and again by one client."""

    def ready() -> Once:
        client, address = prepared.signed_in(route)

        def once() -> None:
            assert client.get(address).status_code == 200

        return once

    return ready


def listed(size: int, route: str = "decisions", *number: int, ask: str = "") -> Callable[[], Once]:
    """A page about a register of that many decisions, asked for with `ask`; also how many queries it took."""

    def ready() -> Once:
        client, address = prepared.register_of(size, route, *number)

        def once() -> dict[str, float]:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address + ask).status_code == 200
            return {"queries": len(asked)}

        return once

    return ready


def verified() -> Once:
    """A log read and checked: sequence, hashes, instants, texts, root."""
    alliance = prepared.log_of(LOG_SIZE)

    def once() -> None:
        assert verify(alliance).whole

    return once


def hashed() -> Once:
    """The same stored bytes read and put through SHA-256, and nothing else."""
    alliance = prepared.log_of(LOG_SIZE)
    key = alliance if connection.features.has_native_uuid_field else alliance.hex

    def once() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT data FROM alliance_entry WHERE alliance_id = %s ORDER BY seq", [key])
            found = [sha256(data).digest() for (data,) in cursor.fetchall()]
        assert len(found) >= LOG_SIZE

    return once


ROWS = {
    "governed_write": Row(
        "A governed write against a plain save", "at most 1.6 x plain on SQLite, 2 x on PostgreSQL", "plain", 400,
        {"governed": governed, "plain": saved(Plain), "simple_history": saved(Simple), "auditlog": saved(Audited)},
    ),
    "list_page": Row(
        "A list page of 50 decisions against a signed-in page with an empty body", "at most 5 x its CPU", "empty", 60,
        {"register": page("decisions"), "empty": page("empty")},
    ),
    "register": Row(
        "The register's page at 10,000 decisions against the same at 100", "flat: at most 1.2 x", "hundred", 40,
        {"ten_thousand": listed(10_000), "hundred": listed(100)},
    ),
    "search": Row(
        "The register's page of what has two words, at 10,000 decisions against the same at 100", "flat: at most 1.2 x",
        "hundred", 40,
        {"ten_thousand": listed(10_000, ask=SEARCH), "hundred": listed(100, ask=SEARCH)},
    ),
    "thread": Row(
        "The thread of one decision at 10,000 decisions against the same at 100", "flat: at most 1.2 x", "hundred", 40,
        {"ten_thousand": listed(10_000, "decision_thread", 50), "hundred": listed(100, "decision_thread", 50)},
    ),
    "votes": Row(
        "400 votes by 20 clients over HTTP through the door against 400 POSTs by token that insert a row, and bare ones",
        "at least half the rate (x wall at most 2), none lost, p99 under 10 x p50", "signed", 1,
        {"votes": burst.votes, "signed": burst.signed, "bare": burst.bare},
    ),
    "cohort_sheet": Row(
        "A cohort sheet of 5,000 rows read twice, scanned and checked in full, against openpyxl's bare read",
        "at most 1.5 x the bare read's CPU, and a third of django-import-export's", "bare", 3,
        {"ours": sheets.ours, "bare": sheets.bare, "pandas": peers.by_pandas, "import_export": peers.by_import_export},
    ),
    "response_sheet": Row(
        "A response sheet of 20,000 rows read twice, scanned, scored and reduced in full, against openpyxl's bare read",
        "at most 1.5 x the bare read's CPU", "bare", 1, {"ours": responses.ours, "bare": responses.bare},
    ),
    "panels": Row(
        "24 series of 60 averages read by every rule in exact fractions, against the bare limits in floats",
        "at most 25 ms of CPU", "floats", 40, {"exact": panels.exact, "floats": panels.floats},
    ),
    "xmr": Row(
        "One series of 40 averages as an XmR chart with limits and signals, against controlchartspy where PYTHONPATH has it",
        "at most a tenth of its CPU", "floats" if len(xmr.ways()) == 2 else xmr.PEER, 40, xmr.ways(),
    ),
    "dashboard": Row(
        "The dashboard of 8 partners, 6 cohorts, 40 periods and 12 measures against 24 cards in SQL over the rows behind it",
        "at most 1 s of CPU warm, and as many queries whatever there is", "cards", 5,
        {"page": dashboard.page, "read": dashboard.read, "cards": dashboard.cards},
    ),
    "figures": Row(
        "24 charts as figures for the browser, as dicts against plotly.graph_objects", "at most a tenth", "graph_objects", 5,
        {"dicts": dashboard.dicts, "graph_objects": dashboard.graph_objects},
    ),
    "ledger": Row(
        "Verifying a log against bare SHA-256 of the same stored bytes", "at most 5 x", "bare", 10,
        {"verify": verified, "bare": hashed},
    ),
}  # fmt: skip
