"""The browser finds what the server finds: in every sentence, and in sentences put together by chance."""

import random
import re
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress

from alliance.nudge.look import look, suggest
from alliance.nudge.told import CAP, EXAMPLES, KINDS, RULES, TOLD
from tests.alliance.nudge.test_rules import HOSTILE, demo_names, neutral
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, sign_in
from tests.cast import PASSWORD, build

LOOK = """async ([texts, names]) => {
  const { looker } = await import('/static/alliance/nudge/look.js');
  const told = await (await fetch('/static/alliance/nudge/rules.json')).json();
  const finds = looker(told, names);
  const signs = (text, at) => [...text.slice(0, at)].length;
  const began = performance.now();
  const found = texts.map(([text, kind]) => [
    finds.look(text, kind).map((hit) => [hit.rule.id, signs(text, hit.start), signs(text, hit.end), hit.words]),
    finds.suggest([{ field: 'text', text, kind }]).map((one) => [one.rule.id, one.words]),
  ]);
  return { found, took: performance.now() - began };
}"""
GLUE = (
    " ",
    "  ",
    "\n",
    "\r\n",
    "\u00a0",
    " \u201c",
    "\u201d ",
    ", ",
    ". ",
    "-",
    "\u2011",
    "\u2019s ",
    "\u00e9",
    "\u0130",
    "\U0001f6a7 ",
    "",
)


def chance(many):
    """Pieces of all sentences, of the rules' own words and of names, put together with whatever may stand between them."""
    drawn = random.Random(4)
    words = [word for rule in RULES for one in (*rule.flag, *rule.leave) for word in re.findall(r"\S+", one)]
    words += [word for part in TOLD["fragments"].values() for word in re.findall(r"[a-z]{3,}", part)]
    words += [*EXAMPLES.people, *EXAMPLES.bodies]
    runs = [one for rule in RULES for one in rule.flag]
    pick = lambda: drawn.choice(runs) if drawn.random() < 0.3 else drawn.choice(words)  # noqa: E731 -- read once, below
    case = (str, str, str, str.upper, str.title)
    return [
        "".join(drawn.choice(case)(pick()) + drawn.choice(GLUE) for _ in range(drawn.randint(3, 40)))
        for _ in range(many)
    ]


def server(text, kind, names):
    return [
        [[hit.rule.id, hit.start, hit.end, hit.words] for hit in look(text, kind, names)],
        [[one.rule.id, one.words] for one in suggest([("text", text, kind)], names)],
    ]


@pytest.fixture
def browser_says(page, live_server):
    """What the browser finds in each text, with these names, and how many milliseconds that took."""
    page.goto(f"{live_server.url}/accounts/login/")

    def ask(texts, names):
        told = {"people": list(names.people), "bodies": list(names.bodies)}
        said = page.evaluate(LOOK, [texts, told])
        return said["found"], said["took"]

    return ask


@pytest.mark.once
def test_the_browser_and_the_server_find_the_same_words(browser_says) -> None:
    flagged = [(one, rule.kinds[0], rule.id) for rule in RULES for one in rule.flag]
    left = [(one, rule.kinds[0]) for rule in RULES for one in rule.leave]
    together = [(text, KINDS[at % 4]) for at, text in enumerate(chance(500))]
    long = [
        ("x " * (CAP // 2) + "careless", "draft"),
        ("\U0001f6a7" * (CAP - 9) + " careless careless", "draft"),
    ]
    texts = [*(one[:2] for one in flagged), *left, *together, *long]
    found, _ = browser_says(texts, EXAMPLES)

    assert [
        (text, rule)
        for (text, _, rule), one in zip(flagged, found, strict=False)
        if rule not in {hit[0] for hit in one[0]}
    ] == []
    assert [
        (text, one[0]) for (text, _), one in zip(left, found[len(flagged) :], strict=False) if one[0]
    ] == []
    apart = [
        (text, kind, one)
        for (text, kind), one in zip(texts, found, strict=True)
        if one != server(text, kind, EXAMPLES)
    ]
    assert apart == []
    assert {hit[0] for one in found[-len(together) - 2 :] for hit in one[0]} == {rule.id for rule in RULES}, (
        "chance left a rule out"
    )

    names = demo_names()
    quiet, _ = browser_says([(one, "draft") for one in neutral()], names)
    assert quiet == [server(one, "draft", names) for one in neutral()]
    assert {hit[0] for one in quiet for hit in one[0]} & {
        rule.id for rule in RULES if rule.tier == "p"
    } == set()

    _, took = browser_says([((one * 100_000)[:100_000], "question") for one in HOSTILE[::4]], EXAMPLES)
    assert took / len(HOSTILE[::4]) < 2000, (
        "two looks at 100,000 characters each, on a machine that may be busy"
    )


def test_a_question_appears_beside_the_words_and_stops_nothing(visitors, live_server) -> None:
    cast = build()
    who = cast.people["homes"]
    EmailAddress.objects.create(user=who, email=who.email, verified=True, primary=True)
    page = visitors.arrive(width=375)
    sign_in(page, live_server.url, who.email, PASSWORD)
    page.goto(f"{live_server.url}/a/{cast.slug}/actions/new/")
    sent = []
    page.on("request", lambda request: sent.append((request.method, urlsplit(request.url).path)))
    words = "Fay Provider was negligent, Kinfolk let us down; remind all staff."
    page.get_by_label("What is to be done").press_sequentially(words)
    boxes = page.locator(".al-nudge__box:visible")
    boxes.first.wait_for()

    assert page.evaluate("document.activeElement.name") == "what", "the focus stays where somebody writes"
    assert (
        "3 suggestions about your words: below “What is to be done”."
        in page.get_by_role("status").all_text_contents()
    )
    assert page.locator(".al-nudge__box:visible strong").all_text_contents() == [
        "Could the role stand here instead of the name?", "What did the role do, in what setting?",
        "What did each side expect, and see?",
    ]  # fmt: skip
    assert faults(page, "with suggestions") == []
    assert page.evaluate(FITS)

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Keep my words"
    page.keyboard.press("Enter")
    page.get_by_text(
        "Which change to the work would help?"
    ).wait_for()  # what the three had kept back, at the end
    assert page.evaluate("document.activeElement.name") == "what"
    page.get_by_role("button", name="Keep my words").click()
    page.wait_for_function("!document.querySelector('.al-nudge__box:not([hidden])')")
    assert {method for method, _ in sent} <= {"GET"}
    assert {path.rpartition("/")[2] for _, path in sent} <= {"rules.json", "mark.svg"}, (
        "nothing but the rules and the icon is fetched"
    )

    page.get_by_label("Which organisation owns it").select_option("Threshold Homes")
    for part, value in (("Day", "1"), ("Month", "4"), ("Year", "2031")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Note this action").click()
    page.get_by_text(words).first.wait_for()
