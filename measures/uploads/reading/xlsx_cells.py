"""Our own reader of .xlsx, fed by the pre-scan's one pass: what a cell says follows from its type and its style."""

import re
from collections.abc import Sequence
from datetime import datetime, time, timedelta

from measures.uploads.grid import Normal, normal
from measures.uploads.reading.limits import corrupt
from measures.uploads.reading.parts import Attributes, local

NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
# what a format says beside its letters for day and time: quoted words, [colours and conditions], \escaped, _space, *fill
ASIDE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
MOMENT = re.compile(r"[dmyhs]", re.IGNORECASE)
# 27 to 36 and 50 to 58 are days and times as East Asian workbooks show them (ECMA-376, 18.8.30)
BUILT_IN_MOMENTS = frozenset({*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)})
BUILT_IN_LENGTH = 46
EPOCH, EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet's days have no zone
LEAP_BUG = 60  # before this serial, the day that 1900 never had is not counted yet
MILLISECONDS = 86_400_000
TRUTH = {"1": True, "true": True, "0": False, "false": False}


class Strings:
    """The shared texts: runs joined, and how a word is pronounced left out."""

    def __init__(self) -> None:
        self.found: list[Normal | None] = []
        self._runs: list[str] = []
        self._text = self._spoken = False

    def start(self, tag: str, attributes: Attributes) -> None:
        """A text begins, or a run of it."""
        name = local(tag)
        if name == "si":
            self._runs = []
        elif name == "rPh":
            self._spoken = True
        self._text = name == "t" and not self._spoken

    def end(self, tag: str) -> None:
        """A text is whole."""
        name = local(tag)
        self._text = False
        if name == "rPh":
            self._spoken = False
        elif name == "si":
            self.found.append(normal("".join(self._runs)))

    def text(self, data: str) -> None:
        """What a run says."""
        if self._text:
            self._runs.append(data)


class Styles:
    """How each cell format shows a number: "" as a number, else as a "moment" or as a "length" of time."""

    def __init__(self) -> None:
        self.shown: list[str] = []
        self._codes: dict[str, str] = {}
        self._inside = ""

    def start(self, tag: str, attributes: Attributes) -> None:
        """Formats of our own come first, then those of cells, which name them."""
        name = local(tag)
        if name in {"numFmts", "cellXfs"}:
            self._inside = name
        elif name == "numFmt" and self._inside == "numFmts":
            self._codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and self._inside == "cellXfs":
            self.shown.append(self._way(attributes.get("numFmtId", "0")))

    def end(self, tag: str) -> None:
        """A list of formats is over."""
        if local(tag) in {"numFmts", "cellXfs"}:
            self._inside = ""

    def text(self, data: str) -> None:
        """No text is kept here."""

    def _way(self, key: str) -> str:
        code = self._codes.get(key)
        if code is None:
            built_in = int(key) if key.isascii() and key.isdigit() else 0
            return (
                "length" if built_in == BUILT_IN_LENGTH else "moment" if built_in in BUILT_IN_MOMENTS else ""
            )
        first = code.split(";")[0]
        return "length" if ELAPSED.search(first) else "moment" if MOMENT.search(ASIDE.sub("", first)) else ""


class Values:
    """What cells say, in normal form: all of `t`, the style and the text within are honoured, or the part is corrupt."""

    def __init__(self, strings: Sequence[Normal | None], shown: Sequence[str], from_1904: bool) -> None:
        self.strings, self.shown = strings, shown
        self.epoch = EPOCH_1904 if from_1904 else EPOCH

    def of(self, kind: str, style: str, text: str) -> Normal | None:
        """One cell; nothing where it is empty."""
        if kind == "n":
            return self._number(style, text)
        if not text.strip():
            return None
        if kind == "s":
            return self._shared(text)
        if kind in {"str", "inlineStr"}:
            return normal(text)
        if kind == "b":
            return self._truth(text)
        return self._rare(kind, text)

    def _rare(self, kind: str, text: str) -> Normal | None:
        if kind == "e":
            return "error", text[:10]
        if kind == "d":
            return normal(_iso(text))
        raise corrupt("a cell of an unknown kind")

    def _truth(self, text: str) -> Normal | None:
        if text.strip() not in TRUTH:
            raise _unfit()
        return normal(TRUTH[text.strip()])

    def _shared(self, text: str) -> Normal | None:
        place = text.strip()
        if place.isascii() and place.isdigit() and len(place) < 10 and int(place) < len(self.strings):
            return self.strings[int(place)]
        raise _unfit()

    def _number(self, style: str, text: str) -> Normal | None:
        text = text.strip()
        if not text:
            return None
        if not NUMBER.fullmatch(text):
            raise corrupt("a cell that is no number")
        value: int | float = int(text) if text.isdigit() else float(text)
        way = self._way(style)
        return normal(_moment(value, way, self.epoch)) if way else normal(value)

    def _way(self, style: str) -> str:
        place = int(style) if style.isascii() and style.isdigit() and len(style) < 10 else 0
        return self.shown[place] if place < len(self.shown) else ""


def _unfit() -> Exception:
    return corrupt("a cell that does not fit its type")


def _moment(value: float, way: str, epoch: datetime) -> datetime | time | timedelta:
    try:
        if way == "length":
            return timedelta(days=value)
        return _instant(value, epoch)
    except OverflowError as fault:
        raise corrupt("a cell with a day that no calendar has") from fault


def _instant(value: float, epoch: datetime) -> datetime | time:
    day, part = divmod(value, 1)
    within = timedelta(milliseconds=round(part * MILLISECONDS))
    if 0 <= value < 1 and not within.days:
        return (EPOCH + within).time()
    early = 0 < value < LEAP_BUG and epoch is EPOCH
    return epoch + timedelta(days=day + early) + within


def _iso(text: str) -> datetime | time:
    plain = text.strip().removesuffix("Z")
    try:
        return time.fromisoformat(plain) if ":" in plain[:3] else datetime.fromisoformat(plain)
    except ValueError as fault:
        raise corrupt("a cell that is no day") from fault
