"""A round through the door: alone, sealed, revealed together, agreed."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door import keys
from alliance.door.refusals import NotFound, Refused
from alliance.ledger import queries as ledger
from alliance.ledger.models import Opening
from alliance.ledger.verify import verify
from risks.escalation import actions as escalation
from risks.register import actions
from risks.register.models import Escalation, ScoreEntry
from risks.scoring import actions as scoring
from risks.scoring import queries, safe
from risks.scoring.models import PartnerView, Round, SealedView
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import (
    again,
    carried,
    decided,
    joint,
    live,
    naming,
    raised,
    revealed,
    score,
    scored_alone,
    view,
)

DUE = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def row(cast: Cast, risk, part: str = "kin_data"):
    return queries.rounds(cast.viewer(part), risk.number)[0]


def trio(cast: Cast):
    """A risk that three partners hold, its round open."""
    risk = raised(cast, "COU", "HOM", "KIN")
    for part, org in (("homes", "HOM"), ("kin", "KIN")):
        done(actions.agree_to_hold(cast.caller(part), risk=risk.id, org=cast.orgs[org]))
    scored_alone(cast, risk, due_on=DUE)
    return again(risk)


def test_K14_until_all_are_in_the_round_tells_how_many_of_how_many(cast: Cast) -> None:
    risk = trio(cast)
    assert risk.state == "scoring"
    done(view(cast, risk, "KIN", 5, 1, words="Zebrafinch"))
    for part in ("kin", "kin_data", "council", "manager", "observer"):
        found = row(cast, risk, part)
        assert (found.inside, found.expected, found.views, found.spread_likelihood) == (1, 3, [], None)
        for org in ("COU", "HOM", "KIN"):
            with pytest.raises(NotFound):
                queries.view(cast.viewer(part), risk.number, 1, cast.orgs[org])
    assert [one.inside for one in row(cast, risk, "kin").mine] == [True]
    assert [one.inside for one in row(cast, risk, "council").mine] == [False]
    assert row(cast, risk, "kin_data").mine == []


def test_K14_the_log_holds_a_salted_commitment_and_not_whose_it_is(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "HOM", 2, 3, words="Zebrafinch"))
    [event] = [one for one in ledger.events(cast.alliance) if one.type == "view.sealed"]
    assert (event.actor, set(event.body), set(event.commit)) == ("system", {"risk", "round"}, {"said"})
    assert not Opening.objects.filter(alliance_id=cast.alliance, seq=event.seq).exists()
    kept = SealedView.objects.get()
    hidden = bytes(kept.token) + kept.slot.encode()
    for mark in (b"Zebrafinch", str(cast.orgs["HOM"]).encode(), cast.orgs["HOM"].bytes):
        assert mark not in hidden
    done(view(cast, risk, "COU"))
    assert {len(one.token) for one in SealedView.objects.all()} == {len(kept.token)}


def test_K15_the_last_view_opens_all_at_once_with_the_spread_and_no_mean(cast: Cast) -> None:
    risk = trio(cast)
    for org, cell in (("KIN", (5, 1)), ("COU", (2, 2)), ("HOM", (3, 1))):
        assert PartnerView.objects.count() == 0
        done(view(cast, risk, org, *cell))
    found = row(cast, risk)
    assert (found.spread_likelihood, found.spread_consequence, found.wide, again(risk).state) == (
        3,
        1,
        True,
        "revealed",
    )
    assert [(one.likelihood, one.consequence) for one in found.views] == [
        (2, 2),
        (3, 1),
        (5, 1),
    ]  # in charter order
    assert [name for name in queries.RoundRow.__slots__ if "mean" in name or "average" in name] == []
    assert queries.view(cast.viewer("observer"), risk.number, 1, cast.orgs["KIN"]).likelihood == 5
    assert SealedView.objects.count() == 0
    assert verify(cast.alliance, deep=True).whole
    [event] = [one for one in ledger.events(cast.alliance) if one.type == "views.revealed"]
    assert event.body["views"][str(cast.orgs["KIN"])] == {"likelihood": 5, "consequence": 1}


def test_K16_before_the_reveal_a_view_takes_the_place_of_the_old_and_after_it_is_refused(cast: Cast) -> None:
    risk = joint(cast)
    scored_alone(cast, risk)
    done(view(cast, risk, "COU", 1, 1, words="Before"))
    done(view(cast, risk, "COU", 4, 2, words="After"))
    assert row(cast, risk).inside == 1
    done(view(cast, risk, "HOM", 4, 2))
    assert [one.words for one in row(cast, risk).views] == ["After", ""]
    assert "Before" not in json.dumps([one.text for one in Opening.objects.filter(alliance_id=cast.alliance)])
    assert code(view(cast, risk, "COU", 3, 3)) == "no_round"
    assert code(scoring.start_round(cast.caller("council"), risk=risk.id, due_on=DUE)) == "reason"
    scored_alone(cast, risk, reason="We talked")
    assert (again(risk).state, row(cast, risk).number) == ("scoring", 2)


def test_K17_one_that_is_silent_stays_sealed_and_a_decision_opens_it_as_not_scored(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "COU", 2, 2))
    done(view(cast, risk, "HOM", 3, 2))
    decision, other = naming(cast), carried(cast)
    early = scoring.reveal_round(cast.caller("council"), risk=risk.id, decision=decision)
    assert code(early) == "not_due"
    with clock_at(days=9):
        assert row(cast, risk).day_over
        assert PartnerView.objects.count() == 0
        assert code(scoring.reveal_round(cast.caller("council"), risk=risk.id, decision=other)) == "decision"
        assert (
            code(scoring.reveal_round(cast.caller("icb"), risk=risk.id, decision=decision)) == "not_a_holder"
        )
        done(scoring.reveal_round(cast.caller("council"), risk=risk.id, decision=decision))
        assert [one.scored for one in row(cast, risk).views] == [True, True, False]
        assert (again(risk).state, row(cast, risk).decision) == ("revealed", decision)
    assert ScoreEntry.objects.count() == 0  # silence, and a reveal, agree to nothing


def test_K17_the_last_day_counts_whole_where_the_alliance_is(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "COU", 2, 2))
    decision = naming(cast)
    with clock_at(days=8, hours=14.9):  # 23:54 on 10 March
        assert (
            code(scoring.reveal_round(cast.caller("council"), risk=risk.id, decision=decision)) == "not_due"
        )
    with clock_at(days=8, hours=15.1):
        done(scoring.reveal_round(cast.caller("council"), risk=risk.id, decision=decision))


@pytest.mark.parametrize(
    ("cells", "drafted"),
    [(((1, 3), (4, 3)), ["spread"]), (((2, 3), (4, 5)), [])],
    ids=["K18-three-apart", "K18-two-apart"],
)
def test_views_far_apart_draft_a_decision(cast: Cast, cells, drafted) -> None:
    risk = revealed(cast, *cells)
    assert [one.ground for one in Escalation.objects.filter(risk=risk)] == drafted
    assert again(risk).state == "revealed"


def test_K4_a_partner_that_steps_back_completes_the_round_and_its_view_is_not_opened(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "COU", 2, 2))
    done(view(cast, risk, "HOM", 3, 2))
    done(actions.release_holding(cast.caller("kin"), risk=risk.id, org=cast.orgs["KIN"], reason="No room"))
    assert row(cast, risk).expected == 2
    scoring.reveal_everywhere()
    assert {one.org_id for one in PartnerView.objects.all()} == {cast.orgs["COU"], cast.orgs["HOM"]}


@pytest.mark.parametrize("by", ["homes_data", "manager", "facilitator", "observer", "icb"])
def test_nobody_without_its_mandate_gives_a_partners_view(cast: Cast, by: str) -> None:
    risk = trio(cast)
    assert code(view(cast, risk, "HOM", by=by)) in ("not_allowed", "no_mandate")
    assert SealedView.objects.count() == 0


def test_a_partner_that_does_not_hold_it_has_no_view(cast: Cast) -> None:
    risk = trio(cast)
    with pytest.raises(NotFound):
        view(cast, risk, "ICB")


def test_K8_a_step_outside_the_matrix_is_no_view(cast: Cast) -> None:
    risk = trio(cast)
    assert [code(view(cast, risk, "HOM", step, 3)) for step in (0, 6, -1)] == ["likelihood"] * 3


@pytest.mark.parametrize(
    "decision", ["", "D-777", "another"], ids=["K19-none", "K19-of-no-decision", "K19-about-another-risk"]
)
def test_a_score_without_its_decision_is_refused(cast: Cast, decision: str) -> None:
    risk = revealed(cast)
    decision = carried(cast) if decision == "another" else decision
    assert code(score(cast, risk, decision=decision)) == "decision"
    assert again(risk).state == "revealed"


def test_K19_a_decision_that_fell_agrees_nothing(cast: Cast) -> None:
    risk = revealed(cast)
    naming(cast)
    later = decided(cast, hours=3, reverses=1, title="Scores end", text="No more")
    assert code(score(cast, risk, decision="D-001")) == "decision"
    assert later == "D-002"


def test_scored_again_a_risk_stays_live_and_the_last_round_counts(cast: Cast) -> None:
    risk = live(cast, 4, 4)
    scored_alone(cast, risk, reason="A new winter")
    assert again(risk).state == "live"
    assert code(score(cast, risk, 1, 1)) == "sealed"
    done(view(cast, risk, "COU", 2, 2))
    done(view(cast, risk, "HOM", 2, 2))
    done(score(cast, risk, 2, 2, knowledge="strong"))
    assert (again(risk).state, again(risk).score.product, again(risk).score.knowledge) == (
        "live",
        4,
        "strong",
    )
    assert Round.objects.filter(risk=risk).count() == 2


def test_without_its_key_no_view_is_sealed_and_none_is_opened(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "COU"))
    path = settings.KEYS_DIR / f"{cast.alliance}.views.key"
    key = path.read_bytes()
    path.unlink()
    assert code(view(cast, risk, "HOM")) == "view_key_missing"
    assert safe.opened(cast.alliance, Round.objects.get().id) == {}
    path.write_bytes(key[:-1])
    assert code(view(cast, risk, "HOM")) == "view_key_missing"
    path.write_bytes(key)
    done(view(cast, risk, "HOM"))
    assert keys.held(path.name) == key


def test_K17_a_view_that_cannot_be_opened_is_not_shown_as_silent_nor_lost(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "COU", 2, 2))
    done(view(cast, risk, "HOM", 3, 2))
    told = {"risk": risk.id, "decision": naming(cast)}
    path = settings.KEYS_DIR / f"{cast.alliance}.views.key"
    key = path.read_bytes()
    path.write_bytes(bytes(len(key)))
    with clock_at(days=9):
        assert code(scoring.reveal_round(cast.caller("council"), **told)) == "view_unread"
        assert SealedView.objects.count() == 2
        path.write_bytes(key)
        done(scoring.reveal_round(cast.caller("council"), **told))
        assert [one.scored for one in row(cast, risk).views] == [True, True, False]


def test_who_has_not_given_a_view_is_asked_on_home(cast: Cast) -> None:
    risk = trio(cast)
    done(view(cast, risk, "COU"))

    def waits(part: str, **later: float) -> list[str]:
        with clock_at(**later):
            from_ = cast.viewer(part)
            return [one.kind for one in queries.waits(from_, queries.clock.now())]

    assert [waits(part, hours=2) for part in ("council", "homes", "kin", "homes_data", "icb")] == [
        [],
        ["risk_view"],
        ["risk_view"],
        [],
        [],
    ]
    assert waits("council", days=9) == ["risk_round_over"]


def test_home_costs_the_same_for_many_open_rounds(cast: Cast) -> None:
    trio(cast)
    viewer = cast.viewer("homes")

    def cost(rounds: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert len(queries.waits(viewer, queries.clock.now())) == rounds
        return len(asked)

    one = cost(1)
    for _ in range(2):
        trio(cast)
    assert cost(3) == one


def test_a_last_day_that_no_acceptance_has_is_not_dropped_in_silence(cast: Cast) -> None:
    risk = live(cast)
    done(escalation.escalate_risk(cast.caller("council"), risk=risk.id, reason="We see it otherwise."))
    answer = escalation.decide_risk(
        cast.caller("council"), risk=risk.id, decision=naming(cast), outcome="live", reason="We go on.", until=DUE,
    )  # fmt: skip
    assert code(answer) == "until"
