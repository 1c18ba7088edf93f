"""Reserved powers for programs: the same as the page."""

from rest_framework.views import APIView

from alliance.contract.pages import reads
from alliance.reserved import queries


class ReservedPowers(APIView):
    """The meter."""

    get = reads(
        queries.meter, "Every use of a reserved power: by whom, why, what the others said, what it forced"
    )
