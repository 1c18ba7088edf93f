"""Marlhaven's reviews: two released long ago, a good day, a swarm on its way, one that gathers what people write, and one that
lays the three releases side by side."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from alliance.calendar.rules import working_days_before
from alliance.door import clock
from alliance.door.action import must
from alliance.tickets import actions as tickets
from alliance.wings.offers import Moment
from meetings.demo import Story, at
from meetings.reviews.actions import covenants, gathering, opening, releasing, stopping, writing
from meetings.reviews.actions.base import members
from meetings.reviews.actions.releasing import digest_of, places
from meetings.reviews.content import content
from meetings.reviews.records.review import Review
from meetings.reviews.rules.stages import ORDER, Stage

FOLDER = Path(__file__).parent / "told"
DUE = date(2026, 12, 18)
MANAGER, WEEK = "gethin", timedelta(days=7)
COVENANT = (
    "We meet to learn how the work goes, and never to find who was to blame. Nothing from a review, and nothing written for "
    "one, feeds the management of a contract, a staff process, or gain and pain; wilful default aside. What people write "
    "unseen is read by two people together, and destroyed at the release."
)  # fmt: skip
QUESTIONS = {"V-01": "How do medicines reach people who leave hospital on a Friday?", "V-02": "How does the cold-weather rule reach a night team?"}  # fmt: skip
KEEPERS = {"V-01": ("bronagh", "delphine"), "V-02": ("samir", "leon"), "V-03": ("petra", "tobias"), "V-04": ("lucja", "petra"), "V-05": ("samir", "bronagh"), "V-06": ("anwen", "leon")}  # fmt: skip
SEATED = {
    "V-01": ("ruthanne", "emeka", "mairead", "jonty", "samir"), "V-02": ("mairead", "osric", "jonty", "delphine", "tobias"),
    "V-03": ("ruthanne", "emeka", "mairead", "jonty", "lucja"), "V-04": ("osric", "jonty", "mairead"),
    "V-05": ("mairead", "jonty", "osric", "delphine", "zainab"), "V-06": ("ruthanne", "mairead"),
}  # fmt: skip
SETTINGS = {
    "V-01": ("MHT",),
    "V-02": ("LAN",),
    "V-03": ("MHT",),
    "V-04": ("LAN",),
    "V-05": ("COU",),
    "V-06": (),
}
THEMES = {
    "V-01": [["A request that crosses two bodies needs one form, or one person who can be rung.", ["MHT", "TID"]]],
    "V-02": [["A rule that somebody must find at night is a rule that is not there.", ["LAN", "COU"]]],
}  # fmt: skip
FACTORS = {
    "join between partners": "join",
    "internal environment": "internal",
    "external environment": "external",
}


def moments(alliance: UUID, today: date) -> list[Moment]:
    """What happened in and around Marlhaven's reviews; the last three are alive on the day `today`."""
    story = Story(alliance, today)
    told = [
        Moment(at(date(2024, 10, 8), 11), partial(_covenant, story)),
        *_whole(story, "V-01", date(2024, 10, 22), date(2024, 11, 5)),
        *_whole(story, "V-02", date(2025, 12, 9), date(2026, 1, 6)),
        *_whole(story, "V-03", date(2026, 7, 15), date(2026, 7, 21)),
    ]
    begun, then = (working_days_before(today, days, clock.holidays()) for days in (3, 1))
    return [*told, *_swarm(story, begun), *_gathering(story, begun), *_thematic(story, then)]


def _whole(story: Story, ref: str, opened: date, released: date) -> Iterator[Moment]:
    yield Moment(at(opened, 10), partial(_open, story, ref))
    yield Moment(at(opened, 14), partial(_walk, story, ref))
    yield Moment(at(released, 10), partial(_agree, story, ref))
    yield Moment(at(released, 15), partial(_release, story, ref))


def _swarm(story: Story, day: date) -> Iterator[Moment]:
    yield Moment(at(day, 9), partial(_open, story, "V-04"))
    yield Moment(at(day, 10), partial(_begin_swarm, story))


def _gathering(story: Story, day: date) -> Iterator[Moment]:
    yield Moment(at(day, 11), partial(_open, story, "V-05"))
    yield Moment(at(day, 12), partial(_gather, story, day))


def _thematic(story: Story, day: date) -> Iterator[Moment]:
    yield Moment(at(day, 16), partial(_open, story, "V-06"))
    yield Moment(at(day, 17), partial(_lay_side_by_side, story))


def _covenant(story: Story) -> None:
    must(covenants.adopt_covenant(story.caller(_mail(MANAGER)), decision=6, text=COVENANT))


def _facts(ref: str) -> dict[str, Any]:
    old: dict[str, dict[str, Any]] = {
        one["ref"]: one for one in json.loads((FOLDER / "reviews.json").read_text(encoding="utf-8"))
    }
    new = json.loads((FOLDER / "live.json").read_text(encoding="utf-8"))
    if ref in new:
        return dict(new[ref])
    one = old[ref]
    return one | {
        "subject": "harm", "method": {"after action review": "aar", "round table": "round_table"}[one["method"]],
        "question": QUESTIONS[ref], "timeline": [_step(*step) for step in one["timeline"]], "themes": THEMES[ref],
        "actions": [], "views": [[role, words] for _t, role, words in one["timeline"][-1:]],
        "factors": {FACTORS.get(name, name): text for name, text in one["factors"].items() if text},
    }  # fmt: skip


def _step(offset: str, role: str, words: str) -> list[str]:
    saw, _, did = words.partition("; ")
    return ["T+12h" if "part of day" in offset else offset, role, saw, did]


def _open(story: Story, ref: str) -> None:
    """The manager proposes it, two people of different partners agree to look after it, and everybody gets a seat."""
    facts, manager = _facts(ref), story.caller(_mail(MANAGER))
    said = {name: facts[name] for name in ("title", "question", "subject", "method")}
    said |= {"settings": tuple(map(story.org, SETTINGS[ref])), "rests_on": tuple(facts.get("rests_on", ()))}
    must(opening.propose_review(manager, **said))
    row = _row(story, ref)
    for name in KEEPERS[ref]:
        must(opening.ask_facilitator(manager, review=row.id, person=_person(story, name)))
        keeper = story.caller(_mail(name))
        must(
            opening.agree_to_facilitate(
                keeper, review=row.id, involved=False, manages=False, main_setting=False
            )
        )
    lead = story.caller(_mail(KEEPERS[ref][0]))
    must(opening.open_review(lead, review=row.id))
    for name in SEATED[ref]:
        must(opening.seat_person(lead, review=row.id, person=_person(story, name)))


def _walk(story: Story, ref: str) -> None:
    """Every stage is asked, and it begins to soak."""
    row, facts = _row(story, ref), _facts(ref)
    lead, other = (story.caller(_mail(name)) for name in KEEPERS[ref])
    for stage in ORDER[1:]:
        must(writing.advance(lead, review=row.id))
        for heading, text in _lines(stage, facts):
            must(writing.write_line(other, review=row.id, stage=stage, heading=heading, text=text))
        if stage == Stage.TIMELINE:
            _steps(story, row, facts)
    must(stopping.start_soak(lead, review=row.id))


def _steps(story: Story, row: Review, facts: dict[str, Any]) -> None:
    who = story.caller(_mail(KEEPERS[str(row)][1]))
    for offset, role, saw, did in facts["timeline"]:
        must(writing.add_step(who, review=row.id, offset=offset, role=role, common=True, saw=saw, did=did))


def _lines(stage: str, facts: dict[str, Any]) -> list[tuple[str, str]]:
    known: dict[str, list[tuple[str, str]]] = {
        Stage.AFFECTED: [("", facts["affected"])] if facts.get("affected") else [], Stage.VIEWS: [(role, text) for role, text in facts["views"]],
        Stage.FACTORS: list(facts["factors"].items()), Stage.USUAL: [("", facts["usual_work"])], Stage.HELPED: [("", facts["what_helped"])],
    }  # fmt: skip
    return known.get(stage, [])


def _agree(story: Story, ref: str) -> None:
    """What was learned, and what changes."""
    row, facts, lead = _row(story, ref), _facts(ref), story.caller(_mail(KEEPERS[ref][0]))
    for text, codes in facts["themes"]:
        must(writing.write_theme(lead, review=row.id, text=text, settings=tuple(map(story.org, codes))))
    for what, factor, codes, role, measure in facts["actions"]:
        held = tuple(map(story.org, codes))
        must(
            writing.add_action(
                lead, review=row.id, what=what, factor=factor, orgs=held, role=role, due=DUE, measure=measure
            )
        )


def _release(story: Story, ref: str) -> None:
    """Both keys to the same text; long after, the old ones are followed up and their seats go."""
    row = _row(story, ref)
    made = content(row, members(story.alliance))
    cleared = tuple(one.words for one in places(story.alliance, row.title, made))
    for name in KEEPERS[ref]:
        caller, digest = story.caller(_mail(name)), digest_of(row.title, made)
        must(
            releasing.turn_release_key(caller, review=row.id, digest=digest, cleared=cleared, no_person=True)
        )
    if ref != "V-03":
        must(releasing.finish_follow_up(story.caller(_mail(KEEPERS[ref][0])), review=row.id))


def _begin_swarm(story: Story) -> None:
    row, facts, lead = _row(story, "V-04"), _facts("V-04"), story.caller(_mail(KEEPERS["V-04"][0]))
    for _stage in (Stage.AFFECTED, Stage.TIMELINE):
        must(writing.advance(lead, review=row.id))
    _steps(story, row, facts)
    for idea in facts["ideas"]:
        must(writing.write_line(lead, review=row.id, stage=Stage.IDEAS, text=idea))


def _lay_side_by_side(story: Story) -> None:
    """Themes are written from what three releases say, each from two or more of them."""
    row, facts, lead = _row(story, "V-06"), _facts("V-06"), story.caller(_mail(KEEPERS["V-06"][0]))
    must(writing.advance(lead, review=row.id))
    for text, refs in facts["themes"]:
        must(writing.write_theme(lead, review=row.id, text=text, rests_on=tuple(refs)))


def _gather(story: Story, day: date) -> None:
    """A window is open for another week. The parts of its key stand where everybody seated can try them: only here."""
    row = _row(story, "V-05")
    lead = story.caller(_mail(KEEPERS["V-05"][0]))
    must(gathering.prepare_window(lead, review=row.id, opens=day, closes=story.today + WEEK))
    window = _row(story, "V-05").window
    if window is None:
        raise RuntimeError("The window was prepared, and is not there.")
    parts = [must_say(tickets.invented_part(window, place)) for place in (1, 2)]
    must(gathering.start_window(lead, review=row.id))
    words = f"Only in this invented alliance: the two parts of the key are {parts[0]} and {parts[1]}"
    must(writing.write_line(lead, review=row.id, stage=Stage.IDEAS, text=words))


def must_say(answer: Any) -> str:
    """A part that was given; RuntimeError where it was refused."""
    if not isinstance(answer, str):
        raise RuntimeError(f"This had to be given, and was refused: {answer}")
    return answer


def _row(story: Story, ref: str) -> Review:
    return Review.objects.get(alliance=story.alliance, number=int(ref[2:]))


def _person(story: Story, name: str) -> UUID:
    return story.caller(_mail(name)).by or UUID(int=0)


def _mail(name: str) -> str:
    return f"{name}@marlhaven.example"
