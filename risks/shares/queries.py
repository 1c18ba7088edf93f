"""What can be seen of gain and pain: the terms in force, how they work out, and any figure somebody wants to try."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from alliance.contract.models import Organisation
from alliance.decisions.using import unused_on
from alliance.door.access import Viewer
from alliance.door.refusals import Refused
from risks.shares import rules, sums, telling
from risks.shares.actions import FRAMEWORK, TARGET
from risks.shares.body import from_body
from risks.shares.models import ShareTerms
from risks.shares.shapes import SharePart, Shares, ShareTermsLine, ShareVersion, WorkedShare
from risks.shares.sums import Terms


def shares(viewer: Viewer) -> Shares:
    """The terms with worked examples, which are invented where the alliance has agreed none. Four queries."""
    rows = list(ShareTerms.objects.filter(alliance=viewer.alliance))
    orgs = list(Organisation.objects.filter(alliance=viewer.alliance))
    terms, names = _terms(rows), {str(org.id): org.name for org in orgs}
    return Shares(
        bool(rows), _line(rows[-1] if rows else None, terms, names), _versions(rows), _examples(terms, names),
        telling.SAYS, _decisions(viewer), _providers(orgs), viewer.may("shares.adopt"),
    )  # fmt: skip


def tried(viewer: Viewer, actual: int) -> WorkedShare | Refused:
    """What would become of spending `actual` pence under the terms in force, or the invented ones. Nothing is stored."""
    refused = rules.check_actual(actual)
    if refused:
        return refused
    terms = _terms(list(ShareTerms.objects.filter(alliance=viewer.alliance)))
    named = Organisation.objects.filter(alliance=viewer.alliance).values_list("id", "name")
    names = {str(org): name for org, name in named}
    return telling.worked("What you tried", terms, sums.share(terms, actual), names)


def _terms(rows: list[ShareTerms]) -> Terms:
    return from_body(rows[-1].settings) if rows else telling.INVENTED


def _line(row: ShareTerms | None, terms: Terms, names: Mapping[str, str]) -> ShareTermsLine:
    return ShareTermsLine(
        row.number if row else 0, row.decision if row else "", row.from_at if row else None, terms.target,
        rules.percent(terms.owner_bp), rules.percent(terms.cap_bp), terms.target * terms.cap_bp // sums.WHOLE,
        [names.get(one, one) for one in terms.owners], [_part(part, names, bool(row)) for part in terms.parts],
    )  # fmt: skip


def _part(part: sums.Part, names: Mapping[str, str], agreed: bool) -> SharePart:
    org = UUID(part.name) if agreed else None
    return SharePart(org, names.get(part.name, part.name), part.bp, rules.percent(part.bp), part.margin)


def _versions(rows: Iterable[ShareTerms]) -> list[ShareVersion]:
    return [ShareVersion(row.number, row.decision, row.from_at, row.settings["target"]) for row in rows][::-1]


def _examples(terms: Terms, names: Mapping[str, str]) -> list[WorkedShare]:
    return [
        telling.worked(words, terms, sums.share(terms, actual), names)
        for words, actual in sums.examples(terms)
    ]


def _decisions(viewer: Viewer) -> list[tuple[int, str]]:
    return [*unused_on(viewer.alliance, FRAMEWORK), *unused_on(viewer.alliance, TARGET)]


def _providers(orgs: Iterable[Organisation]) -> list[tuple[UUID, str]]:
    return [
        (org.id, org.name)
        for org in sorted(orgs, key=lambda one: one.position)
        if org.membership == "member" and org.side == "provider" and org.left_at is None
    ]
