"""What the server says about requests, without the signed words that would let a reader of its log come in."""

import logging
import re

SECRET = re.compile(
    r"(/join/|/found/|/notices/stop/|/password/reset/key/|/confirm-email/|/calendar/)[^/\s?'\"]+"
)


class WithoutLinks(logging.Filter):
    """Leaves a link's beginning and takes away what makes it work."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the line; never drop it."""
        said = record.getMessage()
        if SECRET.search(said):
            record.msg, record.args = SECRET.sub(r"\1…", said), None
        return True
