"""What is late: by level and then by days, without a person and without a league of partners."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alliance.door.refusals import Refused
from alliance.wings import registry
from alliance.wings.offers import Reference
from risks.overdue import queries
from risks.register import actions
from risks.register import queries as risks
from risks.register.models import ScoreEntry
from risks.treatments.actions import plan_treatment
from tests import cast as people
from tests.cast import Cast, clock_at, done
from tests.risks.register.stage import accepted, again, closed, joint, live, many, score, scored_alone, view

pytestmark = pytest.mark.once

SOON = date(2026, 3, 10)


@pytest.fixture(autouse=True)
def _on_the_day():
    with clock_at(hours=1):
        yield


def late(cast: Cast, part: str = "kin_data") -> list[tuple[str, str, int]]:
    return [(one.ref, one.kind, one.days) for one in queries.overdue(cast.viewer(part))]


def test_K37_the_highest_level_stands_first_then_what_has_waited_longest(cast: Cast) -> None:
    _, high = live(cast, 1, 1, review_on=date(2026, 3, 3)), live(cast, 5, 5, review_on=date(2026, 3, 20))
    said = {"verb": "treat", "what": "Ten beds", "due_on": SOON}
    done(plan_treatment(cast.caller("council"), risk=high.id, **said))
    lived_with = live(cast, 5, 5)
    done(accepted(cast, lived_with, until=date(2026, 3, 15)))
    silent = joint(cast)
    scored_alone(cast, silent, due_on=date(2026, 3, 12))
    with clock_at(days=29):  # 31 March
        assert late(cast) == [
            ("R-02", "treatment", 21), ("R-03", "acceptance", 16), ("R-02", "review", 11), ("R-01", "review", 28), ("R-04", "round", 19),
        ]  # fmt: skip
    assert late(cast) == []


def test_K35_K37_what_is_due_today_is_not_late(cast: Cast) -> None:
    live(cast, review_on=SOON)
    for days, expected in ((8, []), (9, [("R-01", "review", 1)])):
        with clock_at(days=days):
            assert late(cast) == expected


def test_K37_it_names_no_person_and_counts_no_partner(cast: Cast) -> None:
    live(cast, review_on=SOON)
    names = {one.name for one in fields(queries.Late)}
    assert not {
        name
        for name in names
        if {"org", "partner", "person", "holder", "role", "owner"} & set(name.split("_"))
    }
    with clock_at(days=30):
        said = str(queries.overdue(cast.viewer("council")))
    assert not [name for name in ("Stonebridge", "Threshold", "Ada", "Dora") if name in said]


def test_K37_another_room_adds_what_is_late_in_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    risk = live(cast, 5, 5)

    def warnings(viewer: Any, day: date) -> list[queries.Late]:
        return [queries.late(viewer, risk, "warning", "Waits for an answer", SOON, day)]

    monkeypatch.setattr(queries, "SOURCES", (*queries.SOURCES, warnings))
    with clock_at(days=9):
        assert late(cast) == [("R-01", "warning", 1)]


def test_K42_what_is_late_elsewhere_or_closed_is_not_counted(cast: Cast) -> None:
    elsewhere = people.build("elsewhere")
    live(elsewhere, review_on=SOON)
    shut = live(cast, review_on=SOON)
    closed(cast, shut)
    with clock_at(days=30):
        assert late(cast) == []


@pytest.mark.parametrize("count", [2, 200])
def test_it_costs_the_same_however_long(cast: Cast, count: int) -> None:
    many(cast, count)
    with clock_at(days=300), CaptureQueriesContext(connection) as context:
        found = queries.overdue(cast.viewer("observer"))
    assert (len(found), len(context)) == (count, 11)


@dataclass
class Thing:
    """What a resolver of figures gives, as far as a mark reads it."""

    reference: str
    cell: Any
    period: str = "2026-27-Q1"
    view: str = "alliance"
    figure: str = "M-02:yes"


@dataclass
class Cell:
    text: str


def test_K38_when_a_linked_measure_moves_it_asks_and_nothing_changes_by_itself(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = ["49"]

    def figures(viewer: Any, refs: Sequence[str]) -> list[Thing]:
        return [Thing(ref, Cell(text)) for ref in refs for text in shown]

    monkeypatch.setattr(registry, "figures", lambda: {"M": figures})
    seen_as(monkeypatch, "M", {"M-02": "published"})
    risk = joint(cast)
    done(actions.link_reference(cast.caller("council"), risk=risk.id, ref="M-02"))
    scored_alone(cast, risk)
    risk = finished(cast, risk)
    seen = cast.viewer("observer")
    assert (queries.score_again(seen), risks.risk(seen, risk.number).moved) == ([], [])
    shown.append("46")
    assert [one.why for one in queries.score_again(seen)] == ["Score again? M-02 has moved since"]
    assert risks.risk(seen, risk.number).moved == ["M-02"]
    assert ScoreEntry.objects.count() == 1
    done(score(cast, risk, 3, 3))
    assert queries.score_again(seen) == []


def finished(cast: Cast, risk: Any) -> Any:
    for org in ("COU", "HOM"):
        done(view(cast, risk, org))
    done(score(cast, risk))
    return again(risk)


def seen_as(monkeypatch: pytest.MonkeyPatch, letter: str, states: dict[str, str]) -> None:
    """Let references of this letter stand for things in these states, and for nothing where they have none."""

    def resolver(viewer: Any, refs: list[str]) -> list[Reference]:
        return [Reference(ref, "A thing", "/", states[ref]) for ref in refs if ref in states]

    monkeypatch.setattr(registry, "resolvers", lambda: {letter: resolver})


def test_K38_when_a_linked_experiment_ends_it_asks(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    states = {"E-01": "running"}
    seen_as(monkeypatch, "E", states)
    risk = joint(cast)
    done(actions.link_reference(cast.caller("council"), risk=risk.id, ref="E-01"))
    scored_alone(cast, risk)
    risk = finished(cast, risk)
    assert queries.score_again(cast.viewer("observer")) == []
    states["E-01"] = "ended"
    assert risks.risk(cast.viewer("observer"), risk.number).moved == ["E-01"]
    assert again(risk).score.product == 16


def test_K39_a_review_is_linked_by_a_released_theme_alone(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    risk, council = joint(cast), cast.caller("council")
    seen_as(monkeypatch, "V", {"V-01": "Released"})
    answer = actions.link_reference(council, risk=risk.id, ref="V-02")
    assert isinstance(answer, Refused)
    assert answer.code == "not_released"
    done(actions.link_reference(council, risk=risk.id, ref="V-01"))
    assert [link.ref for link in risks.risk(cast.viewer("council"), risk.number).links] == ["V-01"]
