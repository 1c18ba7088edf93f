"""Set-up with the standard library alone, so that it runs before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - a newcomer's python3 may be older than we ask for
    sys.exit("Alliance needs Python 3.11 or newer; this is %d.%d." % sys.version_info[:2])  # noqa: UP031 - any Python
