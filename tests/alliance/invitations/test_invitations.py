"""From the letter to a place in the alliance, and every way in which a link does not lead there."""

import re
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from alliance.contract import queries as contract
from alliance.contract.models import Mandate
from alliance.door import clock
from alliance.door.access import Caller
from alliance.door.action import Done
from alliance.door.refusals import NotFound, Refused
from alliance.invitations import actions, queries
from alliance.invitations.letters import link_of, post, read_link
from alliance.ledger import queries as ledger
from alliance.mandates.actions import end_mandate
from alliance.mandates.queries import waits as seat_waits
from alliance.people.models import Invitation, Person
from tests.cast import PASSWORD, Cast, build, clock_at

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def empty(cast: Cast) -> None:
    """Nobody casts the Kinfolk Centre's vote any more."""
    mine = Mandate.objects.get(person=cast.people["kin"], revoked_at=None)
    assert isinstance(end_mandate(cast.caller("kin"), mandate=mine.id, leave_empty=True), Done)


def ask(
    cast: Cast,
    by: str = "homes",
    code: str | None = "HOM",
    role: str = "deputy",
    email: str = "new@bramble.example",
    reason: str = "",
):
    org = cast.orgs[code] if code else None
    return actions.invite(
        cast.caller(by), email=email, name="Nell Newcomer", org=org, role=role, reason=reason
    )


def said(answer: Done | Refused) -> str:
    return "done" if isinstance(answer, Done) else answer.code


def letter(cast: Cast, **how: str) -> str:
    answer = ask(cast, **how)
    assert isinstance(answer, Done)
    return link_of(UUID(answer.ref))


def test_a_letter_goes_out_once_all_is_stored_and_its_address_stays_out_of_the_log(
    cast: Cast, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        assert said(ask(cast)) == "done"
    assert mail.outbox[0].to == ["new@bramble.example"]
    link = re.search(r"/join/(\S+)/", mail.outbox[0].body)
    assert link
    assert read_link(link[1]) == Invitation.objects.get().id
    event = ledger.events(cast.alliance)[-1]
    assert event.type == "person.invited"
    assert "bramble" not in str(event) + str(ledger.texts(cast.alliance))


@pytest.mark.parametrize(
    ("by", "code", "role", "answer"),
    [
        ("manager", "KIN", "representative", "not_your_organisation"), ("manager", "KIN", "colleague", "done"), ("homes", "KIN", "representative", "not_your_organisation"),
        ("kin_data", "KIN", "colleague", "not_allowed"), ("homes", None, "colleague", "not_manager"),
        ("manager", None, "facilitator", "done"), ("manager", "VOX", "representative", "no_vote"),
        ("stranger", "HOM", "colleague", "not_allowed"),
    ],
)  # fmt: skip
def test_who_may_invite(cast: Cast, by: str, code: str | None, role: str, answer: str) -> None:
    assert said(ask(cast, by, code, role)) == answer


def test_nobody_is_invited_twice_or_to_where_they_are(cast: Cast) -> None:
    assert said(ask(cast)) == "done"
    assert said(ask(cast, email="NEW@bramble.example")) == "waiting"
    assert said(ask(cast, email=cast.people["homes_data"].email)) == "inside"


def test_a_newcomer_gets_an_account_a_place_and_the_mandate(cast: Cast) -> None:
    link, me = letter(cast), uuid4()
    assert actions.accept(Caller(cast.alliance, me), link=link, name="Nell", password=PASSWORD) == Done(
        str(me)
    )
    assert Person.objects.get(id=me).check_password(PASSWORD)
    assert Mandate.objects.get(person_id=me).role == "deputy"
    assert "Nell" in [line.name for line in contract.places(cast.viewer("kin"))]
    assert said(actions.accept(Caller(cast.alliance, uuid4()), link=link)) == "invitation_used"


def test_a_person_of_another_alliance_keeps_one_account(cast: Cast) -> None:
    other = build("elsewhere")
    guest = other.people["homes"]
    link = letter(cast, email=guest.email)
    assert said(actions.accept(Caller(cast.alliance, uuid4()), link=link)) == "sign_in_first"
    assert said(actions.accept(Caller(cast.alliance, guest.id), link=link)) == "done"
    assert Mandate.objects.filter(person=guest).count() == 2


def test_somebody_with_a_ballot_is_not_given_a_second_one_by_letter(cast: Cast) -> None:
    link = letter(cast, email=cast.people["kin"].email)
    assert said(actions.accept(cast.caller("kin"), link=link)) == "second_mandate"


def test_a_withdrawn_letter_leads_nowhere(cast: Cast) -> None:
    link = letter(cast)
    wanted = read_link(link)
    assert wanted
    assert said(actions.withdraw(cast.caller("kin"), invitation=wanted)) == "not_your_organisation"
    assert said(actions.withdraw(cast.caller("homes"), invitation=wanted)) == "done"
    assert said(actions.accept(Caller(cast.alliance, uuid4()), link=link)) == "invitation_withdrawn"


def test_a_link_of_ours_opens_no_other_alliance_and_a_foreign_one_none(cast: Cast) -> None:
    link, other = letter(cast), build("elsewhere")
    for alliance, word in ((other.alliance, link), (cast.alliance, f"{link}x"), (cast.alliance, "nonsense")):
        with pytest.raises(NotFound):
            actions.accept(Caller(alliance, uuid4()), link=word)


def page(client: Client, link: str) -> str:
    return client.get(reverse("invitation", args=[link])).content.decode()


def test_each_closed_link_has_a_page_that_says_why(client: Client, cast: Cast) -> None:
    used, gone, old = (letter(cast, email=f"{name}@bramble.example") for name in ("a", "b", "c"))
    actions.accept(Caller(cast.alliance, uuid4()), link=used, name="A")
    actions.withdraw(cast.caller("homes"), invitation=read_link(gone))
    Invitation.objects.filter(id=read_link(old)).update(
        expires_at=Invitation.objects.get(id=read_link(old)).sent_at
    )
    assert "was accepted already" in page(client, used)
    assert "was withdrawn" in page(client, gone)
    assert "has expired" in page(client, old)
    assert client.get(reverse("invitation", args=["nonsense"])).status_code == 404


def test_a_link_followed_by_another_person_says_so(client: Client, cast: Cast) -> None:
    link = letter(cast)
    client.force_login(cast.people["stranger"], backend=BACKEND)
    assert "for another e-mail address" in page(client, link)
    assert client.post(reverse("invitation", args=[link]), {"answer": "yes"}).status_code == 200
    assert Invitation.objects.get().accepted_at is None


def test_somebody_with_an_account_is_asked_to_sign_in_and_then_only_to_confirm(
    client: Client, cast: Cast
) -> None:
    stranger = cast.people["stranger"]
    link = letter(cast, email=stranger.email)
    assert "/accounts/login/?next=/join/" in page(client, link)
    client.force_login(stranger, backend=BACKEND)
    assert 'name="password"' not in page(client, link)
    answer = client.post(reverse("invitation", args=[link]), {"answer": "yes"})
    assert answer.headers["Location"] == reverse("alliance_home", args=[cast.slug])
    assert contract.mandates(cast.viewer("stranger"))


def test_a_weak_password_is_told_at_its_field(client: Client, cast: Cast) -> None:
    answer = client.post(
        reverse("invitation", args=[letter(cast)]), {"answer": "yes", "name": "Nell", "password": "short"}
    )
    assert answer.status_code == 422
    assert "too short" in answer.content.decode()


def test_a_voter_sees_the_letters_of_their_own_organisation_alone(cast: Cast) -> None:
    ask(cast)
    assert [line.org_name for line in queries.invitations(cast.viewer("homes")).lines] == ["Threshold Homes"]
    assert queries.invitations(cast.viewer("kin")).lines == []
    assert len(queries.invitations(cast.viewer("manager")).lines) == 1
    with pytest.raises(NotFound):
        queries.invitations(cast.viewer("observer"))


def test_a_member_without_a_voter_waits_on_the_managers_page(cast: Cast) -> None:
    with clock_at(hours=1):
        assert queries.waits(cast.viewer("manager"), clock.now()) == []
        empty(cast)
        assert [wait.kind for wait in queries.waits(cast.viewer("manager"), clock.now())] == ["seat_empty"]


LETTER = {"by": "manager", "code": "KIN", "role": "representative"}


def test_a_letter_from_outside_fills_an_empty_seat_with_a_reason_that_its_people_read(cast: Cast) -> None:
    with clock_at(minutes=1):
        empty(cast)
    with clock_at(hours=1):
        assert said(ask(cast, **LETTER)) == "reason"
        link = letter(cast, **LETTER, reason="Fay has retired.")
        assert said(actions.accept(Caller(cast.alliance, uuid4()), link=link, name="Nell")) == "done"
    with clock_at(hours=2):
        told = seat_waits(cast.viewer("kin_data"), clock.now())
    assert [wait.text for wait in told] == [
        "Hana Manager, from outside, named Nell to cast Kinfolk Centre’s vote"
    ]
    assert "Fay has retired." in told[0].detail


def test_a_letter_from_outside_gives_nothing_once_somebody_speaks_for_the_member(cast: Cast) -> None:
    with clock_at(minutes=1):
        empty(cast)
    with clock_at(hours=1):
        early, late = (
            letter(cast, **LETTER, email=f"{name}@bramble.example", reason="Fay has retired.")
            for name in "ab"
        )
        actions.accept(Caller(cast.alliance, uuid4()), link=early, name="Nell")
    with clock_at(hours=2):
        assert said(actions.accept(Caller(cast.alliance, uuid4()), link=late, name="Mal")) == "seat_taken"


def test_a_member_names_by_letter_and_nobody_else_takes_the_letter_back(cast: Cast) -> None:
    wanted = read_link(letter(cast))
    assert wanted
    assert said(actions.withdraw(cast.caller("manager"), invitation=wanted)) == "not_your_organisation"
    assert [line.mine for line in queries.invitations(cast.viewer("manager")).lines] == [False]
    assert [line.mine for line in queries.invitations(cast.viewer("homes")).lines] == [True]
    colleague = read_link(letter(cast, role="colleague", email="c@bramble.example"))
    assert said(actions.withdraw(cast.caller("manager"), invitation=colleague)) == "done"


def test_a_second_deputy_is_not_promised_by_letter_before_the_team_has_agreed(cast: Cast) -> None:
    assert said(ask(cast, by="council", code="COU")) == "needs_agreement"
    assert said(ask(cast, by="council_deputy", code="COU", role="representative")) == "not_your_organisation"
    assert said(ask(cast, by="council_deputy", code="COU", role="colleague")) == "done"


def test_no_name_adds_a_line_to_the_letter_or_a_header_to_it(
    db: None, django_capture_on_commit_callbacks
) -> None:
    invited = Invitation(
        id=uuid4(), email="new@bramble.example", name="Nell\n\nYour account is closed.", role="colleague", sent_at=clock.now(),
        expires_at=clock.now(), invited_by=Person(name="Ada\r\nSign in at evil.example"),
    )  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        post(invited, "Stonebridge\r\nBcc: all@evil.example", "Homes\nBring money.")
    (sent,) = mail.outbox
    assert sent.subject == "You are invited to Stonebridge Bcc: all@evil.example"
    assert not [line for line in sent.body.splitlines() if line.startswith(("Your", "Sign", "Bring", "Bcc"))]
