"""Twenty clients at once over HTTP, on a server of ours, on this machine alone; bounded in requests and in time."""

import atexit
import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from http.client import HTTPConnection
from statistics import median, quantiles

from alliance.boot.up import web_command
from alliance.decisions.actions.opening import open_proposal
from alliance.decisions.asked import Asked
from alliance.door import clock
from alliance.door.action import Done
from alliance.ledger import queries as ledger
from alliance.people.tokens import new_token
from tests.bench.peers.models import Plain
from tests.cast import Cast, build

CLIENTS, EACH, TURNS = 20, 20, 3  # two turns to warm up, one that is measured
HOST, PATIENCE, LONGEST = "127.0.0.1", 30, 120  # seconds
SEATS = {"council": "COU", "icb": "ICB", "homes": "HOM", "kin": "KIN"}
Request = tuple[str, bytes, dict[str, str]]
Once = Callable[[], dict[str, float]]


def served() -> int:
    """Start the server as `up` does, on a free port; it ends with this process."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = int(free.getsockname()[1])
    server = subprocess.Popen(
        web_command(port), env=os.environ | {"ALLIANCE_ADDRESS": f"http://localhost:{port}"}
    )
    atexit.register(server.wait)
    atexit.register(server.terminate)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return port
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not answer.")


def votes() -> Once:
    """Each client votes for its member on twenty proposals, once on each, through the whole door."""
    cast = build(f"b{os.getpid()}")
    proposals = [_open(cast, number) for number in range(TURNS * CLIENTS * EACH // len(SEATS))]
    tokens = {
        part: [new_token(cast.people[part], f"client {n}") for n in range(CLIENTS // len(SEATS))]
        for part in SEATS
    }
    port, turn = served(), iter(range(TURNS))

    def once() -> dict[str, float]:
        size = len(proposals) // TURNS
        mine = proposals[(at := next(turn) * size) : at + size]
        before = _cast_votes(cast)
        told = burst(port, [
            [_vote(cast, part, token, number) for number in mine[place * EACH : (place + 1) * EACH]]
            for part, held in tokens.items() for place, token in enumerate(held)
        ])  # fmt: skip
        assert _cast_votes(cast) - before == CLIENTS * EACH, "a vote was lost"
        return told

    return once


def bare() -> Once:
    """The same number of bare POSTs, each of which inserts one row: the least that Django does for one.

    On the same server, through every middleware of ours, with the same database settings, hence as durable. Nobody signs
    in: no session and no person is loaded, no token of a form is checked, no input is validated and nothing is read. A
    vote's token, person, place, standing, mandate, rules, log and answer all come on top of it: that is what is measured.
    """
    return _rows([("/bare/", b"title=x", {"Content-Type": "application/x-www-form-urlencoded"})] * CLIENTS)


def signed() -> Once:
    """The bare POST signed in: the same server, middleware, sign-in by token and JSON as a vote has, and one row inserted.

    What a vote costs beyond this is what is ours: the place in the alliance, the form, the door, the rules, the log.
    """
    cast = build(f"b{os.getpid()}")
    return _rows([
        ("/signed/", b'{"title": "x"}', _headers(new_token(cast.people[part], f"client {n}")))
        for part in SEATS for n in range(CLIENTS // len(SEATS))
    ])  # fmt: skip


def _rows(requests: list[Request]) -> Once:
    """Each client sends its request again and again; each must leave one row."""
    port = served()

    def once() -> dict[str, float]:
        before = Plain.objects.count()
        told = burst(port, [[request] * EACH for request in requests])
        assert Plain.objects.count() - before == CLIENTS * EACH, "a row was lost"
        return told

    return once


def burst(port: int, scripts: list[list[Request]]) -> dict[str, float]:
    """Send each script by a client of its own, all at once: milliseconds of half and of 99 in 100 answers, and the rate."""
    took: list[float] = []
    wrong: list[int] = []
    clients = [
        threading.Thread(target=_client, args=(port, script, took, wrong), daemon=True) for script in scripts
    ]
    start = time.perf_counter()
    for client in clients:
        client.start()
    for client in clients:
        client.join(max(0.0, start + LONGEST - time.perf_counter()))
    wall, asked = time.perf_counter() - start, sum(map(len, scripts))
    assert not wrong, f"answered with {sorted(set(wrong))}"
    assert len(took) == asked, f"{asked - len(took)} of {asked} were not answered within {LONGEST} seconds"
    return {"per_second": asked / wall, "p50_ms": median(took), "p99_ms": quantiles(took, n=100)[98]}


def _client(port: int, script: list[Request], took: list[float], wrong: list[int]) -> None:
    line = HTTPConnection(HOST, port, timeout=LONGEST)
    for path, body, headers in script:
        begun = time.perf_counter()
        line.request("POST", path, body, headers | {"Host": f"localhost:{port}"})
        answer = line.getresponse()
        answer.read()
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status != 201:
            wrong.append(answer.status)


def _open(cast: Cast, number: int) -> int:
    asked = Asked(
        org=cast.orgs["COU"], matter="practice", title=f"Proposal {number}", text="Words.",
        review_on=clock.now().date() + timedelta(days=90),
    )  # fmt: skip
    made = open_proposal(cast.caller("council"), asked=asked)
    assert isinstance(made, Done), made
    return int(made.ref.partition("-")[2])


def _vote(cast: Cast, part: str, token: str, number: int) -> Request:
    sent = {"org": str(cast.orgs[SEATS[part]]), "revision": 1, "position": "agree", "reason": "It is fair."}
    return (
        f"/api/v1/alliances/{cast.slug}/decisions/{number}/votes",
        json.dumps(sent).encode(),
        _headers(token),
    )


def _headers(token: str) -> dict[str, str]:
    return {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}


def _cast_votes(cast: Cast) -> int:
    return len(ledger.events(cast.alliance, types=["vote.cast"]))
