"""What is late, for programs."""

from rest_framework.views import APIView

from alliance.contract.pages import reads
from risks.overdue import queries


class Overdue(APIView):
    """By level, then by days; no person, and no count by partner."""

    get = reads(queries.overdue, "What is late in the risk log")


class ScoreAgain(APIView):
    """What a score rests on has moved; the score has not."""

    get = reads(queries.score_again, "Risks to be scored again, perhaps")
