"""What can be done with papers: attached, and removed. The file is on the disk before the log says that it is."""

from collections.abc import Collection
from dataclasses import dataclass, field
from hashlib import sha256
from uuid import UUID

from guardian.shortcuts import assign_perm

from alliance.contract.access import anyone_inside, may, permission
from alliance.contract.models import Affiliation
from alliance.door import clock
from alliance.door.access import Caller, outsider
from alliance.door.action import Act, Done, action
from alliance.door.refusals import NotFound, Refused
from alliance.links.naming import named_by, part_of
from alliance.papers import rules, store
from alliance.papers.access import READ, readable
from alliance.papers.models import Paper
from alliance.papers.scan.look import look
from alliance.papers.store import Kept
from alliance.people.models import Person

ATTACH, TIDY = "paper.attach", "paper.tidy"
WHAT = "attach papers"


@dataclass(frozen=True, slots=True)
class Sent:
    """What somebody sent: the bytes and the file's name, which is compared with the bytes and kept nowhere."""

    data: bytes = field(repr=False)
    name: str


def attach_paper(
    caller: Caller,
    *,
    ref: str,
    title: str,
    sent: Sent,
    part: UUID | None = None,
    readers: Collection[UUID] = (),
) -> Done | Refused:
    """Attach a file to what `ref` stands for; answers the paper's id. With `readers`, only they and the caller read it.

    Looked at, written and flushed before the door opens: a process killed in between leaves a file without a row,
    which the next sweep takes away.
    """
    if not may(caller.alliance, caller.by, ATTACH, clock.now()):
        return outsider(WHAT)
    kind = look(sent.data, sent.name)
    if isinstance(kind, Refused):
        return kind
    kept = store.keep(sent.data)
    if isinstance(kept, Refused):
        return kept
    try:
        answer = _attach(
            caller, kept, ref=ref, title=title.strip(), part=part, kind=kind.code,
            readers=tuple(sorted(set(readers), key=str)), content=sha256(sent.data).hexdigest(),
        )  # fmt: skip
    except NotFound:
        store.forget(kept.id)
        raise
    if isinstance(answer, Refused) or answer.replayed:
        store.forget(kept.id)
    return answer


@action("paper.attach", needs=permission(ATTACH, WHAT))
def _attach(
    act: Act,
    kept: Kept,
    *,
    ref: str,
    title: str,
    part: UUID | None,
    kind: str,
    readers: tuple[UUID, ...],
    content: str,
) -> str | Refused:
    """`content` only tells one request from another with the same key: what differs each time comes by position."""
    _see(act, ref)
    there = Paper.objects.filter(alliance=act.alliance, ref=ref, removed_at=None).count()
    hangs = part is None or part_of(act.alliance, ref, part)
    refused = (
        rules.check_title(title)
        or rules.check_part(ref, known=hangs)
        or rules.check_attached(there=there, readers=readers, people=_people(act) if readers else ())
    )
    if refused:
        return refused
    paper = Paper(
        id=kept.id, alliance_id=act.alliance, ref=ref, part=part, title=title, kind=kind, size=kept.size,
        salt=kept.salt.hex(), mark=kept.mark, confidential=bool(readers), by_id=act.by, attached_at=act.at,
    )  # fmt: skip
    paper.save(force_insert=True)
    _show(paper, readers)
    _log_attached(act, paper, readers)
    return str(paper.id)


def remove_paper(caller: Caller, *, paper: UUID, reason: str) -> Done | Refused:
    """Take a paper away, and say why; answers its id. Bytes and salt go, who removed it and when stays."""
    answer = _remove(caller, paper=paper, reason=reason)
    if isinstance(answer, Done):
        store.forget(paper)
    return answer


@action("paper.remove", needs=anyone_inside)
def _remove(act: Act, *, paper: UUID, reason: str) -> str | Refused:
    found = readable(act.alliance, act.by).filter(id=paper).first()
    if found is None:
        raise NotFound
    _see(act, found.ref)
    if found.removed_at:
        return Refused("removed", "This paper has been removed already.")
    refused = rules.check_removed(
        by=act.by, owner=found.by_id, tidies=may(act.alliance, act.by, TIDY, act.at), reason=reason
    )
    if refused:
        return refused
    act.log("paper.removed", {"paper": str(found.id), "ref": found.ref}, reason=reason.strip())
    found.removed_at, found.removed_by_id, found.reason, found.salt = act.at, act.by, reason.strip(), ""
    found.save(update_fields=["removed_at", "removed_by", "reason", "salt"])
    return str(found.id)


def follow(act: Act, ref: str, to: str) -> None:
    """Inside another room's action: let the papers on `ref` hang on `to` from now on. One for named people stays theirs; any other
    is shown to whoever may see `to`."""
    for paper in Paper.objects.filter(alliance=act.alliance, ref=ref, removed_at=None):
        act.log("paper.moved", {"paper": str(paper.id), "ref": to, "was": ref})
        paper.ref = to
        paper.save(update_fields=["ref"])


def sweep_papers() -> None:
    """Take away files that no paper speaks of: a process was killed between file and log, or on the way out."""
    store.sweep(
        lambda ids: set(Paper.objects.filter(id__in=ids, removed_at=None).values_list("id", flat=True))
    )


def _see(act: Act, ref: str) -> None:
    """NotFound unless whoever acts may see what `ref` stands for, and name it: the log tells everybody that a paper hangs
    there, and by whom. The system may hang papers where it likes."""
    if act.by and not (rules.REFERENCE.fullmatch(ref) and named_by(act.alliance, act.by, [ref])):
        raise NotFound


def _people(act: Act) -> set[UUID]:
    return set(
        Affiliation.objects.filter(alliance=act.alliance, until=None).values_list("person_id", flat=True)
    )


def _show(paper: Paper, readers: tuple[UUID, ...]) -> None:
    for person in Person.objects.filter(id__in=readers):
        assign_perm(READ, person, paper)


def _log_attached(act: Act, paper: Paper, readers: tuple[UUID, ...]) -> None:
    body: dict[str, object] = {
        "paper": str(paper.id),
        "ref": paper.ref,
        "kind": paper.kind,
        "size": paper.size,
        "mark": paper.mark,
    }
    body |= {"part": str(paper.part)} if paper.part else {}
    body |= {"readers": [str(person) for person in readers]} if readers else {}
    act.log("paper.attached", body, title=paper.title)
