"""An order that leaves two rows beside one another open is filled in by the database, each time as it likes."""

import ast
from collections.abc import Iterator

from tests.architecture.tree import Module, Tree

# What no two rows of a list share: a key, or what is counted, drawn up or named once within what is listed
LAST = {
    "alliance_id", "code", "entry", "figure", "ground", "id", "number", "person_id", "pk", "position", "ref", "seq",
    "slug", "turn", "version", "view",
}  # fmt: skip


def total_orders(tree: Tree) -> Iterator[str]:
    """Every order ends in something by which no two rows are alike."""
    for module in tree.modules():
        for node, keys in _orders(module):
            if keys and _name(keys[-1]) not in LAST:
                yield module.at(
                    node, "rows that are alike in this need an order too: end in a number or an id"
                )


def _orders(module: Module) -> Iterator[tuple[ast.AST, list[ast.expr]]]:
    for node in ast.walk(module.code):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "order_by"
        ):
            yield node, node.args
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ordering":
            yield node, node.value.elts if isinstance(node.value, ast.List) else []


def _name(key: ast.expr) -> str:
    """The last word of a key: `position` of "-org__position"."""
    return str(getattr(key, "value", "")).removeprefix("-").rpartition("__")[2]


LINTS = (total_orders,)
