"""How big things are, what says why, and what a query looks like."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from statistics import median

from tests.architecture.tree import WINGS, Module, Tree

MOST_LINES = {"code": 250, "tests": 300, "template": 120}  # not counting blank ones
MOST_FILES = 15
LONGEST_FUNCTION, MEDIAN_FUNCTION = 40, 8
WITHOUT_VIEWER = (
    "alliance.public.queries",  # the public page
    "alliance.ledger.queries",  # the verifier
    "alliance.tickets.queries",  # the anonymous door, which knows nobody
)
UNREASONED = re.compile(
    r"#\s*(noqa(?!: [A-Z]+\d+(, ?[A-Z]+\d+)* --? \w)|type: ?ignore(?!\[[\w, -]+\]\s+#\s*\w))"
)


def file_sizes(tree: Tree) -> Iterator[str]:
    for path, kind in chain(
        ((path, "code") for path in tree.files(*WINGS, suffix=".py")),
        ((path, "tests") for path in tree.files("tests", suffix=".py")),
        ((path, "template") for path in tree.templates()),
    ):
        lines = sum(1 for line in path.read_text().splitlines() if line.strip())
        if lines > MOST_LINES[kind]:
            yield f"{path.relative_to(tree.root)}: {lines} lines, at most {MOST_LINES[kind]}"


def folder_sizes(tree: Tree) -> Iterator[str]:
    """Counted: code and templates directly in a folder; not `__init__.py`, migrations, data, or what is built."""
    files = [
        path
        for suffix in (".py", ".html", ".js", ".css")
        for path in tree.files(*WINGS, "tests", suffix=suffix)
    ]
    counted = Counter(path.parent for path in files if path.name != "__init__.py")
    for folder, count in counted.items():
        if count > MOST_FILES:
            yield f"{folder.relative_to(tree.root)}: {count} files, at most {MOST_FILES}"


def function_lengths(tree: Tree) -> Iterator[str]:
    """No function is long, and most are short; docstrings do not count."""
    lengths = []
    for module in tree.modules():
        for node in functions(module):
            lengths.append(length(node))
            if length(node) > LONGEST_FUNCTION:
                yield module.at(node, f"{node.name} has {length(node)} lines, at most {LONGEST_FUNCTION}")
    if lengths and median(lengths) > MEDIAN_FUNCTION:
        yield f"half of all functions have more than {median(lengths)} lines; aim for {MEDIAN_FUNCTION}"


def functions(module: Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    return (
        node for node in ast.walk(module.code) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the docstring."""
    whole = (node.end_lineno or node.lineno) - node.lineno + 1
    first = node.body[0]
    return whole - ((first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(node) else 0)


def docstrings(tree: Tree) -> Iterator[str]:
    """Each file says why it is there, in a line; each public function and class says what it gives."""
    for module in tree.modules():
        if not module.code.body:
            continue
        if not ast.get_docstring(module.code):
            yield f"{module.name}: say in one line why this file is there"
        for node in module.code.body:
            if (
                isinstance(node, ast.FunctionDef | ast.ClassDef)
                and not node.name.startswith("_")
                and not ast.get_docstring(node)
            ):
                yield module.at(node, f"{node.name} has no docstring")


def reasons(tree: Tree) -> Iterator[str]:
    for module in tree.modules(*WINGS, "tests"):
        for number, line in enumerate(module.text.splitlines(), 1):
            if UNREASONED.search(line):
                yield f"{module.name}:{number}: an exception from a check names the check and the reason"


def viewer_first(tree: Tree) -> Iterator[str]:
    """A query cannot be asked without saying who looks."""
    for module in tree.modules():
        if "queries" not in module.name.split(".") or module.name in WITHOUT_VIEWER:
            continue
        for node in module.code.body:
            if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
                first = next(iter([*node.args.posonlyargs, *node.args.args]), None)
                if first is None or first.arg != "viewer":
                    yield module.at(node, f"{node.name} must take viewer first")


def locks(tree: Tree) -> Iterator[str]:
    """A lock says what, by hash, and never where from."""
    for path in [*tree.root.glob("requirements*.lock"), *_npm_files(tree)]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"https?://|--(extra-)?index-url|--find-links|\"resolved\"|registry=", line):
                yield f"{path.name}:{number}: an address"


def _npm_files(tree: Tree) -> list[Path]:
    return [
        path
        for name in ("package-lock.json", ".npmrc", "package.json")
        if (path := tree.root / "frontend" / name).exists()
    ]


LINTS = (file_sizes, folder_sizes, function_lengths, docstrings, reasons, viewer_first, locks)
