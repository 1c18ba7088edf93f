"""The account page: name, ways to sign in, tokens."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from alliance.people import actions, queries
from alliance.people.forms import NameForm, TokenForm


def account(request: HttpRequest) -> HttpResponse:
    """One's own account; a POST changes the name."""
    mine = queries.account(_me(request))
    form = NameForm(request.POST or None, initial={"name": mine.name})
    if form.is_valid():
        actions.rename(mine.person, form.cleaned_data["name"])
        messages.success(request, "Your name is changed.")
        return redirect("account")
    return _page(request, form, TokenForm())


@require_POST
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, NameForm(), form)
    secret = actions.make_token(_me(request), form.cleaned_data["label"])
    if not secret:
        form.add_error(None, f"You have {actions.MOST_TOKENS} tokens, which is the most. Revoke one first.")
        return _page(request, NameForm(), form)
    return render(request, "alliance/people/token.html", {"secret": secret}, status=201)


@require_POST
def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """Throw a token away."""
    if not actions.revoke_token(_me(request), token):
        raise Http404
    messages.success(request, "The token is revoked. Programs that use it are signed out.")
    return redirect("account")


def _me(request: HttpRequest) -> UUID:
    person = request.user.pk
    assert isinstance(person, UUID)  # noqa: S101 - the login middleware let nobody else in
    return person


def _page(request: HttpRequest, name: NameForm, token: TokenForm) -> HttpResponse:
    mine = queries.account(_me(request))
    if not name.is_bound:
        name = NameForm(initial={"name": mine.name})
    context = {"account": mine, "name_form": name, "token_form": token}
    status = 422 if name.errors or token.errors else 200
    return render(request, "alliance/people/account.html", context, status=status)
