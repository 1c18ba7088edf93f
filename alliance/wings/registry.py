"""The one reader of the list of wings in the settings."""

from functools import cache
from importlib import import_module

from django.conf import settings

from alliance.figures.cells import FigureResolver
from alliance.wings.offers import (
    Cites,
    Days,
    DemoStep,
    JobFunction,
    Naming,
    NavItem,
    NoticeKind,
    Parts,
    Resolver,
    Route,
    Tick,
    Topics,
    Waits,
    Wing,
)
from alliance.wings.sayings import Saying


@cache
def wings() -> tuple[Wing, ...]:
    """Each wing's offer, in the order of the settings."""
    return tuple(import_module(name).WING for name in settings.WINGS)


def urls() -> list[Route]:
    """Pages, to stand under /a/<slug>/."""
    return [route for wing in wings() for route in wing.urls]


def api() -> list[Route]:
    """API routes, to stand under /api/v1/alliances/<slug>/."""
    return [route for wing in wings() for route in wing.api]


def nav() -> list[NavItem]:
    """The alliance's navigation, in its order."""
    return sorted((item for wing in wings() for item in wing.nav), key=lambda item: item.order)


def waits() -> list[Waits]:
    """The queries that tell what waits for a viewer."""
    return [query for wing in wings() for query in wing.waits]


def days() -> list[Days]:
    """The queries that tell what falls on which day, for a viewer's calendar."""
    return [query for wing in wings() for query in wing.days]


def topics() -> list[Topics]:
    """The queries that tell what asks to be dealt with at the next meeting."""
    return [query for wing in wings() for query in wing.topics]


def resolvers() -> dict[str, Resolver]:
    """By the letters of a reference, the query that resolves it."""
    return {letter: query for wing in wings() for letter, query in wing.resolvers.items()}


def parts() -> dict[str, Parts]:
    """By the letters of a reference, the query that lists what within it a paper may hang on."""
    return {letter: query for wing in wings() for letter, query in wing.parts.items()}


def sayings() -> dict[str, Saying]:
    """By type of event, its words."""
    return {kind: saying for wing in wings() for kind, saying in wing.sayings.items()}


def silent() -> dict[str, str]:
    """By type of event, why it is not news."""
    return {kind: reason for wing in wings() for kind, reason in wing.silent.items()}


def entries() -> dict[str, Saying]:
    """By type of event that is not news, its words in the log."""
    return {kind: saying for wing in wings() for kind, saying in wing.entries.items()}


def chapters() -> dict[str, str]:
    """By the first word of a type of event, what it is about."""
    return {word: said for wing in wings() for word, said in wing.chapters.items()}


def things() -> dict[str, Naming]:
    """By field of an event's body, the query that tells what its ids stand for."""
    return {name: query for wing in wings() for name, query in wing.things.items()}


def figures() -> dict[str, FigureResolver]:
    """By the letters of a reference, the query that gives its published figures."""
    return {letter: query for wing in wings() for letter, query in wing.figures.items()}


def cites() -> list[Cites]:
    """The queries that tell what cites a reference, and what it cites."""
    return [query for wing in wings() for query in wing.cites]


def jobs() -> dict[str, JobFunction]:
    """By kind, the function that does a job."""
    return {kind: function for wing in wings() for kind, function in wing.jobs.items()}


def ticks() -> list[Tick]:
    """What the worker calls every few seconds."""
    return [tick for wing in wings() for tick in wing.ticks]


def errands() -> list[Tick]:
    """Likewise, but these may wait for another machine."""
    return [errand for wing in wings() for errand in wing.errands]


def notices() -> dict[str, NoticeKind]:
    """By its word, each kind of notice that people get at once."""
    return {kind.word: kind for wing in wings() for kind in wing.notices}


def projected() -> list[type]:
    """The models that a rebuild from the log writes again, parents first."""
    return [model for wing in wings() for model in wing.projected]


def demo(story: str) -> list[DemoStep]:
    """The steps of one invented alliance's story, in their order."""
    told = (step for wing in wings() for step in wing.demo if step.story == story)
    return sorted(told, key=lambda step: step.order)


@cache
def permissions(role: str) -> frozenset[str]:
    """What `role` allows, over all wings."""
    return frozenset(name for wing in wings() for name, roles in wing.permissions.items() if role in roles)
