"""Accounts. What a person may do in an alliance lies in the contract, not here."""

from typing import Any, ClassVar
from uuid import uuid4

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from alliance.door.record import Operational


class PersonManager(BaseUserManager["Person"]):
    """Makes accounts; `create_user` and `create_superuser` are the names Django calls."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person with this e-mail address; without a password, sign-in is by code or passkey."""
        person = self.model(email=email.strip().lower(), **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        """A person who looks after the machine. It gives no vote and no seat in any alliance."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by e-mail, whatever its case."""
        return self.get(email__iexact=username)


class Person(AbstractBaseUser, PermissionsMixin, Operational):
    """Somebody who signs in by e-mail; one account serves all alliances."""

    why = (
        "An account is private to its person: name and address stay out of the log, which knows an opaque id."
    )

    last_login = (
        None  # when somebody last signed in is nobody's business, and could be matched with what came in then
    )
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120, blank=True)
    is_staff = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        """What to call this person."""
        return str(self)


class Token(Operational):
    """A key for a program that acts as a person; only its hash is kept."""

    why = "A means of sign-in, like a password: it is made and thrown away by its person."

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField()


class Invitation(Operational):
    """A letter that asks somebody to join an organisation's side of an alliance; its link is signed and expires."""

    why = (
        "It holds an e-mail address, which must not enter the log; that somebody was invited is logged by id."
    )

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance_id = models.UUIDField()
    org_id = models.UUIDField(null=True)
    email = models.EmailField()
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=40)
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
