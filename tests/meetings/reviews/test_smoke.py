import pytest
from tests.meetings.reviews import stage
from meetings.reviews import queries
from tests.cast import clock_at

def test_smoke(cast):
    stage.covenant(cast)
    r = stage.released(cast)
    with clock_at(hours=stage.SOAKED+2):
        print(queries.release(cast.viewer("kin"), 1))
        print(queries.review(cast.viewer("council"), 1).row)
