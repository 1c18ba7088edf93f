"""What can be seen of releases: their figures, the same for everybody, and how each release came about."""

from measures.releases.queries.figures import (
    ALL,
    CHARTED,
    Figure,
    Figures,
    ReleaseRow,
    published,
    succeeded_at,
)  # fmt: skip
from measures.releases.queries.pages import (
    Choices,
    ReleasePage,
    Releases,
    choices,
    release,
    release_id,
    releases,
    things,
    waits,
    withdrawable,
)
from measures.releases.queries.thresholds import Thresholds, thresholds

__all__ = [
    "ALL", "CHARTED", "Choices", "Figure", "Figures", "ReleasePage", "ReleaseRow", "Releases", "Thresholds", "choices", "published", "release", "release_id",
    "releases", "succeeded_at", "things", "thresholds", "waits", "withdrawable",
]  # fmt: skip
