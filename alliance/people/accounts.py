"""How an account begins and how its person is signed in: an invitation or a founding link, and no other way."""

from uuid import UUID, uuid4

from allauth.account.models import EmailAddress
from allauth.account.utils import perform_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from alliance.people.models import Person


def account_of(email: str) -> Person | None:
    """The account with this e-mail address, whatever its case: its own, or a further one that it has verified."""
    wanted = email.strip()
    further = EmailAddress.objects.filter(email__iexact=wanted, verified=True).values("user")
    return Person.objects.filter(Q(email__iexact=wanted) | Q(id__in=further)).first()


def new_account(email: str, name: str, password: str | None = None, person: UUID | None = None) -> Person:
    """An account whose address counts as verified; without a password, sign-in is by code or passkey."""
    made = Person.objects.create_user(email, password or None, id=person or uuid4(), name=name.strip())
    EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
    return made


def sign_in(request: HttpRequest, person: UUID, to: str) -> HttpResponse:
    """Sign in the person whose account was just made, and go on to the address `to`."""
    answer: HttpResponse = perform_login(
        request, Person.objects.get(id=person), email_verification="none", redirect_url=to
    )
    return answer
