"""What a strict content policy and a safe form ask of every template."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from tests.architecture.tree import Tree

TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
COMMENT = re.compile(r"\{% comment .*?%\}.*?\{% endcomment %\}", re.DOTALL)
TOKEN = "CSRF-TOKEN"  # what we put in the place of the template tag
INERT = {"application/json", "text/plain"}


class Reader(HTMLParser):
    """Reads one template and notes what it must not hold."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str]] = []
        self.open_form: int | None = None

    def note(self, message: str) -> None:
        self.found.append((self.getpos()[0], message))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name, value in attrs:
            self._attribute(name, value or "")
        if tag == "style":
            self.note("a style element: write a class")
        if tag == "script" and "src" not in values and values.get("type") not in INERT:
            self.note("an inline script: serve it as a file")
        if tag == "img" and "alt" not in values:
            self.note("an image without alt")
        if tag == "form" and (values.get("method") or "").lower() == "post":
            self.open_form = self.getpos()[0]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _attribute(self, name: str, value: str) -> None:
        if name == "style":
            self.note("an inline style: write a class")
        if re.match(r"(hx-)?on[a-z:]", name):
            self.note(f"{name}: handlers are set by a script file")
        if value.strip().lower().startswith("javascript:"):
            self.note(f"{name} runs a script")
        if name in {"src", "href", "action"} and re.match(r"(https?:)?//", value) and name != "href":
            self.note(f"{name} leads outside")

    def handle_data(self, data: str) -> None:
        if TOKEN in data:
            self.open_form = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.open_form:
            self.found.append((self.open_form, "a form that posts needs {% csrf_token %}"))
            self.open_form = None


def read(text: str) -> list[tuple[int, str]]:
    """Line and message of each fault in one template."""
    reader = Reader()
    reader.feed(TAG.sub(_without_tag, COMMENT.sub(_blank, text)))
    reader.close()
    return reader.found


def _without_tag(match: re.Match[str]) -> str:
    """What Django would put there does not matter, but its lines do."""
    return TOKEN if "csrf_token" in match[0] else ("x" if match[0].startswith("{{") else "") + _blank(match)


def _blank(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def templates(tree: Tree) -> Iterator[str]:
    for path in tree.templates():
        yield from (
            f"{path.relative_to(tree.root)}:{line}: {message}" for line, message in read(path.read_text())
        )
        yield from _unsafe(path, tree.root)


def _unsafe(path: Path, root: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if re.search(r"\|\s*safe\b|\{%\s*autoescape off", line):
            yield f"{path.relative_to(root)}:{number}: escaping is never switched off"


LINTS = (templates,)
