"""What people do with their own accounts. Accounts are operational, so these do not go through the door."""

from uuid import UUID

from alliance.people.models import Person, Token
from alliance.people.tokens import new_token

MOST_TOKENS = 20


def rename(person: UUID, name: str) -> None:
    """Change what everybody calls this person."""
    Person.objects.filter(id=person).update(name=name.strip())


def make_token(person: UUID, name: str) -> str:
    """A key for a program that acts as this person; "" where the person has the most they may have."""
    if Token.objects.filter(person_id=person).count() >= MOST_TOKENS:
        return ""
    return new_token(Person.objects.get(id=person), name.strip())


def revoke_token(person: UUID, token: int) -> bool:
    """Throw a token away; False where this person has none such."""
    gone, _ = Token.objects.filter(id=token, person_id=person).delete()
    return bool(gone)
