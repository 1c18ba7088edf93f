"""When a sheet may be committed."""

import pytest

from measures.uploads.findings import question, stop
from measures.uploads.rules import Ready, check_commit

ASKED, WRONG = question("a", "Right?", key="a"), stop("b", "Mend it.")


@pytest.mark.parametrize(
    ("ready", "partial", "code"),
    [
        (Ready("ready", (), 4, 4, False), False, None),
        (Ready("received", (), 4, 4, False), False, "still_checking"),
        (Ready("committed", (), 4, 4, False), False, "committed_already"),
        (Ready("taken_back", (), 0, 0, False), True, "taken_back"),
        (Ready("ready", (ASKED,), 4, 4, False), True, "questions_wait"),
        (Ready("ready", (WRONG,), 0, 0, False), True, "no_rows"),
        (Ready("ready", (WRONG,), 2, 2, False), False, "rows_wait"),
        (Ready("ready", (WRONG,), 2, 2, False), True, None),
        (Ready("ready", (), 4, 4, True), False, "moved_on"),
        (Ready("ready", (), 4, 0, False), False, "nothing_changed"),
    ],
)
def test_a_commit_is_refused_for_one_reason_at_a_time(ready, partial, code):
    refused = check_commit(ready, partial=partial)
    assert (refused.code if refused else None) == code
