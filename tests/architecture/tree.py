"""The project's files as lints see them: a lint takes a Tree, so that it can be shown a planted violation."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WINGS = ("alliance", "measures", "risks", "meetings", "frontend")
SKIPPED = {"migrations", "node_modules", "built", "__pycache__"}


@cache
def _parsed(text: str) -> ast.Module:
    """Lints only read, and most files are the same for all of them: each text is parsed once a run."""
    return ast.parse(text)


@dataclass(frozen=True)
class Module:
    path: Path
    name: str
    text: str

    @property
    def code(self) -> ast.Module:
        return _parsed(self.text)

    @property
    def file(self) -> str:
        return self.path.name

    def at(self, node: ast.AST, message: str) -> str:
        return f"{self.name}:{getattr(node, 'lineno', 1)}: {message}"

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Each imported dotted name; `from a.b import c` gives a.b and a.b.c."""
        for node in ast.walk(self.code):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module:
                yield node, node.module
                yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


@dataclass(frozen=True)
class Tree:
    root: Path

    def files(self, *folders: str, suffix: str) -> list[Path]:
        found = (path for folder in folders for path in (self.root / folder).rglob(f"*{suffix}"))
        return sorted(path for path in found if not SKIPPED & set(path.relative_to(self.root).parts))

    def modules(self, *folders: str) -> list[Module]:
        paths = self.files(*(folders or WINGS), suffix=".py")
        return [Module(path, _dotted(path.relative_to(self.root)), path.read_text()) for path in paths]

    def templates(self) -> list[Path]:
        return self.files(*WINGS, suffix=".html")


def _dotted(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def within(name: str, *packages: str) -> bool:
    """Whether a dotted name is one of the packages or lies in one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)
