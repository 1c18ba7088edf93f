"""An after action review from the proposal to the release: two facilitators, five who take part, one of them on a phone."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from playwright.sync_api import Page

from alliance.door import clock
from alliance.door.window import opened
from meetings.reviews.actions.covenants import adopt_covenant
from meetings.reviews.records.review import Review
from tests.alliance.decisions import acting
from tests.browser.test_every_page import faults
from tests.browser.walk import FITS, let_in
from tests.cast import START, Cast, build, done

FACILITATORS = ("icb", "homes")
FIVE = {
    "council": "Ada Commissioner", "council_deputy": "Bede Deputy", "homes_data": "Evan Datalead", "kin": "Fay Provider",
    "kin_data": "Gil Datalead",
}  # fmt: skip
PHONE = "kin"
STEPS = (
    ("council", "T+0", "Ward staff", "Leaving was agreed", "Asked for the medicines"),
    ("kin", "T+3h", "Support staff", "A second form was needed", "Rang three numbers"),
    ("kin_data", "T+8h", "Support staff", "Nobody answered", "Stayed with the person"),
)  # fmt: skip


def stage_set(cast: Cast) -> None:
    """A covenant that everybody signed some weeks ago."""
    for person in cast.people.values():
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    number = acting.opened(cast, matter="agreement", title="Learning covenant")
    acting.all_vote(cast, number)
    with clock.simulated(START + timedelta(hours=3)):
        done(
            adopt_covenant(
                cast.caller("manager"), decision=number, text="Nothing from a review feeds a contract."
            )
        )


CLOSELY = {"timeline", "what changes", "check by icb", "release on a phone"}  # a page of each make


def looked_at(page: Page, name: str) -> list[str]:
    """Whether this stage, called `name`, fits a phone; and of a page of each make, what axe finds."""
    wrong, size = faults(page, name) if name in CLOSELY else [], page.viewport_size
    page.set_viewport_size({"width": 320, "height": 800})
    wrong += [] if page.evaluate(FITS) else [f"{name} scrolls sideways at 320 px"]
    page.set_viewport_size(size)
    return wrong


def press(page: Page, words: str, within: str = "main") -> None:
    page.locator(within).get_by_role("button", name=words).first.click()
    page.wait_for_load_state()


def unfold(page: Page, words: str, within: str = "main") -> None:
    folded = page.locator(f"{within} details:not([open]) > summary", has_text=words)
    if folded.count():
        folded.first.click()


def no(page: Page, *names: str) -> None:
    for name in names:
        page.check(f"[name={name}][value=no]", force=True)


def begins(pages: dict[str, Page], home: str) -> None:
    """The manager proposes it; two people of two partners declare that they were not there; seats are given."""
    manager = pages["manager"]
    manager.goto(f"{home}new/")
    unfold(manager, "Not sure")
    for name, value in (
        ("new", "yes"),
        ("understood", "no"),
        ("asked", "no"),
        ("plan", "no"),
        ("just_happened", "no"),
    ):
        manager.check(f"[name={name}][value={value}]", force=True)
    press(manager, "Suggest a method")
    assert "After action review" in manager.locator(".al-note").inner_text()
    manager.fill("[name=title]", "A Friday without medicines")
    manager.fill("[name=question]", "How do medicines reach people before a weekend?")
    manager.check("[name=subject][value=near_miss]", force=True)
    press(manager, "Propose it")
    for name in ("Cleo Commissioner", "Dora Provider"):
        manager.select_option(
            "[name=ask-person]",
            label=next(
                one
                for one in manager.locator("[name=ask-person] option").all_inner_texts()
                if one.startswith(name)
            ),
        )
        press(manager, "Ask", "section[aria-labelledby=ask]")
    for part in FACILITATORS:
        pages[part].goto(f"{home}1/")
        no(pages[part], "agree-involved", "agree-manages", "agree-main_setting")
        press(pages[part], "I declare this, and agree")
    lead = pages["homes"]
    press(lead, "Open the review")
    for name in FIVE.values():
        lead.select_option(
            "[name=seat-person]",
            label=next(
                one
                for one in lead.locator("[name=seat-person] option").all_inner_texts()
                if one.startswith(name)
            ),
        )
        press(lead, "Give a seat")


def writes(page: Page, home: str, stage: str, text: str, heading: str = "") -> None:
    """A line of a stage, on whatever screen."""
    page.goto(f"{home}1/")
    if stage != "ideas":
        assert "Now" in page.locator(f"#{stage}").inner_text()
    unfold(page, "Park an idea" if stage == "ideas" else "Write a line", f"section[aria-labelledby={stage}]")
    if heading:
        page.select_option(f"[name={stage}-heading]", heading)
    page.fill(f"[name={stage}-text]", text)
    press(page, "Park it" if stage == "ideas" else "Write it down", f"section[aria-labelledby={stage}]")
    assert text in page.locator(f"section[aria-labelledby={stage}]").inner_text()


def adds(page: Page, home: str, offset: str, role: str, saw: str, did: str) -> None:
    page.goto(f"{home}1/")
    unfold(page, "Add a step")
    for name, value in (("offset", offset), ("role", role), ("saw", saw), ("did", did)):
        page.fill(f"[name=step-{name}]", value)
    page.check("[name=step-common][value=yes]", force=True)
    press(page, "Add the step")


def goes_on(lead: Page, home: str, name: str, wrong: list[str]) -> None:
    """A look at the stage, then the next one."""
    lead.goto(f"{home}1/")
    wrong += looked_at(lead, name)
    press(lead, "Finish this stage, go on")


def the_hour(pages: dict[str, Page], home: str, wrong: list[str]) -> None:
    """All stages, each in its turn, each with somebody’s words."""
    lead, phone = pages["icb"], pages[PHONE]
    goes_on(lead, home, "covenant", wrong)
    writes(phone, home, "affected", "I was told to sit down, and then nobody came.")
    goes_on(lead, home, "affected", wrong)
    for part, *said in STEPS:
        adds(pages[part], home, *said)
    wrong += looked_at(phone, "timeline on a phone")
    goes_on(lead, home, "timeline", wrong)
    writes(pages["council_deputy"], home, "views", "The form looked like the right one.", "Ward staff")
    goes_on(lead, home, "views", wrong)
    writes(pages["homes_data"], home, "factors", "Two forms ask for one thing.", "tasks")
    writes(phone, home, "factors", "No named person to ring.", "join")
    goes_on(lead, home, "factors", wrong)
    writes(pages["kin_data"], home, "usual", "On other days somebody walks the form over.")
    goes_on(lead, home, "usual", wrong)
    writes(pages["council"], home, "helped", "The evening rota had slack.")
    goes_on(lead, home, "helped", wrong)
    writes(phone, home, "ideas", "One form for both.")
    lead.goto(f"{home}1/")
    wrong += looked_at(lead, "ideas")
    press(lead, "Let it soak for two working days")
    wrong += looked_at(lead, "soak")


def acts(lead: Page, home: str, wrong: list[str]) -> None:
    """What was learned, and what changes."""
    lead.goto(f"{home}1/")
    unfold(lead, "Write what was learned")
    lead.fill("[name=theme-text]", "Forms that do not reach each other need a person who can be rung.")
    press(lead, "Write it down", "section[aria-labelledby=themes]")
    unfold(lead, "Agree an action")
    lead.fill("[name=action-what]", "One form for both")
    lead.select_option("[name=action-factor]", "tasks")
    for box in lead.locator("[name=action-orgs]").all()[1:3]:
        box.check(force=True)
    lead.fill("[name=action-role]", "Head of pharmacy")
    for part, value in (("day", "1"), ("month", "6"), ("year", "2099")):
        lead.fill(f"[name=action-due_{part}]", value)
    press(lead, "Note the action")
    wrong += looked_at(lead, "what changes")


def keys(pages: dict[str, Page], home: str, wrong: list[str]) -> None:
    """Both turn their keys to the same text, each from their own browser."""
    for part in FACILITATORS:
        page = pages[part]
        page.goto(f"{home}1/check/")
        wrong += looked_at(page, f"check by {part}")
        page.check("[name=no_person]", force=True)
        for box in page.locator("[name=cleared]").all():
            box.check(force=True)
        press(page, "Turn my key")


def test_an_after_action_review_runs_from_start_to_end_in_the_browsers_of_seven_people(
    transactional_db: None, live_server, visitors
) -> None:
    cast, wrong = build(), list[str]()
    stage_set(cast)
    home = f"{live_server.url}/a/stonebridge/reviews/"
    pages = {
        part: visitors.arrive(width=375 if part == PHONE else 1280)
        for part in ("manager", *FACILITATORS, *FIVE)
    }
    for part, page in pages.items():
        let_in(page, live_server.url, f"{part}@stonebridge.example")
    begins(pages, home)
    the_hour(pages, home, wrong)
    with opened():  # two working days go by
        Review.objects.update(soak_until=START.date())
    acts(pages["homes"], home, wrong)
    keys(pages, home, wrong)
    phone = pages[PHONE]
    phone.goto(f"{home}released/1/")
    told = phone.locator("main").inner_text()
    assert all(saw in told for _part, _offset, _role, saw, _did in STEPS)
    assert "One form for both" in told
    assert not any(name in told for name in FIVE.values())
    wrong += looked_at(phone, "release on a phone")
    phone.goto(f"{home}1/")
    for name in ("changed", "again"):
        phone.check(f"[name=answer-{name}][value=yes]", force=True)
    press(phone, "Answer")
    pages["icb"].goto(f"{home}1/")
    press(pages["icb"], "Follow-ups are done")
    assert phone.goto(f"{home}1/").status == 404
    assert wrong == [], "\n".join(wrong)
