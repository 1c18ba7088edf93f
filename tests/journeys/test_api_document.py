"""The API keeps to its own document: whatever is sent, the answer is one that the document lists."""

from uuid import UUID

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from alliance.people.models import Person
from alliance.people.tokens import new_token
from tests import cast as stage
from tests import told

pytestmark = [pytest.mark.long, pytest.mark.once]
CHECKS = (
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
)  # fmt: skip
KNOWN = {
    "slug": "marlhaven",
    "number": 1,
    "code": "M-01",
    "id": UUID(int=0),
    "draft": 1,
    "paper": UUID(int=0),
    "atom": UUID(int=0),
    "period": "2025-26-q4",
    "round_number": 1,
    "letters": "AS",
    "org": UUID(int=0),
}


@pytest.fixture
def server(live_server: LiveServer) -> tuple[str, str]:
    """The address of the API's document, and a token of somebody inside."""
    cast = stage.build("stonebridge")
    return f"{live_server.url}/api/v1/schema/?format=json", new_token(cast.people["council"], "a program")


def ask(operation, token: str) -> str:
    """Send a few generated requests to one operation; answers what the document did not promise, "" for nothing."""

    @settings(max_examples=2, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def probe(case) -> None:
        if "slug" in case.path_parameters:
            case.path_parameters["slug"] = "stonebridge"
        case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=CHECKS)

    try:
        probe()
    except (FailureGroup, Failure) as failure:
        return f"{operation.label}: {failure}"
    return ""


def test_every_answer_is_one_that_the_document_lists(server: tuple[str, str]) -> None:
    address, token = server
    document = schemathesis.openapi.from_url(address, headers={"Authorization": f"Bearer {token}"})
    operations = [found.ok() for found in document.get_all_operations()]
    broken = [said for operation in operations if (said := ask(operation, token))]
    assert broken == []
    assert len(operations) > 40


@pytest.mark.django_db(transaction=True)
def test_what_a_living_alliance_answers_has_the_shape_that_the_document_gives(
    live_server: LiveServer,
) -> None:
    told.marlhaven(told.WRITTEN)
    token = new_token(Person.objects.get(email="ines@marlhaven.example"), "a program")
    headers = {"Authorization": f"Bearer {token}"}
    document = schemathesis.openapi.from_url(f"{live_server.url}/api/v1/schema/?format=json", headers=headers)
    seen = 0
    for operation in (found.ok() for found in document.get_all_operations()):
        if operation.method == "get":
            case = operation.Case(path_parameters={**KNOWN}, headers=headers)
            seen += case.call_and_validate(checks=CHECKS).status_code == 200
    assert seen >= 25
