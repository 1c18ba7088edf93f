"""Nothing exact comes out: atoms with odd unique numbers are looked for in every answer of the wing."""

import io
import re
import zipfile
from uuid import UUID

import pytest
from django.db import transaction

from alliance.door.access import Caller
from measures.limits.actions import record_step
from measures.releases.actions import audit_release, open_release
from tests.cast import done
from tests.measures import town
from tests.measures.packs.made import wish, work

pytestmark = pytest.mark.django_db
QUARTERS, UNSEALED = ("2024/25 Q2", "2024/25 Q3"), "2024/25 Q4"
PARTNERS = ("LAN", "TID", "MHT", "KIN", "COU")
TOKEN = re.compile(
    r"[0-9A-Za-z_-]{32,}"
)  # ids, hashes and marks are drawn by chance and hold any five digits now and then
BASE, API = "/a/marlhaven/measures/", "/api/v1/alliances/marlhaven/measures/"
VIEWS = ("alliance", *PARTNERS, "e-01-partners", "elsewhere")


def canaries(at):
    """n, numerator, mean and sd that no rounding gives.

    Counts end in 2, so that they are neither a shown count nor an end of the range around one; means have four places.
    """
    return 73192 + 2230 * at, 41232 + 730 * at, f"{3 + at / 10:.1f}717", f"1.{3 + at}93"


@pytest.fixture(scope="module")
def planted(django_db_setup, django_db_blocker):
    """All of it once for this file, in a transaction that is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield canaries_in(town.Town(town.build()))
        transaction.set_rollback(True)


def canaries_in(made):
    """Odd numbers in each partner's sheets: two quarters published, one of them corrected, and one not yet sealed."""
    seen = []
    for at, (partner, period) in enumerate((p, q) for p in PARTNERS for q in (*QUARTERS, UNSEALED)):
        n, yes, mean, sd = canaries(at)
        rows = [(f"M-0{each}/1", n, {"yes": yes}, None, None) for each in (1, 2, 3)]
        made.store(partner, period, [*rows, ("M-04/1", n, {}, mean, sd)])
        seen += [str(n), str(yes), mean, sd, str(n - yes)]
    for period in QUARTERS:
        assert made.publish(period).ref
    n, yes, *_ = canaries(16)
    made.store("LAN", QUARTERS[0], [("M-01/1", n, {"yes": yes}, None, None)])
    assert made.publish(QUARTERS[0]).ref
    for view in ("alliance", "LAN"):
        place = {"measure": "M-01", "view": view, "period": made.periods[QUARTERS[1]]}
        assert record_step(made.caller("gethin"), **place, kind="rebase", reason="Calls", cites="D-003").ref
    opened = done(open_release(made.caller("gethin"), period=made.periods[UNSEALED]))
    done(audit_release(Caller(made.alliance, None), release=UUID(opened)))
    assert made.newest.state == "audited"
    made.canaries = [*seen, str(n), str(yes), str(n - yes)]
    return made


def addresses():
    measures = [f"M-0{each}" for each in (1, 2, 3, 4)]
    yield from (
        BASE,
        f"{BASE}plan/",
        f"{API}figures",
        f"{API}plan",
        f"{BASE}compare/",
        f"{API}compare",
        f"{BASE}compare/?before=1&after=3",
        f"{API}compare?before=2&after=3",
        f"{BASE}?view=LAN",
        f"{BASE}releases/",
        f"{BASE}releases/thresholds/",
        f"{API}releases",
        f"{API}releases/thresholds",
        f"{BASE}releases/4/expect/",
        f"{API}releases/4/expectations",
    )
    for number in range(1, len(QUARTERS) + 3):
        yield from (f"{BASE}releases/{number}/", f"{API}releases/{number}")
    for view in ("alliance", "LAN"):
        for replay in ("limits=0", "limits=1", "without=1"):
            asked = f"?view={view}&{replay}"
            yield from (f"{BASE}M-01/{asked}", f"{BASE}M-01/figures.csv{asked}", f"{API}M-01/chart{asked}")
    for code in measures:
        for view in (
            VIEWS if code in {"M-01", "M-04"} else VIEWS[:2]
        ):  # one measure of each kind in every view
            yield from (
                f"{BASE}{code}/?view={view}", f"{BASE}{code}/figures.csv?view={view}",
                f"{BASE}{code}/figures.svg?view={view}", f"{BASE}{code}/limits/?view={view}",
                f"{BASE}{code}/notes/?view={view}", f"{API}{code}/notes?view={view}",
                f"{BASE}{code}/line-up/?view={view}&tell=yes", f"{API}{code}/limits?view={view}",
                f"{API}{code}/figures?view={view}", f"{API}{code}/chart?view={view}",
                f"{BASE}{code}/change/?view={view}", f"{API}{code}/change?view={view}", f"{BASE}{code}/groups/?view={view}",
            )  # fmt: skip
        yield from (f"{BASE}{code}/figures.xlsx", f"{BASE}{code}/partners/", f"{API}{code}/partners")
        yield from (f"{API}{code}/partners/export", f"{BASE}{code}/figures.metadata.json")


def text_of(content):
    """What an answer says, without its tokens; of a pack, what every file in it says."""
    if not content.startswith(b"PK"):
        return TOKEN.sub("", content.decode())
    packed = zipfile.ZipFile(io.BytesIO(content))
    told = (packed.read(name) for name in packed.namelist() if not name.startswith("recompute/"))
    return TOKEN.sub("", " ".join(each.decode(errors="replace") for each in told))


def test_no_exact_number_is_in_any_answer_to_another_partner(client, planted):
    client.force_login(planted.person("anwen"), backend="allauth.account.auth_backends.AuthenticationBackend")
    looked = re.compile("|".join(rf"(?<!\d){re.escape(each)}(?!\d)" for each in planted.canaries))
    packs = [f"{wish(client, kind)}file" for kind in ("pptx", "evidence")]
    for each in packs:
        work(each.removesuffix("file"))
    for address in (*addresses(), *packs):
        answer = client.get(address)
        assert answer.status_code == 200, address
        told = text_of(answer.content) + str(answer.headers)
        assert not looked.search(told), address


def test_the_looking_glass_finds_what_it_looks_for(planted):
    looked = re.compile("|".join(rf"(?<!\d){re.escape(each)}(?!\d)" for each in planted.canaries))
    assert looked.search(text_of(f"n {planted.canaries[0]}, of which 3".encode()))
    assert len(planted.canaries) == 78


def test_the_answers_that_are_looked_at_do_hold_figures(client, planted):
    client.force_login(planted.person("anwen"), backend="allauth.account.auth_backends.AuthenticationBackend")
    (lantern,) = [
        each for each in client.get(f"{API}figures").json()["results"]
        if (each["view"], each["measure"], each["period"]) == ("LAN", "M-01", QUARTERS[0])
    ]  # fmt: skip
    assert abs(lantern["n"] - int(planted.canaries[-3])) <= 4
    changed = client.get(f"{API}compare?before=2&after=3").json()["changes"]
    assert ("M-01", "Lantern", QUARTERS[0]) in {
        (each["measure"], each["view"], each["period"]) for each in changed
    }
