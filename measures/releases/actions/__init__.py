"""What can be done with releases: a period is published, and what others may not see yet stays out of it."""

from measures.releases.actions.for_others import ForOthers, for_others
from measures.releases.actions.publishing import publish_period

__all__ = ["ForOthers", "for_others", "publish_period"]
