"""Releases for programs: the same queries and the same actions as the pages."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import does, reads
from alliance.door.access import Viewer
from measures.releases import actions, queries
from measures.releases.parameters import CHANGEABLE
from measures.releases.queries import ReleasePage, Releases, Thresholds


class OpenIn(serializers.Serializer[Any]):
    """A period to release, by its id."""

    period = serializers.UUIDField()


class WithdrawIn(serializers.Serializer[Any]):
    """A measure of a period in a release, in one view or, without `view`, in all; the reason is told to everybody."""

    period = serializers.CharField(max_length=20)
    measure = serializers.CharField(max_length=12)
    view = serializers.CharField(max_length=80, default="", allow_blank=True)
    reason = serializers.CharField(max_length=500)


class ThresholdsIn(serializers.Serializer[Any]):
    """The number of the decision, and every threshold that a decision may change, as it shall be from now on."""

    decision = serializers.IntegerField(min_value=1)

    def get_fields(self) -> dict[str, Any]:
        """The decision, then a whole number for each threshold."""
        named = {
            name: serializers.IntegerField(min_value=bound.least, max_value=bound.most, help_text=bound.label)
            for name, bound in CHANGEABLE.items()
        }
        return super().get_fields() | named


def _thresholds(viewer: Viewer, ref: str) -> Thresholds:
    return queries.thresholds(viewer)


def _list(viewer: Viewer, ref: str) -> Releases:
    return queries.releases(viewer)


def _one(viewer: Viewer, ref: str, *, number: int) -> ReleasePage:
    return queries.release(viewer, number)


class ReleaseList(APIView):
    """All releases, and opening one."""

    get = reads(queries.releases, "Every release, the newest first")
    post = does(actions.open_release, "Open a release of a period", send=OpenIn, show=_list)


class ReleaseOne(APIView):
    """One release."""

    get = reads(queries.release, "How a release came about, and what waits")


class ReleaseSeals(APIView):
    """A release's seals."""

    post = does(
        actions.seal_release, "Seal a release; the second seal publishes it", on=queries.release_id, show=_one
    )


class ReleaseAudits(APIView):
    """A release's audits."""

    post = does(actions.audit_again, "Have an open release audited again", on=queries.release_id, show=_one)


class ReleaseClosing(APIView):
    """Giving a release up."""

    post = does(actions.close_release, "Close an open release", on=queries.release_id, show=_one)


class ReleaseWithdrawals(APIView):
    """What was taken back."""

    post = does(
        actions.withdraw_figure, "Withdraw a figure", send=WithdrawIn, on=queries.release_id, show=_one
    )


class ThresholdsView(APIView):
    """What protects figures, series by series."""

    get = reads(queries.thresholds, "The thresholds of figures in every series")
    post = does(
        actions.set_thresholds,
        "Put new thresholds into force, by a decision",
        send=ThresholdsIn,
        show=_thresholds,
    )
