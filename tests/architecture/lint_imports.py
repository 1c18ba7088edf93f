"""Which file may import what, beyond the arrows that the import contracts draw."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import WINGS, Module, Tree, within

FURNITURE_OF_THE_DOOR = {"views", "forms", "api"}
IMPURE = (
    "django", "rest_framework", "time", "random", "secrets", "os", "pathlib", "socket", "subprocess", "sqlite3",
    "alliance.door.clock", "alliance.door.record", "alliance.settings",
)  # fmt: skip
SIGNALS = (
    "django.dispatch", "django.db.models.signals", "django.core.signals", "django.db.backends.signals",
    "django.contrib.auth.signals", "allauth.account.signals", "django_tasks.signals",
)  # fmt: skip
MODEL_BOUND = {"ModelForm", "ModelSerializer", "ModelViewSet", "modelform_factory", "modelformset_factory"}
READ_ATOMS = (
    "measures.atoms", "measures.models",
    "measures.uploads.actions", "measures.uploads.queries", "measures.releases.actions",
)  # fmt: skip
KNOW_WHAT_AN_ATOM_IS = ("measures.uploads", "measures.releases")  # the pure values, not what is stored
PURE_ATOMS = ("measures.atoms.rules", "measures.atoms.scored")
BUILD_CELLS = ("measures.releases.publish",)


def late_imports(tree: Tree) -> Iterator[str]:
    """Imports stand at the top of a file, in nothing; nothing hides a cycle."""
    for module in tree.modules(*WINGS, "tests"):
        top = set(map(id, module.code.body))
        for node in ast.walk(module.code):
            if isinstance(node, ast.Import | ast.ImportFrom) and id(node) not in top:
                yield module.at(node, "import at the top of the file")
        for node, name in module.imports():
            if name == "typing.TYPE_CHECKING":
                yield module.at(node, "TYPE_CHECKING hides a cycle: break the cycle")


def relative_imports(tree: Tree) -> Iterator[str]:
    for module in tree.modules():
        for node in ast.walk(module.code):
            if isinstance(node, ast.ImportFrom) and node.level:
                yield module.at(node, "import by the absolute name")


def signals(tree: Tree) -> Iterator[str]:
    for module in tree.modules():
        for node, name in module.imports():
            if within(name, *SIGNALS):
                yield module.at(node, "no signals: call what is to happen")


def pages_and_api(tree: Tree) -> Iterator[str]:
    """What talks to the world reads through queries and writes through actions."""
    for module in tree.modules():
        if FURNITURE_OF_THE_DOOR & set(module.name.split(".")[2:]):
            yield from _around_the_door(module)


def _around_the_door(module: Module) -> Iterator[str]:
    for node, name in module.imports():
        last = name.rsplit(".", 1)[-1]
        ours = within(name, *WINGS)
        if within(name, "django.db", "django.contrib.admin") or (ours and last in {"models", "rules"}):
            yield module.at(node, f"{name} belongs behind queries and actions")
        if ours and {"models", "rules"} & set(name.split(".")[:-1]):
            yield module.at(node, f"{name} belongs behind queries and actions")
        if last in MODEL_BOUND:
            yield module.at(node, f"{last} writes round the door")
    for node in ast.walk(module.code):
        if isinstance(node, ast.Attribute) and node.attr in {
            "objects",
            "_default_manager",
            "_base_manager",
            *MODEL_BOUND,
        }:
            yield module.at(node, f".{node.attr} belongs behind queries and actions")


def pure_rules(tree: Tree) -> Iterator[str]:
    """A rule, and whatever of ours it imports, knows no framework, clock, chance, disk or database."""
    modules = {module.name: module for module in tree.modules()}
    for name in sorted(_closure(modules, {n for n in modules if n.endswith(".rules")})):
        yield from _impurities(modules[name])


def _closure(modules: dict[str, Module], names: set[str]) -> set[str]:
    reached: set[str] = set()
    waiting = set(names)
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= {found for _, found in modules[name].imports() if found in modules} - reached
    return reached


def _impurities(module: Module) -> Iterator[str]:
    for node, name in module.imports():
        if within(name, *IMPURE) or name.rsplit(".", 1)[-1] in {"models", "actions", "queries"}:
            yield module.at(node, f"a rule must not depend on {name}")
    for node in ast.walk(module.code):
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "objects"}:
            yield module.at(node, f"a rule is told the time and the facts: .{node.attr}")


def private_atoms(tree: Tree) -> Iterator[str]:
    """What partners sent in is read by those who receive and release it, and by nobody else."""
    for module in tree.modules():
        if within(module.name, *READ_ATOMS):
            continue
        knows = within(module.name, *KNOW_WHAT_AN_ATOM_IS)
        for node, name in module.imports():
            if within(name, "measures.atoms") and not (knows and within(name, *PURE_ATOMS)):
                yield module.at(
                    node, "atoms are private to uploads' and releases' actions and the owner's query"
                )


def cells_come_from_releases(tree: Tree) -> Iterator[str]:
    """A figure is released or it does not exist: one module alone builds it."""
    for module in tree.modules():
        if within(module.name, *BUILD_CELLS):
            continue
        for node in ast.walk(module.code):
            if isinstance(node, ast.Call) and _called(node) == "SafeCell":
                yield module.at(node, "only measures.releases.publish makes a SafeCell")


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


LINTS = (
    late_imports, relative_imports, signals, pages_and_api, pure_rules, private_atoms, cells_come_from_releases,
)  # fmt: skip
