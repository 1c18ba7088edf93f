"""What partners see on the common dashboard: printed figures, gaps in words, the missing first, and no order by value."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest

from alliance.door import clock
from measures.notes.actions import tell_story
from measures.releases.actions import withdraw_figure
from tests.cast import done
from tests.measures import marlhaven

pytestmark = pytest.mark.django_db
EXPECTED = marlhaven.rows("expected_shown.csv")
NAMES = {
    "alliance": "All partners together",
    "LAN": "Lantern",
    "TID": "Tideway",
    "MHT": "Moors",
    "KIN": "Kindling",
    "COU": "Council",
    "elsewhere": "Elsewhere",
}
CODES = {"E-01 partners": "e-01-partners"}
BASE = "/a/marlhaven/measures/"
API = "/api/v1/alliances/marlhaven/measures/"


@pytest.fixture
def mairead(client, marlhaven_town):
    client.force_login(
        marlhaven_town.person("mairead"), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    return client


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer
    return unescape(answer.content.decode())


def tables(html):
    """Each table of all views: by measure, {(period, view): what is printed}."""
    found = {}
    for code, table in re.findall(
        r'aria-labelledby="(m-\d\d)-[\w-]+-all"><table>(.*?)</table>', html, re.DOTALL
    ):
        columns = re.findall(r'<th scope="col">(.*?)</th>', table)[1:]
        for period, cells in re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table, re.DOTALL):
            printed = re.findall(r"<td>(.*?)</td>", cells)
            found |= {(code.upper(), period, name): text for name, text in zip(columns, printed, strict=True)}
    return found


def test_the_45_expected_figures_stand_on_the_dashboard(mairead):
    seen = tables(page(mairead, BASE))
    for row in EXPECTED:
        place = (row["measure"], row["period"], NAMES.get(row["view"], row["view"]))
        assert seen[place] == f"{row['prints']} (n {row['shown_n']})"
    assert len(EXPECTED) == 45


def test_the_45_expected_figures_come_out_of_the_api_the_same(mairead):
    answer = mairead.get(f"{API}figures").json()
    seen = {(each["measure"], each["period"], each["view"]): each for each in answer["results"]}
    for row in EXPECTED:
        found = seen[row["measure"], row["period"], CODES.get(row["view"], row["view"])]
        assert (found["text"], found["n"]) == (row["prints"], int(row["shown_n"]))
        assert set(found["partners"]) == set(row["partners_in"].split())


def test_f1_a_partner_that_did_not_share_yet_is_a_gap_in_words_and_never_0(mairead):
    html = page(mairead, f"{BASE}M-02/?view=MHT")
    assert "Moors: not sharing until 9 July 2024 (2024/25 Q1)" in html
    figure = json.loads(
        re.search(r'id="m-02-mht-figure" type="application/json">(.*?)</script>', html).group(1)
    )
    drawn = [trace for trace in figure["data"] if trace["name"] not in {"Missing", "Median"}]
    assert drawn
    assert "2024/25 Q1" not in [label for trace in drawn for label in trace["x"]]
    assert all(trace["mode"] == "markers" for trace in drawn)


def test_f2_a_partner_with_too_few_people_is_named_wherever_it_is_left_out(mairead):
    html = page(mairead, f"{BASE}M-02/")
    assert "Kindling: too few (2024/25 Q1, 2024/25 Q4 and 2025/26 Q3)" in html
    assert {
        tables(html)["M-02", period, "Kindling"] for period in ("2024/25 Q1", "2024/25 Q4", "2025/26 Q3")
    } == {"Kindling: too few"}


def test_an_average_of_fewer_than_30_answers_is_called_an_early_signal(mairead):
    chart = mairead.get(f"{API}M-04/chart?view=KIN").json()
    drawn = [point for point in chart["spec"]["points"] if point["value"] is not None]
    assert {point["words"] for point in drawn} == {"early signal: fewer than 30 answers"}
    assert all(10 <= point["n"] < 30 for point in drawn)
    assert "about 10 to 15 answers each, early signals, 3 of 8 periods" in chart["spec"]["subtitle"]
    assert "about 15 answers (early signal: fewer than 30 answers)." in chart["spec"]["latest"]
    whole = mairead.get(f"{API}M-04/chart").json()["spec"]
    assert "early" not in whole["latest"] + " ".join(point["words"] for point in whole["points"])


def test_f3_a_view_left_with_one_partner_says_so(mairead):
    html = page(mairead, f"{BASE}M-02/?view=elsewhere")
    assert "Council alone (2024/25 Q1)" in html
    assert "about 3 of 8" not in html


def test_a_new_definition_breaks_the_line_and_no_median_goes_across(mairead):
    chart = mairead.get(f"{API}M-03/chart").json()
    (line,) = chart["spec"]["lines"]
    assert [segment["first"] for segment in chart["spec"]["segments"]] == [4]
    assert (len(set(line["values"][:4])), len(set(line["values"][4:])), len(set(line["values"]))) == (1, 1, 2)
    (event,) = chart["spec"]["events"]
    assert event == {
        "period": "2025-04-01",
        "words": "new definition: bed and breakfast does not count",
        "reference": "D-013",
    }
    html = page(mairead, f"{BASE}M-03/")
    assert "2025/26 Q1: new definition: bed and breakfast does not count (D-013)" in html


def test_eight_points_are_dots_and_a_median_without_any_signal(mairead):
    spec = mairead.get(f"{API}M-02/chart").json()["spec"]
    assert (spec["kind"], len(spec["points"])) == ("dots", 8)
    assert {point["status"] for point in spec["points"]} == {"ordinary"}
    assert spec["title"] == "42% in 2025/26 Q4. The middle of the 8 periods shown is 53.5%."


def test_views_stand_in_charter_order_on_every_measure(mairead):
    html = page(mairead, BASE)
    order = ["COU", "LAN", "TID", "MHT", "KIN", "e-01-partners", "elsewhere"]
    for code in ("M-01", "M-02", "M-03", "M-04"):
        assert re.findall(rf'href="{BASE}{code}/\?view=([\w-]+)"', html) == order


@pytest.mark.parametrize("query", ["?sort=value", "?order=desc&view=alliance"])
def test_no_address_sorts_by_value(mairead, query):
    plain = re.sub(r'value="[^"]*"', "", page(mairead, f"{BASE}M-02/"))
    asked = re.sub(r'value="[^"]*"', "", page(mairead, f"{BASE}M-02/{query}"))
    assert tables(asked) == tables(plain)
    assert re.findall(r"\?view=([\w-]+)\"", asked) == re.findall(r"\?view=([\w-]+)\"", plain)


def test_the_missing_come_before_any_measure(mairead):
    html = page(mairead, BASE)
    assert 0 < html.index("Who is missing in 2025/26 Q4") < html.index("M-01")


def test_newer_periods_that_are_not_here_are_named_beside_the_latest(mairead):
    with clock.simulated(datetime(2026, 11, 27, 9, tzinfo=UTC)):
        html = page(mairead, BASE)
    assert "Not here yet: 2026/27 Q1 and Q2 from all five who send figures." in html


def test_a_declared_view_says_which_partners_it_is_made_of(mairead):
    assert "E-01 partners: Lantern and Tideway" in page(mairead, BASE)
    assert "Elsewhere: Council, Moors and Kindling." in page(mairead, f"{BASE}M-02/?view=elsewhere")
    assert "E-01 partners: Lantern and Tideway" in page(mairead, f"{BASE}plan/")


def test_the_story_that_nobody_has_told_is_a_small_line_and_no_box(mairead):
    html = page(mairead, BASE)
    assert html.count('<p class="al-soft al-small">Nobody has told the story yet. <a') == 4
    assert 'class="al-story"' not in html


def test_the_foot_says_plainly_that_the_audit_comes_later(mairead):
    assert "How releases are made" in page(mairead, BASE)


def test_periods_are_picked_from_the_list_and_the_link_keeps_the_whole_state(mairead):
    html = page(mairead, f"{BASE}M-02/?view=LAN&first=2025/26+Q1&last=2025/26+Q2")
    assert {period for _, period, _ in tables(html)} == {"2025/26 Q1", "2025/26 Q2"}
    assert "?view=LAN&first=2025%2F26+Q1&last=2025%2F26+Q2&release=8" in html


def test_an_earlier_release_shows_what_stood_then(mairead):
    html = page(mairead, f"{BASE}M-02/?release=3")
    assert {period for _, period, _ in tables(html)} == {"2024/25 Q1", "2024/25 Q2", "2024/25 Q3"}


def test_the_file_holds_the_same_figures_and_no_cell_that_runs(mairead):
    answer = mairead.get(f"{BASE}M-02/figures.csv?view=LAN")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [row["value"] for row in rows][-1] == "35"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert not [cell for row in rows for cell in row.values() if cell.startswith(("=", "+", "@", "\t"))]


@pytest.mark.parametrize(
    "address",
    [
        f"{BASE}M-99/",
        f"{BASE}M-02/?view=nobody",
        f"{BASE}M-99/figures.csv",
        f"{BASE}plan/nothing/",
        f"{API}M-99/chart",
    ],
)
def test_what_is_not_in_the_plan_is_not_found(mairead, address):
    assert mairead.get(address).status_code == 404


def test_a_stranger_sees_nothing_is_there(client, marlhaven_town, django_user_model):
    stranger = django_user_model.objects.create(name="Kit Stranger", email="kit@elsewhere.example")
    client.force_login(stranger, backend="allauth.account.auth_backends.AuthenticationBackend")
    for address in (BASE, f"{BASE}M-02/", f"{BASE}plan/", f"{API}figures", f"{API}plan", f"{API}M-02/chart"):
        assert client.get(address).status_code == 404


def test_what_we_count_shows_a_card_for_each_measure_and_no_form_to_those_who_may_not(mairead):
    html = page(mairead, f"{BASE}plan/")
    assert all(f"{code}</span>" in html for code in ("M-01", "M-02", "M-03", "M-04"))
    assert "Nothing here has a target." in html
    assert "Change what we count" not in html
    answer = mairead.post(f"{BASE}plan/cohort/", {"name": "Families", "once": "a"})
    assert answer.status_code == 403


def test_the_board_of_one_view_shows_every_measure_of_it_and_its_links_keep_the_state(mairead):
    html = page(mairead, f"{BASE}?view=LAN&release=8")
    assert 'id="m-01-lan-heading"' in html
    assert html.count("Lantern, Adults") >= 4
    assert f'href="{BASE}M-02/?view=LAN&release=8"' in html
    html = page(mairead, f"{BASE}?view=LAN&limits=1&sort=value")
    assert f'href="{BASE}M-02/?view=LAN"' in html
    assert '<input type="hidden" name="view" value="LAN">' in html
    assert mairead.get(f"{BASE}?view=nobody").status_code == 404
    assert mairead.get(f"{BASE}?release=99").status_code == 404


def test_two_releases_that_agree_say_so_and_name_the_period_that_came(mairead):
    html = page(mairead, f"{BASE}compare/?before=2&after=3")
    assert "New in release 3: 2024/25 Q3." in html
    assert "Every figure that both of them have reads the same." in html
    assert mairead.get(f"{BASE}compare/?before=2&after=77").status_code == 404
    told = mairead.get(f"{API}compare?before=2&after=3").json()
    assert (told["came"], told["changes"]) == (["2024/25 Q3"], [])


def test_eight_figures_make_no_line_up_and_the_page_says_what_is_needed(mairead):
    assert "A line-up needs 10 figures or more" in page(mairead, f"{BASE}M-01/line-up/")


def test_words_beside_a_chart_lead_where_their_reader_may_go_and_programs_get_them_plain(
    mairead, marlhaven_town
):
    """A review of which Mairead knows nothing stays a word; a decision, a measure and the story itself are links."""
    words = "Since D-003 we ask as M-02 does, and as V-404 found."
    place = {"measure": "M-03", "view": "alliance", "period": "2025/26 Q4"}
    told = {"voice": "provider", "words": words, "agreed": True}
    done(tell_story(marlhaven_town.caller("mairead"), **place, **told))
    for address in (BASE, f"{BASE}M-03/"):
        html = page(mairead, address)
        story = re.search(r'(?s)class="al-story">.*?</dl>', html).group()
        assert re.findall(r'href="/a/marlhaven/[^"]*">([\w-]+)</a>', story) == ["D-003", "M-02", "S-01"]
        assert "as V-404 found." in story
        assert re.search(r'<li><b>A</b> .*\(<a class="al-keep" href="[^"]+">D-013</a>\)', html)
    spec = mairead.get(f"{API}M-03/chart").json()["spec"]
    assert spec["story"]["changed"] == words
    assert "<a" not in json.dumps(spec)


def test_what_was_taken_back_is_said_to_be_wherever_it_stood_and_no_number_of_it_is_left(
    mairead, marlhaven_town
):
    """As an attacker: no page, file, axis or older address holds a figure of Lantern's that was withdrawn."""
    gone = {"measure": "M-04", "view": "LAN", "period": "2025/26 Q4"}
    kept = [each for each in mairead.get(f"{API}figures").json()["results"] if gone.items() <= each.items()]
    number = kept[0]["number"]
    newest = marlhaven_town.published
    done(
        withdraw_figure(marlhaven_town.caller("gethin"), release=newest.id, reason="The wrong sheet.", **gone)
    )
    figures = mairead.get(f"{API}M-04/figures?view=LAN").json()["results"]
    seen = [each for each in figures if gone.items() <= each.items()]
    assert {(each["text"], each["number"], each["n"], each["interval"]) for each in seen} == {
        ("withdrawn", None, None, None)
    }
    whole = mairead.get(f"{API}M-04/chart?view=LAN&release={newest.number}").json()
    last = whole["spec"]["points"][-1]
    assert (last["value"], last["n"], last["words"]) == (None, None, "withdrawn: The wrong sheet.")
    assert "2025/26 Q4 (withheld: withdrawn: The wrong sheet.)" in " ".join(whole["words"])
    drawn = [value for trace in whole["figure"]["data"] for value in trace["y"] if value is not None]
    assert float(number) not in drawn
    lines = mairead.get(f"{BASE}M-04/figures.csv?view=LAN&release={newest.number}").content.decode(
        "utf-8-sig"
    )
    assert "Withheld" in lines.splitlines()[-1]
    assert number not in lines.splitlines()[-1]
    html = page(mairead, f"{BASE}M-04/?view=LAN&release={newest.number}")
    assert tables(html)["M-04", "2025/26 Q4", "Lantern"] == "withdrawn: The wrong sheet."
    assert "Withdrawn: The wrong sheet. (2025/26 Q4)" in html


def test_a_chart_that_is_not_there_is_no_file_for_anybody(mairead):
    files = ("groups.csv", "change-1.csv", "line-up.csv", "groups/export", "change/export", "line-up/export")
    answers = [mairead.get(f"{API if 'export' in each else BASE}M-04/{each}") for each in files]
    assert {each.status_code for each in answers} == {404}
