"""Whatever is stored is governed, or says why it is not; and keeps the habits of the house."""

import pytest
from django.apps import apps
from django.db import models

from alliance.door.record import Operational, Record
from tests.architecture.tree import WINGS

# Neither governed nor operational, and why
APART = {
    "alliance.Person": "an account: one person may be in several alliances, so no alliance's log can govern it",
    "alliance.Entry": "the log itself, guarded by triggers in the database",
    "alliance.Head": "the log itself: its lock and its last number",
    "alliance.Opening": "the log's salts and texts, which may be erased while the log stays whole",
}
MAY_CASCADE = {"alliance.Token.person": "a token is nothing without its person"}
MAY_BE_NULL_TEXT: dict[str, str] = {}
JOINED_BY_DJANGO = {"alliance.Person.groups", "alliance.Person.user_permissions"}  # its accounts bring them


def ours():
    return [
        model for wing in WINGS if apps.is_installed(wing) for model in apps.get_app_config(wing).get_models()
    ]


def ungoverned(found):
    for model in found:
        label = model._meta.label
        if issubclass(model, Operational):
            if not getattr(model, "why", "").strip().endswith("."):
                yield f"{label}: say in a sentence why it is not governed"
        elif not issubclass(model, Record) and label not in APART:
            yield f"{label}: make it a Record or Operational"


def fields(found):
    return [
        (f"{model._meta.label}.{field.name}", field) for model in found for field in model._meta.local_fields
    ]


def loose(found):
    for name, field in fields(found):
        if (
            isinstance(field, models.CharField | models.TextField)
            and field.null
            and name not in MAY_BE_NULL_TEXT
        ):
            yield f"{name}: text is never null; blank is enough"
        protects = not isinstance(field, models.ForeignKey) or field.remote_field.on_delete is models.PROTECT
        if not protects and name not in MAY_CASCADE:
            yield f"{name}: PROTECT, or list it with a reason"
    for model in found:
        for field in model._meta.local_many_to_many:
            name = f"{model._meta.label}.{field.name}"
            if field.remote_field.through._meta.auto_created and name not in JOINED_BY_DJANGO:
                yield f"{name}: name the table that joins them"


def overrides(found):
    for model in found:
        if "save" in vars(model) or (issubclass(model, Record) and "delete" in vars(model)):
            yield f"{model._meta.label}: nothing but the guard overrides save and delete"


@pytest.mark.parametrize("habit", [ungoverned, loose, overrides], ids=lambda habit: habit.__name__)
def test_every_model_keeps(habit):
    found = list(habit(ours()))
    assert not found, "\n".join(["", *found])


def test_every_exception_still_exists():
    labels = {model._meta.label for model in ours()}
    names = {name for name, _ in fields(ours())}
    assert set(APART) <= labels
    assert set(MAY_CASCADE) | set(MAY_BE_NULL_TEXT) <= names


def planted():
    """Models that keep no habit; abstract, so that the registry of models never sees them."""

    class Bare(models.Model):
        text = models.TextField(null=True)
        up = models.ForeignKey("alliance.Job", models.CASCADE)

        class Meta:
            app_label = "planted"
            abstract = True

        def save(self, *args, **kwargs):
            super().save(*args, **kwargs)

    return Bare


@pytest.mark.parametrize("habit", [ungoverned, loose, overrides], ids=lambda habit: habit.__name__)
def test_a_planted_model_is_caught(habit):
    assert list(habit([planted()]))
