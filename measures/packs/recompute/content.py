"""The hash of all that the release shows, worked out from the figures themselves."""

import json
from hashlib import sha256

from measures.packs.recompute.book import Book, Found

SAID = ("period", "view", "measure", "figure", "partners", "state", "text", "note")


def check(book: Book) -> Found:
    """Against release.json and the log; not where a figure was taken back, whose words are not here any more."""
    release, stated = book.release["release"], book.release["content"]
    mine = [each for each in book.figures if each["release"] == release]
    if any(each["state"] == "withdrawn" for each in mine):
        return Found("figures were taken back, so the hash of all that was shown cannot be worked out here")
    shown = [[each[name] for name in SAID] for each in mine]
    worked = sha256(json.dumps(shown, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()
    found = Found(f"{len(mine)} figures of release {release} have the hash {worked}")
    if worked != stated:
        found.wrong.append(f"release.json says {stated}, the figures have {worked}")
    if not any(f"release.published number {release} content {worked} " in line for line in book.log):
        found.wrong.append(f"ledger.txt has no line that says this hash of release {release}")
    return found
