"""Sending figures by a program: 202 with an address to ask, answers, commit, take back; every no has its sentence."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.models import CurrentAtom, Draft, FileVersion
from measures.uploads.keeping import places
from tests.measures.uploads.cast import demo
from tests.measures.uploads.desks.desk import BACKEND, SLUG, Desk, text, work

GOOD = "faults/LAN_2026-27_Q1_put_right.csv"


def post(client, name, period="2026-27-q1", **fields):
    sheet = SimpleUploadedFile("sheet.csv", demo(name) if isinstance(name, str) else name)
    return client.post(reverse("api_uploads", args=[SLUG]), {"period": period, "sheet": sheet, **fields})


def test_a_sheet_is_sent_asked_about_and_committed(lantern):
    sent = post(lantern.client, GOOD)
    assert sent.status_code == 202, text(sent)
    assert sent.json()["state"] == "received"
    work()
    status = sent.json()["status_url"]
    ready = lantern.client.get(status).json()
    assert (ready["state"], ready["questions"], len(ready["changes"])) == ("ready", [], 4)
    done = lantern.client.post(f"{status}/commit", {}, content_type="application/json")
    assert (done.status_code, done.json()["state"]) == (201, "committed")
    assert CurrentAtom.objects.count() == 4
    again = lantern.client.post(f"{status}/commit", {}, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "committed_already")


def test_the_address_to_ask_says_which_step_is_under_way_until_when_and_survives_a_lost_connection(
    town, lantern
):
    sent = post(lantern.client, GOOD)
    status = sent["Location"]
    assert status == sent.json()["status_url"]
    begun = lantern.client.get(status).json()
    assert (begun["done"], begun["total"], begun["step"]) == (2, 4, "Headings, cells and rows checked")
    assert begun["expires_at"].startswith("2026-07-25T09:00")
    work()
    ready = Desk(town, "mairead").client.get(status).json()
    assert (ready["state"], ready["done"], ready["step"], ready["failed"]) == ("ready", 4, "Over", False)
    assert lantern.client.get(ready["copy_url"]).status_code == 200


def test_the_same_key_commits_once(lantern):
    status = post(lantern.client, GOOD)["Location"]
    work()
    given = {"content_type": "application/json", "HTTP_IDEMPOTENCY_KEY": "sheet-1"}
    codes = [lantern.client.post(f"{status}/commit", {}, **given).status_code for _ in range(2)]
    assert codes == [201, 200]
    assert FileVersion.objects.count() == 1


def test_answers_may_be_put_and_forgotten(kindling):
    status = post(kindling.client, "faults/KIN_2025-26_Q3_impossible_mean.csv", "2025-26-q3")["Location"]
    work()
    asked = kindling.client.get(status).json()["questions"]
    answers = {one["key"]: one["options"][0][0] for one in asked}
    put = kindling.client.put(f"{status}/answers", {"answers": answers}, content_type="application/json")
    assert (put.status_code, put["Location"]) == (202, status)
    work()
    assert len(kindling.client.get(status).json()["answered"]) == len(asked)
    assert kindling.client.delete(f"{status}/answers").status_code == 202
    work()
    assert kindling.client.get(status).json()["questions"] == asked


def test_the_document_shows_how_a_sheet_is_sent(lantern):
    paths = lantern.client.get(reverse("api_schema"), {"format": "json"}).json()["paths"]
    here = {path.partition("/uploads")[2]: verbs for path, verbs in paths.items() if "/uploads" in path}
    received = here[""]["post"]["responses"]["202"]
    assert "Location" in received["headers"]
    assert received["content"]["application/json"]["examples"]["Received"]["value"]["done"] == 2
    sheet = here["/{id}"]["get"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert {"BeingChecked", "Checked:OneQuestion,OneCellToMend"} == set(sheet)
    keys = {one["name"] for one in here["/{id}/commit"]["post"]["parameters"]}
    assert "Idempotency-Key" in keys
    assert {"put", "post", "delete"} <= set(here["/{id}/answers"])


def test_questions_are_answered_by_key(kindling):
    sent = post(kindling.client, "faults/KIN_2025-26_Q3_impossible_mean.csv", "2025-26-q3").json()
    work()
    asked = kindling.client.get(sent["status_url"]).json()["questions"]
    answers = {one["key"]: one["options"][0][0] for one in asked}
    url = f"{sent['status_url']}/answers"
    assert kindling.client.post(url, {"answers": {}}, content_type="application/json").status_code == 422
    assert kindling.client.post(url, {"answers": answers}, content_type="application/json").status_code == 202
    work()
    assert kindling.client.get(sent["status_url"]).json()["questions"] == []


def test_a_refused_file_is_422_with_every_message_and_no_value_of_a_person(lantern):
    answer = post(lantern.client, "faults/TID_2025-26_Q1_one_row_per_person.csv")
    assert answer.status_code == 422
    assert {one["code"] for one in answer.json()["messages"]} == {"person.name", "person.rows"}
    assert "A.B." not in text(answer)
    assert not Draft.objects.exists()


def test_a_draft_is_taken_back(lantern):
    status = post(lantern.client, GOOD).json()["status_url"]
    assert lantern.client.delete(status).status_code == 204
    assert lantern.client.get(status).json()["state"] == "taken_back"


def test_strangers_and_others_get_nothing(town, lantern, client):
    status = post(lantern.client, GOOD).json()["status_url"]
    assert client.get(status).status_code == 401
    client.force_login(town.person("petra"), backend=BACKEND)
    assert client.get(status).status_code == 404
    assert post(client, GOOD, org=str(town.orgs["LAN"])).status_code == 403
    assert client.delete(status).status_code == 404


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv"])
def test_the_template_is_a_file(lantern, kind):
    answer = lantern.client.get(
        reverse("api_upload_template", args=[SLUG]), {"period": "2026-27-q1", "as": kind}
    )
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == f'attachment; filename="cohort-sheet-2026-27-q1.{kind}"'


def test_a_busy_server_says_so_and_keeps_nothing(town, lantern, monkeypatch):
    monkeypatch.setattr(places, "MOST_AT_ONCE", 1)
    with places.place_to_read() as free:
        assert free
        assert post(lantern.client, GOOD).status_code == 503
        answer = Desk(town, "jonty").send("2026-27-q1", GOOD)
    assert answer.status_code == 503
    assert "send it again in a minute" in text(answer)
    assert not Draft.objects.exists()
    assert post(lantern.client, GOOD).status_code == 202
