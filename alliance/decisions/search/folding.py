"""Words as the index keeps them, folded here so that every database finds the same: no database's own reading of words."""

import re
import unicodedata

MOST_ASKED = 8  # words of one question; each is one look into the index
LONGEST = 64  # characters of a word; the rest is left off, in the index and in the question alike
WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a text, each once, in their order: “Café, D-012!” gives cafe, d, 012.

    Case and accents are folded, everything that is neither letter nor digit parts words, and there are no stems:
    whoever looks for “call” finds “calls” because a question is looked for from the beginning of words.
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(char))
    return list(dict.fromkeys(word[:LONGEST] for word in WORD.findall(bare)))


def folded(texts: list[str]) -> str:
    """What the index keeps of several texts: their words in order of the alphabet, with single spaces between."""
    return " ".join(sorted(set(words(" ".join(texts)))))
