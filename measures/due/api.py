"""The board for programs."""

from typing import Any

from rest_framework import serializers
from rest_framework.views import APIView

from alliance.contract.pages import reads
from measures.due import queries


class PageIn(serializers.Serializer[Any]):
    """Which page of the board."""

    page = serializers.IntegerField(default=1, min_value=1, max_value=1000)


class Due(APIView):
    """What is due, and what is here."""

    get = reads(queries.board_part, "Who has sent what, period by period, in declared order", ask=PageIn)
