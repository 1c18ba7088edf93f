"""The sum in plain words, step by step."""

from collections.abc import Mapping

from frontend.money import pounds
from risks.shares.rules import percent
from risks.shares.shapes import ShareAmount, WorkedShare
from risks.shares.sums import WHOLE, Part, Shared, Terms

# What the page and the API say beside every sum
SAYS = [
    "It only explains: the text of the agreement rules, and nothing here pays, charges or stores a result.",
    "It is told a target, what was spent and the agreed shares. No review, no score and no measure goes into it.",
    "Pain stops at a partner’s margin at risk; the commissioners bear what is left. Gain beyond the cap is not shared by this sum: what becomes of it is a decision.",
]  # fmt: skip

# The usual shape with invented bodies, for an alliance that has not agreed terms
INVENTED = Terms(
    100_000_000, 5_000, 1_000, ("The commissioner",),
    (Part("A charity", 2_500, 1_000_000), Part("A trust", 4_000, 6_000_000), Part("A housing association", 3_500, 3_000_000)),
)  # fmt: skip


def worked(words: str, terms: Terms, found: Shared, names: Mapping[str, str]) -> WorkedShare:
    """A result with each body by its name, and how it comes about."""
    owners = [
        ShareAmount(names.get(one, one), pence, False)
        for one, pence in zip(terms.owners, found.owners, strict=True)
    ]
    partners = [
        ShareAmount(names.get(part.name, part.name), pence, stopped)
        for part, pence, stopped in zip(terms.parts, found.partners, found.at_margin, strict=True)
    ]
    amounts = [*owners, *partners]
    steps = [*_counted(terms, found), *_shared(terms, found), _checked(found, amounts)]
    return WorkedShare(words, found.actual, found.diff, found.counted, found.pool, amounts, steps)


def _counted(terms: Terms, found: Shared) -> list[str]:
    target, actual = pounds(terms.target), pounds(found.actual)
    if not found.diff:
        return [f"{target} was the target and was spent: there is nothing to share."]
    kind = "less than" if found.diff > 0 else "more than"
    first = f"{actual} is {pounds(abs(found.diff))} {kind} the target of {target}."
    if found.counted == found.diff:
        return [first]
    cap = f"{percent(terms.cap_bp)} of the target"
    return [first, f"Gain counts up to {cap}: {pounds(found.counted)} is shared."]


def _shared(terms: Terms, found: Shared) -> list[str]:
    if not found.counted:
        return []
    rest, lost = percent(WHOLE - terms.owner_bp), found.counted < 0
    pool = f"The providers’ part is {rest} of it: {pounds(found.pool)}{', to be borne' if lost else ''}."
    if not any(found.at_margin):
        return [pool]
    borne = -sum(found.partners)
    return [
        pool,
        f"Margins at risk stop that at {pounds(borne)}; the commissioners bear the other {pounds(found.pool - borne)} as well.",
    ]


def _checked(found: Shared, amounts: list[ShareAmount]) -> str:
    parts = " + ".join(_kept(one.pence) if one.pence >= 0 else f"({_kept(one.pence)})" for one in amounts)
    return f"{parts} = {_kept(found.counted)}"


def _kept(pence: int) -> str:
    """An amount whose minus sign stays with it where a line ends."""
    return pounds(pence).replace("−", "−\N{WORD JOINER}")
