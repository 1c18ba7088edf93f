"""What can be seen of risks, by whom, and at what cost."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door.access import Viewer
from alliance.door.refusals import NotFound
from risks.register import actions, queries
from risks.register.words import RiskWords
from risks.shown import queries as shown
from tests import cast as people
from tests.cast import START, Cast, clock_at, done
from tests.risks.register.stage import WORDS, closed, joint, live, many, raised, score


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def viewer(cast: Cast, part: str = "kin_data") -> Viewer:
    return cast.viewer(part)


def refs(page) -> list[str]:
    return [row.ref for row in page.object_list]


def test_the_highest_level_stands_first_then_the_nearest_review(cast: Cast) -> None:
    live(cast, 1, 2)
    live(cast, 5, 5, review_on=date(2026, 6, 2))
    live(cast, 4, 4, review_on=date(2026, 5, 2))
    raised(cast, "COU", "HOM")
    assert refs(queries.risks(viewer(cast))) == ["R-03", "R-02", "R-01", "R-04"]


def test_each_filter_keeps_what_it_says(cast: Cast) -> None:
    threat, chance = live(cast, 4, 3), live(cast, 5, 4, words=opportunity(), review_on=date(2026, 3, 20))
    draft, shut = raised(cast, "KIN", by="kin"), live(cast, 4, 3)
    closed(cast, shut)
    seen, kin, homes = viewer(cast), cast.orgs["KIN"], cast.orgs["HOM"]
    for wanted, found in [
        ({}, {chance, threat, draft}), ({"state": "all"}, {chance, threat, draft, shut}), ({"state": "closed"}, {shut}),
        ({"band": "Extreme"}, {chance}), ({"band": "High"}, {threat}), ({"holder": kin}, {draft}),
        ({"holder": homes}, {chance, threat}), ({"kind": "opportunity"}, {chance}), ({"due": "month"}, {chance}),
        ({"due": "overdue"}, set()), ({"due": "quarter"}, {chance}), ({"cell": "4x3"}, {threat}),
        ({"cell": "nonsense"}, {chance, threat, draft}), ({"objective": cast.alliance}, set()),
    ]:  # fmt: skip
        assert set(refs(queries.risks(seen, **wanted))) == {str(risk) for risk in found}, wanted


def opportunity() -> RiskWords:
    return RiskWords(**{name: getattr(WORDS, name) for name in WORDS.__slots__} | {"kind": "opportunity"})


def test_K29_an_opportunity_is_a_chance_and_has_a_map_of_its_own(cast: Cast) -> None:
    assert [spec.id for spec in queries.maps(viewer(cast))] == ["map-of-threats"]
    risk = live(cast, 5, 4, words=opportunity())
    threats, chances = queries.maps(viewer(cast))
    assert queries.risk(viewer(cast), risk.number).risk.score.words == "Strong chance"
    assert threats.title == "No threat has a score yet"
    assert (chances.cells[0][3].count, chances.cells[0][3].word) == (1, "Strong chance")
    assert "kind=opportunity&cell=5x4" in chances.cells[0][3].url


def test_K42_the_map_counts_what_is_not_closed_and_is_of_this_alliance(cast: Cast) -> None:
    elsewhere = people.build("elsewhere")
    for place in (cast, cast, elsewhere):
        live(place, 4, 3)
    shut = live(cast, 4, 3)
    closed(cast, shut)
    [spec] = queries.maps(viewer(cast))
    counts = {
        (5 - row, column + 1): cell.count
        for row, line in enumerate(spec.cells)
        for column, cell in enumerate(line)
    }
    assert counts[4, 3] == 2
    assert sum(counts.values()) == 2
    assert "".join(cell.word[0] for line in spec.cells[::-1] for cell in line) == "LLLMMLMMHHLMHHEMHHEEMHEEE"


def test_K10_K20_one_risk_tells_both_numbers_and_its_whole_history(cast: Cast) -> None:
    risk = live(cast, 5, 1)
    done(score(cast, risk, 1, 5, by="homes", reason="We counted again", evidence="The bed count"))
    page = queries.risk(viewer(cast), risk.number)
    assert [(one.score.likelihood, one.score.consequence, one.score.words) for one in page.entries] in (
        [(1, 5, "Moderate"), (5, 1, "Moderate")], [(5, 1, "Moderate"), (1, 5, "Moderate")],
    )  # fmt: skip
    assert {(one.likelihood_words, one.consequence_words) for one in page.entries} == {
        ("almost certain", "negligible"), ("rare", "catastrophic"),
    }  # fmt: skip
    assert [moment.title for moment in page.story] == [
        "Raised", "Stonebridge Council agreed to hold it", "Threshold Homes was asked to hold it",
        "Threshold Homes agreed to hold it", "A scoring round began; views are due on 2 June 2026",
        "The views were opened together", "A score was agreed: likelihood 5 × consequence 1 (D-001)",
        "A score was agreed: likelihood 1 × consequence 5 (D-001)",
    ]  # fmt: skip
    assert {moment.who for moment in page.story} == {"Stonebridge Council", "Threshold Homes", ""}
    assert "Dora Provider" not in str(page)


def test_K4_everyone_sees_that_a_risk_needs_a_holder(cast: Cast) -> None:
    risk = live(cast)
    done(actions.release_holding(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"], reason="No room"))
    for part in ("council", "kin_data", "observer", "manager"):
        row = queries.risk(cast.viewer(part), risk.number).risk
        assert (row.missing, row.held_by) == ("Needs a holder", ["Stonebridge Council"])


HELD = [
    "round",
    "agree",
    "target",
    "review",
    "treat",
    "change",
    "accept",
    "happen",
    "close",
    "escalate",
    "link",
    "ask",
]


@pytest.mark.parametrize(
    ("part", "verbs"),
    [
        ("council", HELD), ("kin_data", ["link", "ask"]), ("observer", ["link", "ask"]), ("facilitator", ["link", "ask"]),
        ("homes", HELD), ("icb", ["escalate", "link", "ask"]), ("manager", []),
    ],
)  # fmt: skip
def test_a_page_offers_what_its_viewer_may_do(cast: Cast, part: str, verbs: list[str]) -> None:
    assert queries.risk(cast.viewer(part), live(cast).number).may.verbs == verbs


def test_K3_only_a_mandate_is_asked_for_its_partner(cast: Cast) -> None:
    risk = raised(cast, "COU", "HOM")
    homes = cast.orgs["HOM"]
    may = {
        part: queries.risk(cast.viewer(part), risk.number).may for part in ("homes", "homes_data", "council")
    }
    assert (may["homes"].agree, may["homes"].release) == ([homes], [homes])
    assert (may["homes_data"].agree, may["homes_data"].release) == ([], [])
    assert (may["council"].agree, may["council"].release) == ([], [cast.orgs["COU"]])


def test_a_side_that_is_said_later_on_either_page_holds_on_both(cast: Cast) -> None:
    pair = joint(cast), joint(cast)

    def said(on: int, side: str) -> list[str]:
        link = {"risk": pair[on].id, "ref": f"R-0{2 - on}", "side": side}
        done(actions.link_reference(cast.caller("council"), **link))
        return [queries.risk(viewer(cast), number).links[0].side for number in (1, 2)]

    assert said(0, "cause") == ["cause", "effect"]
    assert said(1, "") == ["cause", "effect"]  # a link, and nothing is said of a side
    assert said(1, "cause") == ["effect", "cause"]
    assert said(0, "cause") == ["cause", "effect"]
    assert said(1, "") == ["", ""]  # said now: on neither


def test_links_go_both_ways_and_say_what_they_lead_to(cast: Cast) -> None:
    first, second = live(cast), live(cast)
    for ref, side in (("R-02", ""), ("D-001", ""), ("R-02", "cause")):
        done(actions.link_reference(cast.caller("council"), risk=first.id, ref=ref, side=side))
    page, back = (queries.risk(viewer(cast), risk.number) for risk in (first, second))
    assert [(link.ref, link.found.title, link.side_words) for link in page.links] == [
        ("D-001", "How we score our risks", ""), ("R-02", "Too few beds in winter", "It could bring this risk about"),
    ]  # fmt: skip
    assert [(link.ref, link.side) for link in back.links] == [("R-01", "effect")]
    ties = [shown.bowtie(viewer(cast), number) for number in (1, 2)]
    assert [(tie.causes[-1].ref, tie.effects[-1].ref, tie.linked) for tie in ties] == [
        ("R-02", "", ()), ("", "R-01", ()),
    ]  # fmt: skip


def test_K42_another_alliances_risk_is_not_found(cast: Cast) -> None:
    risk, elsewhere = live(cast), people.build("elsewhere")
    with pytest.raises(NotFound):
        queries.risk(elsewhere.viewer("council"), risk.number)
    assert queries.references(elsewhere.viewer("council"), ["R-01"]) == []


@pytest.mark.parametrize(
    ("days", "words", "overdue"),
    [(0, "due today", False), (1, "1 day overdue", True), (-1, "due in 1 day", False)],
    ids=["K35-today", "K35-tomorrow", "K35-yesterday"],
)
def test_a_review_is_overdue_from_tomorrow(cast: Cast, days: int, words: str, overdue: bool) -> None:
    live(cast, review_on=date(2026, 3, 29))
    with clock_at(days=27 + days):  # 29 March 2026 is the day on which the clocks go forward
        [row] = queries.risks(viewer(cast)).object_list
        assert (row.review_words, row.overdue) == (words, overdue)
        assert bool(queries.risks(viewer(cast), due="overdue").object_list) is overdue


def test_K35_a_review_falls_due_at_midnight_where_the_alliance_is(cast: Cast) -> None:
    live(cast, review_on=date(2026, 6, 1))
    for minutes, overdue in ((-1, False), (0, True)):
        midnight = START.replace(month=6, day=1, hour=23)  # 23:00 UTC is midnight in summer
        with people.clock.simulated(midnight + timedelta(minutes=minutes)):
            [row] = queries.risks(viewer(cast)).object_list
            assert row.overdue is overdue


def waits(cast: Cast, part: str, **later: float) -> list[tuple[str, str]]:
    now = START + timedelta(**later)
    return [(wait.kind, wait.text) for wait in queries.waits(cast.viewer(part), now)]


def test_who_is_asked_to_hold_a_risk_is_told(cast: Cast) -> None:
    risk = raised(cast, "COU", "HOM")
    assert waits(cast, "homes") == [("risk_asked", "You are asked to hold R-01")]
    assert [waits(cast, part) for part in ("homes_data", "council", "manager")] == [[], [], []]
    done(actions.agree_to_hold(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"]))
    assert waits(cast, "homes") == []


def test_F19_reviews_and_known_days_wait_for_holders_and_for_who_watches(cast: Cast) -> None:
    """70 days left, on home."""
    live(cast, review_on=START.date() + timedelta(days=20), expected_on=START.date() + timedelta(days=70))
    told = [("risk_review", "Look at R-01 again: due in 20 days"), ("risk_near", "R-01 has 70 days left")]
    assert [waits(cast, part) for part in ("council", "homes_data", "manager", "facilitator")] == [told] * 4
    assert waits(cast, "kin") == []
    assert waits(cast, "council", days=71) == [("risk_review", "Look at R-01 again: 51 days overdue")]


def counted(call) -> int:
    with CaptureQueriesContext(
        connection,
    ) as context:
        call()
    return len(context)


@pytest.mark.parametrize("count", [10, 1_000])
def test_a_list_costs_the_same_however_long(cast: Cast, count: int) -> None:
    many(cast, count)
    seen = viewer(cast)
    assert counted(lambda: list(queries.risks(seen).object_list)) == 7
    assert counted(lambda: queries.maps(seen)) == 2
    assert queries.risks(seen).paginator.count == count
    assert counted(lambda: queries.waits(cast.viewer("council"), START)) == 6
    assert counted(lambda: queries.references(seen, [f"R-{at:02}" for at in range(1, count)])) == 1


def test_one_risk_costs_the_same_however_long_its_history(cast: Cast) -> None:
    risk = live(cast)
    costs = []
    for times in (1, 10):
        for _ in range(times):
            done(score(cast, risk))
        costs.append(counted(lambda: queries.risk(viewer(cast), risk.number)))
    assert costs[0] == costs[1] <= 15
