"""The child that reads, but it waits in the middle of its reading for its parent to be killed; `python -m … <file>`."""

import sys
import time
from pathlib import Path

from measures.uploads.reading import __main__ as reading

if __name__ == "__main__":
    Path(sys.argv[1]).touch()
    reading.answer = lambda request, data: time.sleep(600)
    sys.exit(reading.main())
