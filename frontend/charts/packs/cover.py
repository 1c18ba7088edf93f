"""What a pack says on its first page, and what it says beside every chart."""

from dataclasses import dataclass

from frontend.charts.spec import TOLD, ChartSpec
from frontend.charts.words import cautions, event_text, lettered

NO_STORY = "Nobody has told the story yet."


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose pack it is, of which release, with which filters, by which rules, and where the same is found again."""

    alliance: str
    title: str
    release: str
    filters: str
    ruleset: str
    permalink: str = ""

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """(term, words) of what is known."""
        said = (
            ("Release", self.release), ("What is shown", self.filters), ("Rules", self.ruleset),
            ("The same page", self.permalink),
        )  # fmt: skip
        return tuple(row for row in said if row[1])


def story(spec: ChartSpec) -> tuple[tuple[str, str], ...]:
    """The story's rows, or that nobody has told it; none of a chart that no story is told of."""
    if spec.story is None:
        return (("The story", NO_STORY),) if spec.kind in TOLD else ()
    tried = (("What we will try", spec.story.will_try),) if spec.story.will_try else ()
    return ("What changed", spec.story.changed), ("Who says so", spec.story.told_by), *tried


def events(spec: ChartSpec) -> tuple[tuple[str, str], ...]:
    """(letter, words) of every event."""
    return tuple((letter, event_text(spec, event)) for letter, event in lettered(spec))


def texts(spec: ChartSpec) -> tuple[str, ...]:
    """All running text beside a drawing in which people may name other things: the story, the events, the method."""
    return tuple(words for _, words in (*story(spec), *events(spec), *card(spec)))


def card(spec: ChartSpec) -> tuple[tuple[str, str], ...]:
    """The method card with the rules, the release and the segments' decisions."""
    said = [("Rules", str(spec.ruleset or "")), ("Release", spec.release)]
    stretches = [("New stretch", segment.words) for panel in spec.panes for segment in panel.segments]
    care = [("Careful", words) for words in cautions(spec)]
    return (*spec.method, *(row for row in said if row[1]), *stretches, *care)
