"""A database from before releases: its editions are published releases of the first series afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
# A process of its own, with a database of its own. The tables of then are made from the models of then, which says the
# same as running all migrations up to there and takes a tenth of the time.
PROGRAM = """
import json, django
django.setup()
from datetime import UTC, datetime
from django.db import connection
from django.db.migrations.loader import MigrationLoader
THEN = [("alliance", "0011_states"), ("measures", "0006_draft_shown")]
loader = MigrationLoader(None)
state = loader.project_state(THEN)
held = lambda name: state.apps.get_model("measures", name)
with connection.schema_editor() as editor:
    for model in state.apps.get_models():
        editor.create_model(model)
day = datetime(2026, 1, 5, tzinfo=UTC)
alliance = state.apps.get_model("alliance", "Alliance").objects.create(slug="old", name="Old", zone="Europe/London", founded_at=day, simulated=False)
period = held("Period").objects.create(alliance=alliance, code="2025/26 Q1", starts_on="2025-04-01", ends_on="2025-06-30", due_on="2025-07-31")
for number in (1, 2):
    edition = held("Edition").objects.create(alliance=alliance, period=period, number=number, made_at=day, parameters={"n_min": "10"}, joins={})
    held("PublishedFigure").objects.create(edition=edition, view="alliance", measure="M-01", period=period.code, figure="n", state="shown", text=f"about {number}0", release=number, mark="a" * 64)
plan = loader.graph.forwards_plan(("measures", loader.graph.leaf_nodes("measures")[0][1]))
done = set().union(*(loader.graph.forwards_plan(each) for each in THEN))
for key in [each for each in plan if each not in done]:
    with connection.schema_editor(atomic=True) as editor:
        state = loader.graph.nodes[key].apply(state, editor)
rows = held("Release").objects.order_by("number")
print(json.dumps([
    [row.number, row.state, row.series, row.published_at.isoformat(), [each.period.code for each in row.periods.all()],
     [each.series for each in row.periods.all()], [each.text for each in row.figures.all()], row.seals.count()] for row in rows
]))
"""


def test_old_editions_are_published_releases_with_their_figures_and_without_anybodys_seal(tmp_path):
    (tmp_path / "static").mkdir()
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    told = {"ALLIANCE_STATE": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    root = Path(__file__).parents[3]
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=root, env=kept | told, capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    day = "2026-01-05T00:00:00+00:00"
    assert json.loads(ran.stdout) == [
        [number, "published", 1, day, ["2025/26 Q1"], [1], [f"about {number}0"], 0] for number in (1, 2)
    ]
