"""The matrix and the appetite are adopted by decision, and what was adopted stays as it was."""

import pytest

from alliance.door.refusals import Refused
from frontend.charts import heat
from risks.appetite import actions, queries
from risks.register import queries as risks
from risks.register.matrix import DEFAULT, Band
from risks.register.models import Appetite, MatrixVersion, NeverChanged
from tests import cast as people
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import carried, live, score

pytestmark = pytest.mark.once

LOCAL = [Band("Low", 1, 8), Band("Mid", 9, 14), Band("Top", 15, 25)]
SMALL = [Band("Low", 1, 3), Band("Mid", 4, 8), Band("Top", 9, 16)]


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def code(answer: object) -> str:
    assert isinstance(answer, Refused), answer
    return answer.code


def adopt(cast: Cast, bands=LOCAL, steps: int = 5, by: str = "council", **said):
    given = {"decision": said["decision"] if "decision" in said else carried(cast), "bands": bands}
    words = {"likelihood": DEFAULT.likelihood[:steps], "consequence": DEFAULT.consequence[:steps]}
    return actions.adopt_matrix(cast.caller(by), **words, **given)


def test_K11_a_decision_adopts_other_bands_and_old_scores_keep_band_and_version(cast: Cast) -> None:
    risk = live(cast, 3, 3)
    assert done(adopt(cast)) == "2"
    done(score(cast, risk, 3, 3))
    kept = {(one.matrix.number, one.band) for one in risk.entries.select_related("matrix")}
    assert kept == {(1, "High"), (2, "Mid")}
    shown = risks.risk(cast.viewer("kin_data"), risk.number)
    assert (shown.risk.score.band, shown.risk.score_again) == ("Mid", "")
    new, old = queries.matrices_of(cast.viewer("kin_data"))
    assert (new.number, new.in_force, old.in_force) == (2, True, False)
    assert sorted(word for line in new.cells for word in line).count("Low") == 14


def test_K11_before_the_first_score_another_version_follows_the_usual_one(cast: Cast) -> None:
    assert [one.number for one in queries.matrices_of(cast.viewer("council"))] == [1]
    done(adopt(cast))
    live(cast, 3, 3)
    assert list(MatrixVersion.objects.values_list("number", flat=True)) == [2]


@pytest.mark.parametrize(
    ("bands", "decision", "refusal"),
    [
        pytest.param(LOCAL[:2], None, "bands", id="K12-gap"), pytest.param([Band("Low", 1, 9), *LOCAL[1:]], None, "bands", id="K12-overlap"),
        pytest.param(LOCAL, "", "decision", id="K12-no-decision"), pytest.param(LOCAL, "D-777", "decision", id="K12-no-such-decision"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_matrix_is_refused(cast: Cast, bands, decision, refusal) -> None:
    said = {} if decision is None else {"decision": decision}
    assert code(adopt(cast, bands, **said)) == refusal
    assert MatrixVersion.objects.count() == 0


def test_K12_a_matrix_in_use_is_never_edited(cast: Cast) -> None:
    live(cast)
    with pytest.raises(NeverChanged):
        MatrixVersion.objects.update(settings={})


def test_K13_with_other_steps_each_risk_is_to_be_scored_again_and_nothing_is_clamped(cast: Cast) -> None:
    risk = live(cast, 5, 5)
    done(adopt(cast, SMALL, steps=4))
    shown = risks.risk(cast.viewer("kin_data"), risk.number).risk
    assert (shown.score.likelihood, shown.score.product, shown.score.band) == (5, 25, "Extreme")
    assert shown.score_again.startswith("Score again")
    assert code(score(cast, risk, 5, 4)) == "likelihood"
    done(score(cast, risk, 4, 4))
    shown = risks.risk(cast.viewer("kin_data"), risk.number).risk
    assert (shown.score.band, shown.score_again) == ("Top", "")


def test_K11_K13_the_map_tells_what_another_matrix_scored_and_rescales_nothing(cast: Cast) -> None:
    live(cast, 3, 3)
    viewer = cast.viewer("kin_data")
    assert risks.maps(viewer)[0].notes == ()
    done(adopt(cast, [Band("Low", 1, 9), Band("Top", 10, 25)]))
    (renamed,) = risks.maps(viewer)
    assert [note.said for note in renamed.notes] == [
        "R-01 stands at 3 × 3 = 9, High, on matrix version 1, on which it was scored; the one in force calls that Low."
    ]
    assert sum(cell.count for row in renamed.cells for cell in row) == 1
    done(adopt(cast, SMALL, steps=4))
    (apart,) = risks.maps(viewer)
    assert (
        sum(cell.count for row in apart.cells for cell in row) == 0
    )  # 3 × 3 is another place on other steps
    assert apart.title == "1 threat scored"
    assert apart.notes[0].said == (
        "R-01 stands at 3 × 3 = 9, High, on matrix version 1, which has other steps. Nothing is rescaled: score it again."
    )
    assert risks.risks(viewer, cell="3x3").paginator.count == 0
    assert "version 1" in heat.svg(apart)
    assert apart.notes[0].said in heat.description(apart)


@pytest.mark.parametrize("by", ["homes_data", "manager", "observer", "stranger"])
def test_who_has_no_mandate_adopts_nothing(cast: Cast, by: str) -> None:
    assert code(adopt(cast, by=by)) == "not_allowed"
    said = {"domain": "lives", "level": "open", "limit": 12, "decision": "D-001"}
    assert code(actions.set_appetite(cast.caller(by), **said)) == "not_allowed"


def test_K22_each_domain_is_set_by_decision_or_not_set(cast: Cast) -> None:
    said = {"domain": "lives", "level": "cautious", "limit": 6}
    assert code(actions.set_appetite(cast.caller("council"), decision="D-009", **said)) == "decision"
    done(actions.set_appetite(cast.caller("council"), decision=carried(cast), **said))
    shown = {one.domain: one.limit for one in queries.appetites(cast.viewer("observer"))}
    assert (shown["lives"], shown["cost"]) == (6, None)
    with pytest.raises(NeverChanged):
        Appetite.objects.all().delete()


def test_K42_another_alliance_has_its_own(cast: Cast) -> None:
    elsewhere = people.build("elsewhere")
    done(adopt(cast))
    assert [one.number for one in queries.matrices_of(elsewhere.viewer("council"))] == [1]
