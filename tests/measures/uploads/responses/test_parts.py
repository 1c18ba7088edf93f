"""Instruments that give several figures, from the decision that adopts one to the figure that everybody sees."""

import csv
import io
from datetime import date

from measures.plan import actions
from measures.plan.queries import method_cards, plan
from measures.releases.queries import published
from tests.cast import done
from tests.measures.uploads.desks.desk import Desk, text
from tests.measures.uploads.responses.filled import filled, lines
from tests.measures.uploads.responses.sheets import PAGE, PERIOD

DAY = date(2026, 4, 1)
PARTS = ("cantril.thriving", "cantril.now", "top.1_days")


def adopted(town):
    """Three measures, each resting on the carried decision D-003."""
    who = town.caller("gethin")
    refused = actions.adopt_instrument(who, instrument=PARTS[0], valid_from=DAY)
    assert refused.code == "decision_needed"
    return [
        actions.adopt_instrument(who, instrument=each, valid_from=DAY, decision="D-003").ref for each in PARTS
    ]


def figures(town, first="mairead"):
    mine = [
        each for each in published(town.viewer(first)).figures if each.view == "LAN" and each.period == PERIOD
    ]
    return {each.measure: each.cell.text for each in mine}


def test_the_ladder_is_adopted_taken_by_template_sent_and_shown(town, lantern):
    thriving, now, _ = adopted(town)
    cards = {
        each.code: each.instrument for each in method_cards(town.viewer("jonty"), plan(town.viewer("jonty")))
    }
    assert (cards[thriving], cards[now]) == ("cantril", "cantril")
    template = lantern.get("upload_responses", PAGE, "xlsx").content
    answered = [
        {key: value for key, value in line.items() if key in {"row_key", "occasion", "period", "cohort"}}
        | {"cantril_now": 8 if at < 24 else 5, "cantril_future": 9 if at < 24 else None if at == 39 else 6}
        for at, line in enumerate(lines(40))
    ]
    draft = lantern.draft(PAGE, filled(template, answered), "answers.xlsx")
    shown = {
        each.measure: each.what
        for each in lantern.get("upload_draft", draft.id).context["draft"].preview.changes
    }
    assert shown[thriving].startswith("n 39, numerator 24")
    assert shown[now].startswith("n 40, mean 6.80")
    assert lantern.commit(draft).status_code == 302
    done(town.publish(PERIOD))
    assert (figures(town)[thriving][-1], figures(town)[now]) == ("%", "6.8")


def test_a_question_of_the_treatment_profile_is_adopted_sent_as_a_mean_and_shown(town, lantern):
    code = adopted(town)[2]
    sheet = list(csv.reader(io.StringIO(lantern.get("upload_template_csv", PAGE).content.decode())))
    head, mine = sheet[0], next(line for line in sheet if line[2].startswith(code))
    row = dict(zip(head, mine, strict=True)) | {"n": "40", "mean": "14.5", "sd": "6.2"}
    draft = lantern.draft(PAGE, f"{','.join(head)}\n{','.join(row.values())}\n".encode())
    assert lantern.commit(draft).status_code == 302, lantern.page(draft)
    done(town.publish(PERIOD))
    assert figures(town)[code] == "14.5"
    outside = dict(row) | {"mean": "29"}
    wrong = lantern.draft(PAGE, f"{','.join(head)}\n{','.join(outside.values())}\n".encode())
    assert "outside 0 to 28" in lantern.page(wrong)


def test_the_form_offers_each_figure_under_its_instrument(town):
    page = text(Desk(town, "gethin").get("measure_settle", "instrument"))
    assert 'optgroup label="Treatment Outcomes Profile"' in page
    assert '<option value="cantril.thriving"' in page
    assert '<option value="top"' not in page
