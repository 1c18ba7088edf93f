"""What stands beside the charts of a page: the newest story of each, and which voices were heard."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from alliance.door.access import Viewer
from measures.notes.models import Note
from measures.notes.reading import Said, notes_of, read
from measures.notes.rules import READ, STORY, heard_words, told_by

Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A story as a chart's box shows it: `by` says who, on which period, as of which release."""

    words: str
    by: str
    will_try: str
    period: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the charts of a page: by place the newest story of each period, and the voices heard by period."""

    stories: Mapping[Place, Sequence[Told]]
    heard: Mapping[Place, Mapping[str, tuple[str, ...]]]
    may_tell: bool

    def story(self, measure: str, view: str, periods: Iterable[str]) -> Told | None:
        """The newest story about one of these periods; None where nobody has told one."""
        shown = set(periods)
        return next(
            (each for each in reversed(self.stories.get((measure, view), ())) if each.period in shown), None
        )

    def words(self, measure: str, view: str, period: str) -> str:
        """Which voices were heard on the newest period."""
        return heard_words(period, self.heard.get((measure, view), {}))


def beside(viewer: Viewer, measure: str = "", until: int | None = None) -> Beside:
    """What stands beside charts, of every measure or of one, as of release `until`. Two queries."""
    rows = notes_of(viewer.alliance, kind__in=[READ, STORY], taken_back_at=None)
    rows = rows.filter(measure=measure) if measure else rows
    known = [each for each in rows if until is None or each.release.number <= until]
    told: dict[Place, list[Told]] = {}
    heard: dict[Place, dict[str, tuple[str, ...]]] = {}
    stories = [each for each in known if each.kind == STORY]
    said = {each.id: each for each in read(viewer, stories)}
    for row in known:
        place = row.measure, row.view
        if row.kind == READ:
            spoke = heard.setdefault(place, {})
            spoke[row.period] = (*spoke.get(row.period, ()), row.voice)
        elif row.id in said:
            told.setdefault(place, []).append(_told(row, said[row.id]))
    return Beside(told, heard, viewer.may("note.write"))


def _told(row: Note, said: Said) -> Told:
    by = told_by(row.voice, row.ref, row.period, row.release.number, disagrees=row.disagrees)
    return Told(said.words, by, said.more, row.period)
