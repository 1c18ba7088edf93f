"""The rows follow from the log, and from nothing else."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from alliance.contract.actions import set_objective
from alliance.contract.models import Alliance, Mandate, Objective, Organisation
from alliance.door.action import Done
from alliance.door.rebuild import path_to, rebuild
from alliance.mandates.actions import grant_mandate
from alliance.wings import registry
from tests.cast import Cast, build


def lived(cast: Cast) -> None:
    set_objective(cast.caller("manager"), title="A settled home", good="A door of one's own.")
    done = grant_mandate(
        cast.caller("homes"), org=cast.orgs["HOM"], person=cast.people["homes_data"].id, role="deputy"
    )
    assert isinstance(done, Done)


def test_a_rebuild_gives_the_same_rows(cast: Cast) -> None:
    lived(cast)
    build("elsewhere")
    result = rebuild(cast.alliance, registry.projected())
    assert result.identical
    assert result.rows > 20
    assert Mandate.objects.filter(org__alliance=cast.alliance).count() == 6
    assert Alliance.objects.count() == 2


def test_a_check_names_what_somebody_changed_and_changes_nothing(cast: Cast) -> None:
    lived(cast)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_objective SET title = 'Something else'")
    result = rebuild(cast.alliance, registry.projected(), check=True)
    assert [(found.model, found.was) for found in result.differences] == [("alliance.Objective", "changed")]
    assert Objective.objects.get().title == "Something else"
    rebuild(cast.alliance, registry.projected())
    assert Objective.objects.get().title == "A settled home"


def test_every_projected_model_leads_to_an_alliance() -> None:
    paths = [path_to(Alliance, model) for model in registry.projected()]
    assert paths[0] == "pk"
    assert path_to(Alliance, Mandate) == "org__alliance"
    assert path_to(Alliance, Organisation) == "alliance"


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said, stderr=said)
    return said.getvalue()


def test_the_commands_say_whole_and_identical(cast: Cast) -> None:
    lived(cast)
    assert "stonebridge: whole, " in run("verify_ledger")
    assert "identical" in run("rebuild", "stonebridge", "--check")


def test_a_changed_row_fails_the_check(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE alliance_organisation SET name = 'Another' WHERE code = 'HOM'")
    with pytest.raises(CommandError, match="stonebridge"):
        run("rebuild", "--check")


def test_an_unknown_alliance_is_told(cast: Cast) -> None:
    with pytest.raises(CommandError, match="no alliance “nowhere”"):
        run("verify_ledger", "nowhere")


def test_one_changed_byte_is_named(cast: Cast) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER entry_no_update") if connection.vendor == "sqlite" else cursor.execute(
            "DROP TRIGGER entry_no_rewrite ON alliance_entry"
        )
        cursor.execute("SELECT data FROM alliance_entry WHERE seq = 3")
        data = bytes(cursor.fetchone()[0])
        cursor.execute(
            "UPDATE alliance_entry SET data = %s WHERE seq = 3", [data.replace(b"member", b"nember", 1)]
        )
    said = StringIO()
    with pytest.raises(CommandError, match="Not whole: stonebridge"):
        call_command("verify_ledger", "stonebridge", stderr=said)
    assert "Entry 3 is broken" in said.getvalue()
