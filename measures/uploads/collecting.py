"""The search for cycles of objects waits while a sheet is read: there are none in it, and it costs half the time."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """Nothing looks for cycles meanwhile; also a decorator.

    A sheet is many thousand tuples, and every few hundred of them Python would look through all that the process holds
    (0.34 of 0.75 s for a cohort sheet of 5,000 rows beside a loaded Django). Objects without cycles are freed as ever.
    Whatever other threads leave behind is found some tenths of a second later.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
