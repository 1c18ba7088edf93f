"""A licence is noted with its last day, is seen by everybody, and is asked about once it is missing or over."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.ledger import queries as ledger
from measures.instruments.catalogue import instrument
from measures.licences import rules
from measures.licences.actions import note_licence
from measures.licences.queries import licences
from measures.licences.reading import doubts
from measures.licences.rules import Held
from tests.cast import START, clock_at

pytestmark = pytest.mark.django_db
TODAY = START.date()
HOM, KIN = uuid4(), uuid4()
SOON, OVER = TODAY + timedelta(days=30), TODAY - timedelta(days=1)


def note(cast, part="manager", *, hours=1, **said):
    with clock_at(hours=hours):
        return note_licence(cast.caller(part), **{"instrument": "reqol10", "reference": "No. 17", **said})


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        pytest.param([], "needs a licence of your own", id="none noted"),
        pytest.param(
            [Held("reqol10", KIN, None)], "needs a licence of your own", id="another partner has one"
        ),
        pytest.param(
            [Held("reqol20", HOM, None)], "needs a licence of your own", id="for another instrument"
        ),
        pytest.param([Held("reqol10", HOM, None)], "", id="one without an end"),
        pytest.param([Held("reqol10", None, SOON)], "", id="the alliance has one"),
        pytest.param([Held("reqol10", HOM, TODAY)], "", id="its last day"),
        pytest.param([Held("reqol10", HOM, OVER)], "Was it renewed?", id="over"),
        pytest.param([Held("reqol10", HOM, OVER), Held("reqol10", HOM, SOON)], "", id="renewed"),
    ],
)
def test_what_is_asked_of_who_sends_an_instrument_that_needs_a_licence(held, asked):
    said = rules.doubt(instrument("reqol10"), held, HOM, TODAY)
    assert bool(said) == bool(asked)
    assert asked in said


def test_an_instrument_whose_scores_are_free_is_asked_about_only_once_its_licence_is_over():
    assert not rules.doubt(instrument("swemwbs"), [], HOM, TODAY)
    assert "Was it renewed?" in rules.doubt(instrument("swemwbs"), [Held("swemwbs", None, OVER)], HOM, TODAY)


def test_the_manager_notes_any_licence_and_a_data_lead_their_own_alone(cast):
    assert note(cast, org=cast.orgs["KIN"]).ref
    assert note(cast).ref
    assert note(cast, "homes_data", org=cast.orgs["HOM"]).ref
    assert note(cast, "homes_data", org=cast.orgs["KIN"]).code == "own_licence_only"
    assert note(cast, "homes_data").code == "own_licence_only"
    assert note(cast, "homes", org=cast.orgs["HOM"]).code == "not_allowed"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param({"instrument": "eq5d5l"}, "licence", id="an instrument that is not accepted"),
        pytest.param({"reference": "  "}, "reference", id="without a reference"),
        pytest.param({"until": OVER}, "until", id="over already"),
    ],
)
def test_a_licence_that_says_nothing_is_refused(cast, said, code):
    assert note(cast, **said).code == code


def test_a_renewal_is_noted_anew_and_the_newest_is_shown_to_everybody(cast):
    note(cast, org=cast.orgs["HOM"], until=SOON)
    note(cast, hours=2, org=cast.orgs["HOM"], until=SOON + timedelta(days=365), reference="No. 18")
    note(cast, hours=2, instrument="wemwbs", reference="Letter of 1 March")
    with clock_at(hours=3):
        shown = licences(cast.viewer("observer"))
    assert [(each.name, each.holder, each.reference) for each in shown.lines] == [
        ("Warwick-Edinburgh Mental Wellbeing Scale (14)", "The whole alliance", "Letter of 1 March"),
        ("ReQoL-10", "Threshold Homes", "No. 18"),
    ]
    assert (shown.lines[0].standing, shown.may_note) == ("no last day was noted", False)
    assert shown.lines[1].standing.startswith("runs until ")


def test_a_licence_that_is_over_is_shown_as_a_question(cast):
    note(cast, org=cast.orgs["HOM"], until=SOON)
    with clock_at(hours=24 * 40):
        [line] = licences(cast.viewer("homes")).lines
    assert line.standing.endswith("please ask whether it was renewed")
    assert set(doubts(cast.alliance, cast.orgs["HOM"], SOON + timedelta(days=1))) == {"reqol10", "reqol20"}
    assert set(doubts(cast.alliance, cast.orgs["HOM"], SOON)) == {"reqol20"}


def test_the_log_holds_the_reference_outside_its_body(cast):
    note(cast, org=cast.orgs["HOM"], reference="No. 4711")
    event = ledger.events(cast.alliance)[-1]
    assert event.type == "licence.noted"
    assert "4711" not in str(event.body)
    assert ledger.texts(cast.alliance, [event.seq])[event.seq] == {"reference": "No. 4711"}


def sign_in(client, cast, part):
    client.force_login(cast.people[part], backend="allauth.account.auth_backends.AuthenticationBackend")
    return f"/a/{cast.slug}/measures/licences/", f"/api/v1/alliances/{cast.slug}/measures/licences"


def test_a_licence_is_noted_on_its_page_and_through_the_api(client, cast):
    page, api = sign_in(client, cast, "homes_data")
    assert "Threshold Homes" in client.get(f"{page}note/").content.decode()
    typed = {"instrument": "reqol10", "org": str(cast.orgs["HOM"]), "reference": "No. 17", "once": "one",
             "until_day": "31", "until_month": "3", "until_year": "2099"}  # fmt: skip
    assert client.post(f"{page}note/", typed).headers["Location"] == page
    told = client.get(page).content.decode()
    assert all(words in told for words in ("ReQoL-10", "No. 17", "Runs until 31 March 2099"))
    sent = {"instrument": "reqol20", "org": str(cast.orgs["HOM"]), "reference": "No. 18"}
    assert client.post(api, sent, content_type="application/json").status_code == 201
    held = client.get(api).json()["lines"]
    assert [(each["instrument"], each["until"]) for each in held] == [
        ("reqol10", "2099-03-31"),
        ("reqol20", None),
    ]
    lines = client.get(f"/a/{cast.slug}/").content.decode()
    assert "A licence of Threshold Homes for ReQoL-20 is noted" in lines


def test_who_may_not_is_refused_alike_and_a_licence_of_nobody_is_not_found(client, cast):
    _, api = sign_in(client, cast, "homes")
    sent = {"instrument": "reqol20", "org": str(cast.orgs["HOM"]), "reference": "No. 18"}
    assert client.post(api, sent, content_type="application/json").status_code == 403
    sign_in(client, cast, "manager")
    for wrong in ({"instrument": "beck"}, {"org": str(uuid4())}):
        assert client.post(api, sent | wrong, content_type="application/json").status_code == 404


def test_the_page_asks_as_often_for_many_licences(client, cast):
    page, _ = sign_in(client, cast, "homes")
    counts = []
    for instrument_ in ("reqol10", "reqol20", "wemwbs"):
        note(cast, instrument=instrument_, org=cast.orgs["HOM"])
        with CaptureQueriesContext(connection) as asked:
            client.get(page)
        counts.append(len(asked))
    assert counts[1:] == counts[:-1]
