"""A published figure comes from one place only, whatever anybody tries."""

import ast
import copy
import pickle
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

import alliance
from alliance.figures.cells import SafeCell, State, take_seal
from measures.releases.publish import withdrawn

ROOT = Path(alliance.__file__).parents[1]
CELL = withdrawn(1, "taken back")


@pytest.mark.parametrize("seal", [None, object(), True, "seal"])
def test_a_cell_is_not_built_without_the_seal(seal):
    with pytest.raises(TypeError, match="only be made by the releases room"):
        SafeCell(state=State.SHOWN, text="8", seal=seal)


def test_a_cell_is_not_built_without_a_word_about_the_seal():
    with pytest.raises(TypeError):
        SafeCell(state=State.SHOWN, text="8")


def test_the_seal_is_handed_out_once():
    with pytest.raises(RuntimeError, match="already taken"):
        take_seal()


def test_a_cell_is_not_changed_or_replaced():
    with pytest.raises(FrozenInstanceError):
        CELL.text = "8"
    with pytest.raises((TypeError, ValueError)):
        replace(CELL, text="8")
    with pytest.raises(TypeError, match="only be made"):
        replace(CELL, text="8", seal=None)


def test_a_cell_is_not_pickled_and_a_copy_is_the_cell_itself():
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(CELL)
    assert copy.copy(CELL) is CELL
    assert copy.deepcopy(CELL) is CELL


def test_a_cell_has_no_other_kinds():
    with pytest.raises(TypeError, match="no other kinds"):
        type("Loose", (SafeCell,), {})


def builders(source):
    """The names by which a file builds cells or reaches for the seal."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in {"SafeCell", "take_seal"}:
            yield ast.unparse(node.func)
        if isinstance(node, ast.ImportFrom) and node.module == "alliance.figures.cells":
            yield from (name.name for name in node.names if name.name in {"take_seal", "_SEAL", "_LENT"})
        if isinstance(node, ast.Attribute) and node.attr in {"_SEAL", "_LENT"}:
            yield node.attr


def test_no_other_file_builds_cells_or_reaches_for_the_seal():
    files = [path for wing in ("alliance", "measures", "risks", "meetings", "frontend") for path in (ROOT / wing).rglob("*.py")
             if "node_modules" not in path.parts]  # fmt: skip
    found = {str(path.relative_to(ROOT)) for path in files if any(builders(path.read_text(encoding="utf-8")))}
    assert found == {"measures/releases/publish.py"}


def test_the_search_for_builders_finds_them():
    assert (
        list(builders("from alliance.figures.cells import take_seal\ncells._SEAL\nSafeCell(text='8')")) != []
    )
