"""The invented alliance in the database: its plan by its own demo step, its sheets stored as a commit would."""

from datetime import UTC, date, datetime
from uuid import UUID

from alliance.contract.access import enter
from alliance.contract.models import Organisation
from alliance.demo import founding
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Done, action
from alliance.people.models import Person
from measures.atoms.models import AtomVersion, CurrentAtom, FileVersion
from measures.plan import demo
from measures.plan.models import Cohort, Measure, Period
from measures.releases.actions import audit_release, close_release, open_release, seal_release
from measures.releases.models import Release
from tests.measures import marlhaven
from tests.measures.agreed import agree

TODAY = date(2026, 7, 22)
NOW = datetime(2026, 7, 22, 9, tzinfo=UTC)


def build():
    """Marlhaven with its plan and nothing sent in yet; answers the alliance's id."""
    people = founding.accounts("")
    with clock.simulated(founding.FOUNDED):
        alliance = founding.found(people)
        agree(alliance, 3, 13)
    for moment in demo.moments(alliance, TODAY):
        with clock.simulated(moment.at):
            moment.do()
    return alliance


@action("test.store", needs=lambda act, arguments: None)
def store_atoms(act, *, org: UUID, period: UUID, rows):
    """Put atoms where a commit would: rows are (cohort, measure version, state, n, counts, mean, sd, breakdown, category)."""
    number = FileVersion.objects.filter(org_id=org, period_id=period).count() + 1
    file = FileVersion(org_id=org, period_id=period, number=number, fingerprint="f" * 64, snapshot=[],
                       received_at=act.at, committed_at=act.at)  # fmt: skip
    file.save(force_insert=True)
    for at, (cohort, measure, state, n, counts, mean, sd, *split) in enumerate(rows):
        breakdown, category = split or ("all", "all")
        place = {"org_id": org, "period_id": period, "cohort_id": cohort, "measure_id": measure,
                 "basis": "all", "breakdown": breakdown, "category": category}  # fmt: skip
        version = AtomVersion(
            file=file, state=state, n=n, counts=counts, mean=mean, sd=sd, found_at=f"row {at}", **place
        )
        version.save(force_insert=True)
        current = CurrentAtom.objects.filter(**place).first()
        if current:
            current.version = version
            current.save()
        else:
            CurrentAtom(version=version, **place).save(force_insert=True)
    return str(file.id)


class Town:
    """Handles to the alliance in the database."""

    def __init__(self, alliance):
        self.alliance = alliance
        self.orgs = dict(Organisation.objects.filter(alliance_id=alliance).values_list("code", "id"))
        self.periods = dict(Period.objects.filter(alliance_id=alliance).values_list("code", "id"))
        self.measures = {str(each): each.id for each in Measure.objects.filter(alliance_id=alliance)}
        self.cohort = Cohort.objects.get(alliance_id=alliance, code="adults").id

    def person(self, first):
        return Person.objects.get(email=f"{first}@marlhaven.example")

    def viewer(self, first):
        return enter(self.person(first).id, "marlhaven")

    def caller(self, first):
        return Caller(self.alliance, self.person(first).id)

    def store(self, partner, period, rows):
        given = [(self.cohort, self.measures[name], "given", *rest) for name, *rest in rows]
        answer = store_atoms(
            Caller(self.alliance, None), org=self.orgs[partner], period=self.periods[period], rows=given
        )
        assert isinstance(answer, Done), answer

    def publish(self, period, callers=()):
        """Open, audit and seal a release of a period by two bodies; one that cannot be sealed is given up, and it says why."""
        first_by, second_by = callers or (self.caller("gethin"), self.caller("dewi"))
        opened = open_release(first_by, period=self.periods[period])
        if not isinstance(opened, Done):
            return opened
        release = UUID(opened.ref)
        audit_release(Caller(self.alliance, None), release=release)
        first = seal_release(first_by, release=release)
        if isinstance(first, Done):
            return seal_release(second_by, release=release)
        close_release(first_by, release=release)
        return first

    @property
    def newest(self):
        return Release.objects.filter(alliance_id=self.alliance).latest("number")

    @property
    def published(self):
        return Release.objects.filter(alliance_id=self.alliance, state="published").latest("number")

    def fill(self, periods=None, publish=True, without=()):
        """All sheets stored and published, period by period; `without` names (period, partner) that sent nothing."""
        for period, sent in sorted(sheets().items()):
            if periods is None or period in periods:
                for partner, rows in sent.items():
                    if (period, partner) not in without:
                        self.store(partner, period, rows)
                answer = self.publish(period) if publish else Done("")
                assert isinstance(answer, Done), answer
        return self


def sheets():
    """By period and partner, the rows of each sheet; Lantern's 2024/25 Q3 as it was first."""
    found = {}
    first = marlhaven.FILES / "faults" / "LAN_2024-25_Q3_first_version.csv"
    for sheet in [*sorted((marlhaven.FILES / "cohort").glob("*.csv")), first]:
        rows = marlhaven.rows(sheet.relative_to(marlhaven.FILES))
        found.setdefault(rows[0]["period"], {})[sheet.name[:3]] = [_row(row) for row in rows]
    return found


def _row(row):
    counts = {"yes": int(row["numerator"])} if row["numerator"] else {}
    return row["measure"], int(row["n"]), counts, row["mean"] or None, row["sd"] or None


def full():
    """The town with its eight quarters published."""
    with clock.simulated(NOW):
        return Town(build()).fill()
