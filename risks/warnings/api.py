"""Early warnings for programs: the same queries and actions as the pages. A ticket is taken on the page alone."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from alliance.contract.pages import does, enter, reads
from alliance.door.access import Viewer
from alliance.door.api import Paged, answered, caller, documented, valid
from alliance.door.outputs import told
from risks.register.api import TOLD, RiskIn
from risks.register.words import Asked, RiskWords
from risks.warnings import actions, queries
from risks.warnings.shapes import WarningPage
from risks.warnings.words import OTHERS, TOUCHES


class WarningsIn(Paged):
    """Which warnings to list."""

    state = serializers.ChoiceField(["", "open"], default="", allow_blank=True)


class WarningIn(serializers.Serializer[Any]):
    """One sentence, and what it touches. Whoever sends more is told that nothing else is kept."""

    words = serializers.CharField(max_length=200)
    touches = serializers.ChoiceField(TOUCHES)


class WarningAnswerIn(serializers.Serializer[Any]):
    """What becomes of a warning, and a reply."""

    answer = serializers.ChoiceField(OTHERS)
    reply = serializers.CharField(max_length=2000)
    look_on = serializers.DateField(default=None, allow_null=True)


class WarningRiskIn(RiskIn):
    """A risk made of a warning, and the reply."""

    reply = serializers.CharField(max_length=2000)


def _on(viewer: Viewer, number: int) -> dict[str, Any]:
    return {"warning": queries.warning(viewer, number).warning.id}


def _warning(viewer: Viewer, ref: str, **named: int) -> WarningPage:
    return queries.warning(viewer, int(ref.partition("-")[2]))


class Warnings(APIView):
    """All warnings."""

    get = reads(queries.warnings, "Early warnings, those that wait first", ask=WarningsIn)
    post = does(actions.give_warning, "Warn, in one sentence; no name is kept", send=WarningIn, show=_warning)


class EarlyWarning(APIView):
    """What it says and what became of it."""

    get = reads(queries.warning, "One early warning")


class WarningAnswers(APIView):
    """Each with a reply."""

    post = does(
        actions.answer_warning,
        "Answer a warning as issue, watching or known",
        on=_on,
        send=WarningAnswerIn,
        show=_warning,
    )


class WarningRisks(APIView):
    """The risk is linked to the warning."""

    @documented(
        ok=told(_warning), send=WarningRiskIn, wrote=True, summary="Answer a warning by raising a risk"
    )
    def post(self, request: Request, slug: str, number: int) -> Response:
        """Raise a risk out of a warning; answers the warning with what it became."""
        viewer, sent = enter(request, slug), valid(WarningRiskIn, request)
        found = _on(viewer, number)
        words = RiskWords(**{name: sent.pop(name) for name in TOLD})
        holders = [Asked(**one) for one in sent.pop("holders")]
        answer = actions.raise_from_warning(
            caller(request, viewer), words=words, holders=holders, **found, **sent
        )
        return answered(answer, lambda ref: _warning(viewer, ref))
