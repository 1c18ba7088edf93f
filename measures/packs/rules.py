"""How long files are kept, how many may be under way, and the steps of making one."""

from datetime import timedelta
from typing import Final

LIFE: Final = timedelta(hours=24)
MOST_UNDER_WAY: Final = 6  # of one alliance; the worker does other things too
STEPS: Final = 3  # the figures read, the file made, the file kept
