"""The later life of decisions for programs: the same queries and actions as the pages."""

from typing import Any
from uuid import UUID

from rest_framework import serializers as field
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.contract.queries import OrgLine, orgs
from alliance.contract.words.capacity import MatterCapacity, capacities
from alliance.decisions.count.erasing import FIELDS, GROUNDS
from alliance.decisions.queries import decision
from alliance.decisions.reading.values import DecisionPage
from alliance.door.access import Viewer
from alliance.life import actions
from alliance.life.queries import thread_of

Plain = field.Serializer[Any]


class CapacityIn(Plain):
    """What a member states of itself for one kind of matter."""

    org = field.UUIDField()
    matter = field.CharField(max_length=40)
    delegated = field.BooleanField()
    source = field.CharField(max_length=20_000)  # type: ignore[assignment]  # a field; the metaclass takes it away


class RatifyIn(Plain):
    """Whose board ratified it; the note says which board, and when."""

    org = field.UUIDField()
    note = field.CharField(max_length=20_000)


class ReportIn(Plain):
    """What a member’s board, or a panel, reported on a referred matter."""

    kind = field.ChoiceField(["board", "panel"])
    org = field.UUIDField(default=None, allow_null=True)
    text = field.CharField(max_length=20_000)


class DutyIn(Plain):
    """Which member has which duty in the matter, and why it does not use it."""

    org = field.UUIDField()
    legal_basis = field.CharField(max_length=400)
    text = field.CharField(max_length=20_000)


class CorrectIn(Plain):
    """The words as they should read, and which slip that puts right."""

    text = field.CharField(max_length=20_000)
    reason = field.CharField(max_length=20_000)


class ObjectIn(Plain):
    """Which member asks for a vote instead, and why."""

    org = field.UUIDField()
    reason = field.CharField(max_length=20_000)


class EraseIn(Plain):
    """Which text of an entry of the log, and on which ground in law."""

    ground = field.ChoiceField(list(GROUNDS))
    field = field.ChoiceField(list(FIELDS))


class NameIn(Plain):
    """What an organisation is called from now on."""

    name = field.CharField(max_length=160)


class LeaveIn(Plain):
    """That it is meant."""

    confirmed = field.BooleanField()


class MergeIn(Plain):
    """Which member becomes part of which, and the number of the decision of all."""

    decision = field.IntegerField(min_value=1)
    absorbed = field.UUIDField()
    into = field.UUIDField()


def _org(viewer: Viewer, ref: str, **named: UUID) -> OrgLine:
    return next(one for one in orgs(viewer) if one.id == UUID(ref))


def _on(viewer: Viewer, number: int, **more: Any) -> dict[str, Any]:
    return {"proposal": decision(viewer, number).number, **more}


def _decision(viewer: Viewer, ref: str, number: int, **more: Any) -> DecisionPage:
    return decision(viewer, number)


def _matter(viewer: Viewer, ref: str) -> MatterCapacity:
    return next(one for one in capacities(viewer) if one.code == ref)


class Capacity(APIView):
    """On whose authority matters are decided."""

    get = reads(capacities, "Legal capacity: each kind of matter, and what members said of themselves")
    post = does(actions.state_capacity, "State it for a member", send=CapacityIn, show=_matter)


class Thread(APIView):
    """What a decision hangs together with."""

    get = reads(thread_of, "The thread of a decision: what it rests on and led to, by date")


class Ratifications(APIView):
    """What boards agreed."""

    post = does(
        actions.ratify_decision,
        "Tell that a member’s board has ratified",
        on=_on,
        send=RatifyIn,
        show=_decision,
    )


class Reports(APIView):
    """Reports on what was referred."""

    post = does(
        actions.note_report, "Note a board’s or a panel’s report", on=_on, send=ReportIn, show=_decision
    )


class Duties(APIView):
    """Duties that are not used."""

    post = does(
        actions.note_duty, "Note a duty that a member has in the matter and does not use", on=_on, send=DutyIn,
        show=_decision,
    )  # fmt: skip


class Corrections(APIView):
    """Slips put right."""

    post = does(
        actions.correct_decision, "Put a slip in agreed words right", on=_on, send=CorrectIn, show=_decision
    )


class Erasures(APIView):
    """Texts taken out of the record for good; their commitments stay."""

    post = does(actions.erase_text, "Erase what was said with an entry", on=_on, send=EraseIn, show=_decision)


class Objections(APIView):
    """Votes asked for instead."""

    post = does(
        actions.object_to_correction,
        "Ask for a vote instead of a correction",
        on=_on,
        send=ObjectIn,
        show=_decision,
    )


class Rename(APIView):
    """Another name."""

    post = does(actions.rename_member, "Change the name of one’s own organisation", send=NameIn, show=_org)


class Leave(APIView):
    """The end of a membership."""

    post = does(actions.leave_alliance, "Leave, by the member’s own notice", send=LeaveIn, show=_org)


class Merge(APIView):
    """Two members that are one from now on."""

    post = does(actions.merge_members, "Make two members one, on a carried decision", send=MergeIn, show=_org)
