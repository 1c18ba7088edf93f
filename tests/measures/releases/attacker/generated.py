"""Generated alliances: people with answers, partners that join, leave, send late and correct, and 14 releases made of them."""

from collections import Counter
from dataclasses import dataclass, field, replace
from fractions import Fraction
from random import Random

from measures.atoms.rules import Moments
from measures.releases.inputs import AtomIn, Group, Order
from measures.releases.making.make import Outcome, make_release
from measures.releases.parameters import EVERY
from tests.measures.releases.audit.towns import bands, dimension, order, scale, share, views

RELEASES = 14
PERIODS = ("Q1", "Q2", "Q3", "Q4")
LOW, HIGH = 0, 10


@dataclass(frozen=True)
class Person:
    """Somebody's cohort, age band, answer and score."""

    cohort: str
    age: str
    answer: str
    score: int


@dataclass(frozen=True)
class Plan:
    """How an alliance is made up; everything of it is public."""

    partners: tuple[str, ...]
    cohorts: tuple[str, ...]
    answers: tuple[str, ...]
    ages: tuple[str, ...]
    mean: bool

    @property
    def measures(self):
        first = share("m") if self.answers == ("yes",) else bands("m", *self.answers)
        return (first, *((scale("s", LOW, HIGH),) if self.mean else ()))

    @property
    def views(self):
        told = views(self.partners, self.cohorts)
        own = [view for view in told if len(view.partners) == 1]
        split = [
            replace(view, code=f"{view.code}:{age}", dimension="age", category=age)
            for view in (told[0], *own) for age in self.ages
        ]  # fmt: skip
        return (*told, *split)


@dataclass
class Alliance:
    """An alliance over time: `sheets` are the people that a partner told of in a period, as they stand."""

    seed: int
    protections: object = EVERY
    small: float = 0.4
    outcomes: list[Outcome] = field(default_factory=list)
    sheets: dict[tuple[str, str], list[Person]] = field(default_factory=dict)

    def __post_init__(self):
        self.random = Random(self.seed)
        self.key = self.random.randbytes(32)
        self.plan = planned(self.random)

    def run(self, releases=RELEASES):
        """Make all releases, each after something has happened."""
        for number in range(1, releases + 1):
            period = PERIODS[min((number - 1) // 3, len(PERIODS) - 1)]
            if number % 3 == 0:  # late data and corrections of an earlier period
                period = self.random.choice(PERIODS[: PERIODS.index(period) + 1])
            self._happens(number, period)
            made = make_release(self._order(number, period), tuple(self._past()))
            assert isinstance(made, Outcome), made
            self.outcomes.append(made)
        return self

    def _past(self):
        return (statement for made in self.outcomes for statement in made.statements)

    def _happens(self, number, period):
        for at, partner in enumerate(self.plan.partners):
            there = self.sheets.get((partner, period))
            if there is None:
                late = at > 1 and self.random.random() < 0.3
                left = at > 2 and number > 9
                if not late and not left:
                    self.sheets[partner, period] = self._crowd()
            elif self.random.random() < 0.35:
                self._correct(there)

    def _crowd(self):
        return [
            self._person(cohort)
            for cohort in self.plan.cohorts for _ in range(self.random.choice((4, 8, 10, 11, 12, 14, 17, 23)))
        ]  # fmt: skip

    def _person(self, cohort=None):
        pick = self.random.choice
        weights = [
            1,
            *(2 + 2 * at for at in range(len(self.plan.answers) - 1)),
            *([4] if len(self.plan.answers) == 1 else []),
        ]
        names = [*self.plan.answers, *(["no"] if len(self.plan.answers) == 1 else [])]
        answer = self.random.choices(names, weights)[0]
        age = pick(self.plan.ages) if self.plan.ages else ""
        return Person(cohort or pick(self.plan.cohorts), age, answer, self.random.randint(LOW, HIGH))

    def _correct(self, people):
        """A few people join, or many: in place, as a partner loads its sheet again."""
        many = self.random.randint(1, 3) if self.random.random() < self.small else self.random.randint(10, 16)
        people.extend(self._person() for _ in range(many))

    def _order(self, number, period) -> Order:
        atoms = [atom for each in self.plan.partners for atom in self._atoms(each, period)]
        nobody = (0, 0) if len(self.plan.answers) == 1 else (0,) * len(self.plan.answers)
        told = {(each, self.plan.cohorts[0]): nobody for each in self.plan.partners}
        made = order(
            told, self.plan.measures[0], period=period, release=number, key=self.key, cohorts=self.plan.cohorts,
            declared=self.plan.views, protections=self.protections,
            dimensions=(dimension("age", *self.plan.ages),) if self.plan.ages else (),
        )  # fmt: skip
        return replace(made, measures=self.plan.measures, atoms=tuple(atoms))

    def _atoms(self, partner, period):
        people = self.sheets.get((partner, period), [])
        for cohort in self.plan.cohorts if people else ():
            here = [person for person in people if person.cohort == cohort]
            yield from self._told(Group(partner, cohort), period, here)
            for age in self.plan.ages:
                part = [person for person in here if person.age == age]
                yield from self._told(Group(partner, cohort, "age", age), period, part)

    def _told(self, group, period, people):
        counts = Counter(person.answer for person in people)
        yield AtomIn(group, period, "m", len(people), {each: counts[each] for each in self.plan.answers})
        if self.plan.mean:
            scores = [person.score for person in people]
            sums = Moments(len(people), Fraction(sum(scores)), Fraction(sum(each**2 for each in scores)))
            yield AtomIn(group, period, "s", len(people), moments=sums if people else None)


def planned(random):
    """Two to eight partners; the more there are, the less each tells."""
    many = random.choice((2, 3, 3, 3, 4, 4, 5, 6, 8))
    cohorts = ("young", "adults")[: random.choice((1, 2)) if many < 5 else 1]
    ages = ("low", "high") if many < 4 and random.random() < 0.4 else ()
    answers = random.choice((("yes",), ("yes",), ("rare", "some", "most")))
    names = ("oak", "elm", "ash", "yew", "fir", "bay", "may", "box")[:many]
    return Plan(names, cohorts, answers, ages, random.random() < 0.5)
