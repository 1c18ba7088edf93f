"""The catalogue for programs: the same as on its pages."""

from rest_framework.views import APIView

from alliance.contract.pages import reads
from measures.instruments import queries


class Catalogue(APIView):
    """What others have made and proved."""

    get = reads(queries.catalogue, "Every instrument of the catalogue, and those that are not accepted")


class OneInstrument(APIView):
    """One instrument."""

    get = reads(queries.instrument_page, "How an instrument is scored, and what its licence allows")
