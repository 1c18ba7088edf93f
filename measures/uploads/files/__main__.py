"""The child process that gives a file back with what was found in it: limited as the one that reads, it can write no file."""

import json
import sys

from measures.uploads.files.commented import commented
from measures.uploads.findings import finding_from_json
from measures.uploads.reading.__main__ import HEAVY, confine, end_with_parent, own_channel
from measures.uploads.reading.pipeline import READERS
from measures.uploads.reading.sniff import sniff


def main() -> int:
    """One request: a line of JSON, then the file; the workbook goes out. 3 means that memory ran out."""
    channel = own_channel()
    end_with_parent()
    confine()
    request = json.loads(sys.stdin.buffer.readline())
    data, findings = sys.stdin.buffer.read(), map(finding_from_json, request["findings"])
    try:
        grid, *_ = READERS[sniff(data, request["name"]).kind](data, request["answers"])
        channel.write(commented(grid, findings))
        channel.flush()
    except MemoryError:
        return HEAVY
    return 0


if __name__ == "__main__":
    sys.exit(main())
