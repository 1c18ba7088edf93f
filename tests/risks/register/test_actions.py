"""What can be done with a risk, and by whom; the log tells it."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import date
from threading import Barrier

import pytest
from django.db import connection, transaction

from alliance.contract.models import Organisation
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.door.window import OutsideAction, opened
from alliance.ledger import queries as ledger
from alliance.ledger.verify import verify
from risks import models
from risks.appetite import queries as appetite_shapes
from risks.escalation import queries as escalation_shapes
from risks.overdue import queries as overdue_shapes
from risks.register import actions, shapes
from risks.register.models import Holder, MatrixVersion, NeverChanged, Risk, ScoreEntry
from risks.register.words import Asked
from risks.scoring import actions as scoring
from risks.scoring import queries as scoring_shapes
from risks.treatments import queries as treatment_shapes
from tests import cast as people
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import (
    REVIEW,
    WORDS,
    again,
    asked,
    joint,
    live,
    naming,
    owner_like,
    raised,
    revealed,
    score,
)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def holder(risk: Risk, org: str, cast: Cast) -> Holder:
    return Holder.objects.get(responsibility__risk=risk, org=cast.orgs[org])


def begun(cast: Cast, risk: Risk) -> object:
    return scoring.start_round(cast.caller("council"), risk=risk.id, due_on=REVIEW)


def events(cast: Cast) -> list[str]:
    return [event.type for event in ledger.events(cast.alliance)]


def test_a_risk_is_raised_with_the_next_number(cast: Cast) -> None:
    first, second = raised(cast, "COU", "HOM"), raised(cast, "HOM", "KIN", by="homes_data")
    assert (str(first), str(second)) == ("R-01", "R-02")
    assert (first.state, first.event, first.review_on) == ("proposed", "Too few beds in winter", REVIEW)
    assert "Too few beds" not in str([event.body for event in ledger.events(cast.alliance)])
    assert verify(cast.alliance, deep=True).whole


@pytest.mark.parametrize("by", ["council", "kin_data", "observer", "facilitator"])
def test_any_person_of_a_member_or_associate_may_raise(cast: Cast, by: str) -> None:
    assert raised(cast, "COU", "HOM", by=by).number == 1


@pytest.mark.parametrize("by", ["manager", "stranger"])
def test_others_may_not_raise(cast: Cast, by: str) -> None:
    answer = actions.raise_risk(cast.caller(by), words=WORDS, holders=[], review_on=REVIEW)
    assert code(answer) == "not_allowed"


def test_K1_no_model_and_no_answer_has_an_owner() -> None:
    stored = {name: {one.name for one in getattr(models, name)._meta.get_fields()} for name in models.__all__}
    # Who has taken a ticket today is kept for that day, of no risk and of no warning
    assert stored.pop("TicketDay") == {"id", "alliance", "person", "day"}
    names = {field for fields_ in stored.values() for field in fields_}
    shown = {
        field.name
        for room in (
            shapes,
            scoring_shapes,
            escalation_shapes,
            treatment_shapes,
            appetite_shapes,
            overdue_shapes,
        )
        for kind in vars(room).values()
        if hasattr(kind, "__dataclass_fields__") and kind.__module__.startswith("risks.")
        for field in fields(kind)
    }
    assert {"role", "event"} <= names
    assert {"role", "held_by"} <= shown
    assert owner_like(names | shown) == set()
    assert owner_like({"owner", "risk_owner", "owned_by", "person_id", "event"}) == {
        "owner", "risk_owner", "owned_by", "person_id",
    }  # fmt: skip


def test_K2_with_one_partner_it_stays_a_draft(cast: Cast) -> None:
    risk = raised(cast, "COU")
    assert code(begun(cast, risk)) == "not_joint"
    assert again(risk).state == "proposed"


def test_K3_a_partner_named_by_another_is_asked_until_it_agrees(cast: Cast) -> None:
    risk = raised(cast, "COU", "HOM")
    assert (holder(risk, "COU", cast).state, holder(risk, "HOM", cast).state) == ("agreed", "asked")
    assert code(begun(cast, risk)) == "not_joint"
    done(
        actions.agree_to_hold(
            cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"], role="Support manager"
        )
    )
    assert (holder(risk, "HOM", cast).state, holder(risk, "HOM", cast).role) == ("agreed", "Support manager")
    done(begun(cast, risk))
    assert again(risk).state == "scoring"


@pytest.mark.parametrize("by", ["council", "homes_data", "manager", "facilitator"])
def test_K3_nobody_without_its_mandate_agrees_for_a_partner(cast: Cast, by: str) -> None:
    risk = raised(cast, "COU", "HOM")
    assert code(actions.agree_to_hold(cast.caller(by), risk=risk.id, org=cast.orgs["HOM"])) == "no_mandate"
    assert (
        code(actions.release_holding(cast.caller(by), risk=risk.id, org=cast.orgs["HOM"], reason="No"))
        == "no_mandate"
    )
    assert holder(risk, "HOM", cast).state == "asked"


def test_K3_a_raiser_without_a_mandate_does_not_commit_their_own_partner(cast: Cast) -> None:
    risk = raised(cast, "HOM", "KIN", by="homes_data")
    assert {one.state for one in Holder.objects.filter(responsibility__risk=risk)} == {"asked"}


def test_K4_when_a_holder_steps_back_nobody_takes_its_place(cast: Cast) -> None:
    risk = live(cast)
    done(actions.release_holding(cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"], reason="No room"))
    assert holder(risk, "HOM", cast).state == "left"
    assert Holder.objects.filter(responsibility__risk=risk, state="agreed").count() == 1
    done(
        actions.ask_partner(cast.caller("council"), risk=risk.id, org=cast.orgs["KIN"], role="Centre manager")
    )
    assert holder(risk, "KIN", cast).state == "asked"


def test_K5_no_role_or_two_is_refused(cast: Cast) -> None:
    blank = [Asked(cast.orgs["COU"], " "), *asked(cast, "HOM")]
    twice = [*asked(cast, "COU", "HOM"), Asked(cast.orgs["COU"], "Another")]
    for wrong, why in ((blank, "no_role"), (twice, "two_roles")):
        assert (
            code(actions.raise_risk(cast.caller("council"), words=WORDS, holders=wrong, review_on=REVIEW))
            == why
        )
    assert not Risk.objects.exists()
    risk = raised(cast, "COU", "HOM")
    again_ = actions.ask_partner(cast.caller("council"), risk=risk.id, org=cast.orgs["HOM"], role="Second")
    assert code(again_) == "two_roles"


def test_K6_a_name_is_not_stored_as_a_role(cast: Cast) -> None:
    wrong = [Asked(cast.orgs["COU"], "ada commissioner"), *asked(cast, "HOM")]
    answer = actions.raise_risk(cast.caller("council"), words=WORDS, holders=wrong, review_on=REVIEW)
    assert code(answer) == "person_named"
    risk = raised(cast, "COU", "HOM")
    renamed = actions.agree_to_hold(
        cast.caller("homes"), risk=risk.id, org=cast.orgs["HOM"], role="Dora Provider"
    )
    assert code(renamed) == "person_named"


@pytest.mark.parametrize("by", ["kin_data", "observer", "manager", "stranger", "facilitator"])
def test_without_a_mandate_nobody_scores(cast: Cast, by: str) -> None:
    assert code(score(cast, revealed(cast), by=by)) == "not_allowed"


@pytest.mark.parametrize("step", [0, 6], ids=lambda step: f"K8-{step}")
def test_K8_a_step_outside_the_matrix_is_refused(cast: Cast, step: int) -> None:
    assert code(score(cast, revealed(cast), likelihood=step)) == "likelihood"
    assert not ScoreEntry.objects.exists()


@pytest.mark.parametrize("reason", ["", "  "], ids=["K19-none", "K19-blank"])
def test_a_score_without_a_reason_is_refused(cast: Cast, reason: str) -> None:
    assert code(score(cast, revealed(cast), reason=reason)) == "reason"


def test_the_target_comes_after_where_the_risk_is(cast: Cast) -> None:
    risk = revealed(cast)
    assert code(score(cast, risk, axis="target")) == "current_first"
    done(score(cast, risk, 4, 4))
    done(score(cast, risk, 2, 4, axis="target"))
    assert (again(risk).score.product, again(risk).target.product) == (16, 8)


def test_a_score_keeps_its_band_and_the_version_of_the_matrix(cast: Cast) -> None:
    live(cast, 3, 5)
    entry = ScoreEntry.objects.get()
    assert (entry.product, entry.band, entry.level, entry.matrix.number) == (15, "Extreme", 3, 1)
    assert MatrixVersion.objects.get().settings["bands"][3] == {"name": "Extreme", "low": 15, "high": 25}
    live(cast, 1, 1)
    assert MatrixVersion.objects.count() == 1
    assert events(cast).count("matrix.adopted") == 1


WRITES = {
    "save": lambda entry: entry.save(),
    "update": lambda entry: ScoreEntry.objects.update(likelihood=1),
    "base-update": lambda entry: ScoreEntry._base_manager.filter(id=entry.id).update(likelihood=1),
    "bulk-update": lambda entry: ScoreEntry.objects.bulk_update([entry], ["likelihood"]),
    "reverse": lambda entry: entry.risk.entries.update(likelihood=1),
    "delete": lambda entry: entry.delete(),
    "delete-all": lambda entry: ScoreEntry.objects.all().delete(),
    "base-delete": lambda entry: ScoreEntry._base_manager.all().delete(),
    "raw-delete": lambda entry: ScoreEntry.objects.all()._raw_delete("default"),
    "matrix": lambda entry: MatrixVersion.objects.update(settings={}),
}


@pytest.mark.parametrize("write", [pytest.param(write, id=f"K20-{name}") for name, write in WRITES.items()])
@pytest.mark.parametrize("inside", [True, False], ids=["inside-an-action", "outside"])
def test_a_score_is_never_changed_or_deleted(cast: Cast, write, inside: bool) -> None:
    live(cast)
    entry = ScoreEntry.objects.get()
    entry.likelihood = 1
    window = opened() if inside else nullcontext()
    with (
        window,
        pytest.raises(NeverChanged if inside else (NeverChanged, OutsideAction)),
        transaction.atomic(),
    ):
        write(entry)
    assert ScoreEntry.objects.get().likelihood == 4


def test_K20_a_correction_is_a_new_entry(cast: Cast) -> None:
    risk = live(cast, 4, 4)
    done(score(cast, risk, 3, 4, by="homes", reason="We counted again"))
    assert [entry.likelihood for entry in risk.entries.order_by("at", "likelihood")].count(4) == 1
    assert again(risk).score.product == 12


@pytest.mark.parametrize(
    ("cell", "due"), [((5, 5), date(2026, 4, 1)), ((1, 1), date(2027, 3, 2))], ids=["K36-30", "K36-365"]
)
def test_K36_a_review_says_why_and_sets_the_next(cast: Cast, cell, due) -> None:
    risk = live(cast, *cell)
    assert code(actions.review_risk(cast.caller("homes"), risk=risk.id, reason=" ")) == "reason"
    done(actions.review_risk(cast.caller("homes"), risk=risk.id, reason="The grant has still ended"))
    assert again(risk).review_on == due


def test_it_happens_closes_and_opens_again_under_its_number(cast: Cast) -> None:
    risk = live(cast)
    for verb, state, decision in (
        ("happen", "issue", ""),
        ("close", "closed", naming(cast)),
        ("reopen", "proposed", ""),
    ):
        said = {"risk": risk.id, "verb": verb, "decision": decision}
        assert code(actions.move_risk(cast.caller("council"), reason="", **said)) == "reason"
        done(actions.move_risk(cast.caller("council"), reason="So it is", **said))
        assert (again(risk).state, again(risk).number) == (state, 1)
    wrong = actions.move_risk(cast.caller("council"), risk=risk.id, verb="score", reason="Round the back")
    assert code(wrong) == "wrong_state"


def test_what_a_risk_says_is_whole_and_in_time(cast: Cast) -> None:
    def refused(**said):
        usual = {"words": WORDS, "holders": asked(cast, "COU", "HOM"), "review_on": REVIEW}
        return code(actions.raise_risk(cast.caller("council"), **usual | said))

    assert refused(words=replace(WORDS, cause=" ")) == "cause"
    assert refused(words=replace(WORDS, event="x" * 201)) == "event"
    assert refused(words=replace(WORDS, domain="weather")) == "domain"
    assert refused(review_on=date(2026, 3, 1)) == "review_on"
    assert refused(objective=cast.alliance) == "objective"


def test_one_key_makes_one_risk(cast: Cast) -> None:
    first, second = raised(cast, "COU", "HOM", key="k"), raised(cast, "COU", "HOM", key="k")
    assert first == second
    assert Risk.objects.count() == 1


def test_K42_another_alliances_risk_is_not_there(cast: Cast) -> None:
    risk, elsewhere = live(cast), people.build("elsewhere")
    with pytest.raises(NotFound):
        score(elsewhere, risk)
    with pytest.raises(NotFound):
        actions.agree_to_hold(elsewhere.caller("council"), risk=risk.id, org=cast.orgs["COU"])
    foreign = [*asked(elsewhere, "COU"), *asked(cast, "HOM")]
    answer = actions.raise_risk(elsewhere.caller("council"), words=WORDS, holders=foreign, review_on=REVIEW)
    assert code(answer) == "org"


def test_K4_a_partner_that_has_left_the_alliance_holds_nothing(cast: Cast) -> None:
    risk = joint(cast)
    with opened():
        Organisation.objects.filter(id=cast.orgs["HOM"]).update(left_at=people.START)
    assert code(begun(cast, risk)) == "not_joint"


def test_a_link_is_kept_once(cast: Cast) -> None:
    risk = live(cast)
    done(actions.link_reference(cast.caller("homes_data"), risk=risk.id, ref="D-001"))
    by = cast.caller("council")
    assert code(actions.link_reference(by, risk=risk.id, ref="D-001")) == "linked"
    assert code(actions.link_reference(by, risk=risk.id, ref="see minutes")) == "ref"
    gone = actions.link_reference(by, risk=risk.id, ref="D-009")
    assert (gone.code, gone.sentence) == (
        "ref", "You see nothing called D-009 in this alliance. Look it up, then link it by its reference.",
    )  # fmt: skip
    assert code(actions.link_reference(by, risk=risk.id, ref="D-001", side="cause")) == "side"


@pytest.mark.django_db(transaction=True)
def test_two_who_score_at_once_both_stand_in_the_history(cast: Cast) -> None:
    risk, start, decision = live(cast), Barrier(2), naming(cast)

    def write(by: str) -> bool:
        start.wait()
        try:
            with clock_at(hours=2):
                return isinstance(
                    score(cast, risk, 2 if by == "homes" else 3, 3, by=by, decision=decision), Done
                )
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(write, ["homes", "council"])) == [True, True]
    assert sorted(entry.likelihood for entry in risk.entries.all()) == [2, 3, 4]
    assert events(cast).count("risk.scored") == 3
    assert again(risk).score.product in {6, 9}
