"""Every lint of ours, over the whole tree."""

import pytest

from alliance.boot.places import ROOT
from tests.architecture import lint_imports, lint_orders, lint_shape, lint_templates
from tests.architecture.tree import Tree

ALL = [*lint_imports.LINTS, *lint_orders.LINTS, *lint_shape.LINTS, *lint_templates.LINTS]


@pytest.mark.parametrize("lint", ALL, ids=lambda lint: lint.__name__)
def test_the_tree_keeps(lint):
    found = list(lint(Tree(ROOT)))
    assert not found, "\n".join(["", *found])
