"""A check that has never caught anything proves nothing: each violation is planted, in a copy where it leans on others, and must be caught."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from alliance.boot.places import ROOT, VENV
from tests.architecture import lint_imports, lint_orders, lint_shape, lint_templates
from tests.architecture.tree import WINGS, Tree

SKIP = shutil.ignore_patterns(
    "node_modules", "built", "__pycache__", "*.csv", "*.xlsx", "*.json", "marlhaven"
)
ROW = '"""Planted."""\n\n'


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    root = tmp_path_factory.mktemp("planted")
    for wing in WINGS:
        shutil.copytree(ROOT / wing, root / wing, ignore=SKIP)
    shutil.copy(ROOT / "frontend" / "package-lock.json", root / "frontend")
    for path in [ROOT / "pyproject.toml", *ROOT.glob("requirements*.lock")]:
        shutil.copy(path, root)
    return root


@pytest.fixture
def plant(copy):
    """Write a file into the copy (after what stands there already), and put all back afterwards."""
    before: dict[Path, str | None] = {}
    made: list[Path] = []

    def write(name, text, *, append=False):
        path = copy / name
        before.setdefault(path, path.read_text() if path.exists() else None)
        for folder in reversed(path.parents):
            if not folder.exists():
                folder.mkdir()
                made.append(folder)
        path.write_text((before[path] or "") + text if append else text)
        return copy

    yield write
    for path, text in before.items():
        path.unlink() if text is None else path.write_text(text)
    for folder in reversed(made):
        shutil.rmtree(folder)


LINTED = [
    ("late-import", lint_imports.late_imports, "risks/planted/rules.py", "def f():\n    import json\n    return json\n"),
    ("late-import-in-try", lint_imports.late_imports, "risks/planted/rules.py", "try:\n    import json\nexcept ImportError:\n    pass\n"),
    ("type-checking", lint_imports.late_imports, "risks/planted/rules.py", "from typing import TYPE_CHECKING\n"),
    ("relative-import", lint_imports.relative_imports, "risks/planted/rules.py", "from . import queries\n"),
    ("signal", lint_imports.signals, "risks/planted/wiring.py", "from django.db.models.signals import post_save\n"),
    ("receiver", lint_imports.signals, "risks/planted/wiring.py", "from django.dispatch import receiver\n"),
    ("orm-in-views", lint_imports.pages_and_api, "risks/planted/views.py", "def page(request, risks):\n    return risks.objects.all()\n"),
    ("connection-in-views", lint_imports.pages_and_api, "risks/planted/views.py", "from django.db import connection\n"),
    ("models-in-api", lint_imports.pages_and_api, "risks/planted/api.py", "from risks.planted.models import Risk\n"),
    ("face-in-api", lint_imports.pages_and_api, "risks/planted/api.py", "from risks import models\n"),
    ("rules-in-views", lint_imports.pages_and_api, "risks/planted/views.py", "from risks.planted import rules\n"),
    ("model-form", lint_imports.pages_and_api, "risks/planted/forms.py", "from django.forms import ModelForm\n"),
    ("model-serializer", lint_imports.pages_and_api, "risks/planted/api.py", "from rest_framework import serializers\nclass S(serializers.ModelSerializer):\n    pass\n"),
    ("views-in-a-folder", lint_imports.pages_and_api, "risks/planted/views/list.py", "from risks.planted.models import Risk\n"),
    ("django-in-rules", lint_imports.pure_rules, "risks/planted/rules.py", "from django.utils import timezone\n"),
    ("clock-in-rules", lint_imports.pure_rules, "risks/planted/rules.py", "from alliance.door.clock import now\n"),
    ("today-in-rules", lint_imports.pure_rules, "risks/planted/rules.py", "from datetime import date\nX = date.today()\n"),
    ("atoms-in-dashboards", lint_imports.private_atoms, "measures/dashboards/queries.py", "from measures.atoms.models import Atom\n"),
    ("atoms-in-releases-queries", lint_imports.private_atoms, "measures/releases/queries.py", "from measures.atoms import models\n"),
    ("cell-made-by-dashboards", lint_imports.cells_come_from_releases, "measures/dashboards/shown.py", "from alliance.figures import cells\nX = cells.SafeCell()\n"),
    ("order-with-ties", lint_orders.total_orders, "risks/planted/queries.py", "def late(rows):\n    return rows.order_by('number', 'at')\n"),
    ("order-of-a-model-with-ties", lint_orders.total_orders, "risks/planted/models.py", "class Meta:\n    ordering = ['-at']\n"),
    ("query-without-viewer", lint_shape.viewer_first, "risks/planted/queries.py", "def risks(alliance, viewer):\n    return []\n"),
    ("query-without-anything", lint_shape.viewer_first, "risks/planted/queries.py", "def risks():\n    return []\n"),
    ("long-file", lint_shape.file_sizes, "risks/planted/rules.py", "x = 1\n" * 251),
    ("long-template", lint_shape.file_sizes, "frontend/templates/planted.html", "<p>x</p>\n" * 121),
    ("long-function", lint_shape.function_lengths, "risks/planted/rules.py", "def f():\n" + "    x = 1\n" * 41),
    ("no-module-docstring", lint_shape.docstrings, "risks/planted/rules.py", "X = 1\n"),
    ("no-docstring", lint_shape.docstrings, "risks/planted/rules.py", f"{ROW}def f():\n    return 1\n"),
    ("noqa-without-reason", lint_shape.reasons, "risks/planted/rules.py", "X = 1  # no" + "qa: E501\n"),
    ("bare-type-ignore", lint_shape.reasons, "risks/planted/rules.py", "X = 1  # type" + ": ignore\n"),
    ("lock-with-address", lint_shape.locks, "requirements-npm.lock", "--index" + "-url https://packages.example/simple\n"),
    ("npm-lock-with-address", lint_shape.locks, "frontend/package-lock.json", '{"resolved": "x.tgz"}\n'),
    ("inline-style", lint_templates.templates, "frontend/templates/planted.html", '<p style="color:red">x</p>\n'),
    ("inline-script", lint_templates.templates, "frontend/templates/planted.html", "<script>go()</script>\n"),
    ("style-element", lint_templates.templates, "frontend/templates/planted.html", "<style>p{}</style>\n"),
    ("handler", lint_templates.templates, "frontend/templates/planted.html", '<button onclick="go()">Go</button>\n'),
    ("handler-inside-a-tag", lint_templates.templates, "frontend/templates/planted.html", '<p {% if x %}onload="go()"{% endif %}>x</p>\n'),
    ("javascript-link", lint_templates.templates, "frontend/templates/planted.html", '<a href="javascript:go()">Go</a>\n'),
    ("form-without-token", lint_templates.templates, "frontend/templates/planted.html", '<form method="post"><input></form>\n'),
    ("outside-image", lint_templates.templates, "frontend/templates/planted.html", '<img alt="" src="https://x.example/a.png">\n'),
    ("unescaped", lint_templates.templates, "frontend/templates/planted.html", "{{ text|safe }}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("lint", "name", "text"), [pytest.param(*row[1:], id=row[0]) for row in LINTED])
def test_a_lint_catches(tmp_path, lint, name, text):
    planted = tmp_path / name
    planted.parent.mkdir(parents=True, exist_ok=True)
    planted.write_text(text)
    mine = re.compile(
        re.escape(name.removesuffix(".py")).replace("/", "[./]") + "|" + re.escape(Path(name).name)
    )
    assert any(mine.search(found) for found in lint(Tree(tmp_path)))


def test_a_rule_is_answerable_for_what_it_imports(plant):
    plant("risks/planted/chance.py", "import random\n")
    root = plant(
        "risks/planted/rules.py", "from risks.planted import chance\nfrom risks.planted.chance import x\n"
    )
    assert any(found.startswith("risks.planted.chance:1:") for found in lint_imports.pure_rules(Tree(root)))


def test_sixteen_files_in_a_folder_are_one_too_many(plant):
    for number in range(16):
        root = plant(f"risks/planted/craft_{number}.py", ROW)
    assert any("risks/planted: 16 files" in found for found in lint_shape.folder_sizes(Tree(root)))


def test_good_templates_are_let_through():
    good = """{% extends "layout.html" %}{% if a < b %}<p class="{% if x %}on{% endif %}">{{ x }}</p>{% endif %}
    <form method="post" action="{% url 'x' %}">{% csrf_token %}<input></form>
    <form method="get"><input></form><script src="{% static 'x.js' %}" defer></script><img src="{{ u }}" alt="">
    <a href="https://www.example.org/">out</a>{% comment %}<style>{% endcomment %}"""
    assert lint_templates.read(good) == []


CONTRACTS = [
    ("sibling", "risks/planted.py", "from measures import models\n", "never import one another"),
    ("core-imports-a-wing", "alliance/desk/planted.py", "from risks import models\n", "imports no wing"),
    ("frontend-imports-ours", "frontend/charts/planted.py", "from alliance.door import clock\n", "knows nothing"),
    ("upwards", "alliance/ledger/planted.py", "from alliance.contract import models\n", "down the storeys"),
    ("upwards-through-another", "alliance/door/planted.py", "from alliance.models import Job\n", "down the storeys"),
    ("atoms-know-releases", "measures/atoms/planted.py", "from measures.releases import publish\n", "Inside measures"),
    ("django-in-set-up", "alliance/boot/planted.py", "from django.conf import settings\n", "nothing installed"),
]  # fmt: skip


def contracts(root):
    command = [str(VENV / "bin" / "lint-imports"), "--no-cache", "--config", str(root / "pyproject.toml")]
    return subprocess.run(command, cwd=root, capture_output=True, text=True)


def test_the_copy_keeps_every_contract(copy):
    ended = contracts(copy)
    assert ended.returncode == 0, ended.stdout


@pytest.mark.parametrize(
    ("name", "text", "contract"), [pytest.param(*row[1:], id=row[0]) for row in CONTRACTS]
)
def test_a_contract_catches(plant, name, text, contract):
    ended = contracts(plant(name, ROW + text))
    assert ended.returncode != 0
    broken = [line for line in ended.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), ended.stdout
