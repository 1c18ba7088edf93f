"""What programs may send about reviews."""

from typing import Any

from rest_framework import serializers as s

from meetings.reviews.words import FACTORS, FEARS, LONGEST, METHODS, SUBJECTS, WRITTEN


class _Tuple(s.ListField):
    """A list that an action takes as a tuple."""

    def run_validation(self, data: Any = s.empty) -> Any:
        return tuple(super().run_validation(data))


def _ids(**more: Any) -> _Tuple:
    return _Tuple(child=s.UUIDField(), max_length=200, **more)


def _refs() -> _Tuple:
    return _Tuple(child=s.CharField(max_length=12), required=False, max_length=200)


class In(s.Serializer[Any]):
    """The base of all."""


class Propose(In):
    """A review: what is looked at, what it asks, and how."""

    title = s.CharField(max_length=200)
    question = s.CharField(max_length=500)
    subject = s.ChoiceField(list(SUBJECTS.items()))
    method = s.ChoiceField(list(METHODS.items()))
    settings = _ids(required=False)
    rests_on = _refs()
    elsewhere = s.CharField(max_length=60, required=False, allow_blank=True)


class Person(In):
    """Somebody of the alliance."""

    person = s.UUIDField()


class Declared(In):
    """None of these may be so."""

    involved = s.BooleanField()
    manages = s.BooleanField()
    main_setting = s.BooleanField()


class Window(In):
    """The first and the last day."""

    opens = s.DateField()
    closes = s.DateField()


class Later(In):
    """A later last day."""

    closes = s.DateField()


class Fear(In):
    """One of the answers."""

    answer = s.ChoiceField(list(FEARS.items()))


class Loss(In):
    """Programs do not hold both parts of the key: what people wrote unseen is destroyed, if there is any, and `accept_loss`
    says that it may be."""

    accept_loss = s.BooleanField(required=False)


class KeyBack(In):
    """Which key."""

    verb = s.ChoiceField([("withdraw", "to withdrawing it"), ("resume", "to going on")])


class Writes(In):
    """What is written by those who look after a review rests on pieces while pieces are there, unless `from_pieces` is `false`."""

    from_pieces = s.BooleanField(required=False)


class Line(Writes):
    """A line of a stage; a factor or a role as its heading where the stage has those."""

    stage = s.ChoiceField([(str(code), asked.title) for code, asked in WRITTEN.items()])
    text = s.CharField(max_length=LONGEST)
    heading = s.CharField(max_length=120, required=False, allow_blank=True)


class One(In):
    """Which line, step or action."""

    line = s.UUIDField()


class OtherWords(Writes, One):
    """The new words."""

    text = s.CharField(max_length=LONGEST)


class Step(Writes):
    """A step of the timeline, counted from the start."""

    offset = s.CharField(max_length=20)
    role = s.CharField(max_length=120)
    wider = s.CharField(max_length=120, required=False, allow_blank=True)
    common = s.BooleanField(required=False)
    saw = s.CharField(max_length=LONGEST, required=False, allow_blank=True)
    did = s.CharField(max_length=LONGEST, required=False, allow_blank=True)


class Theme(Writes):
    """A learning point, and whose settings it is from; in a thematic review, which of its releases it rests on (“V-01”)."""

    text = s.CharField(max_length=LONGEST)
    settings = _ids(required=False)
    rests_on = _refs()


class ActionOn(Writes):
    """An action on a condition, held by two partners or more."""

    what = s.CharField(max_length=LONGEST)
    factor = s.ChoiceField(list(FACTORS.items()))
    orgs = _ids()
    role = s.CharField(max_length=120)
    due = s.DateField()
    measure = s.CharField(max_length=120, required=False, allow_blank=True)


class Hazard(In):
    """A danger for a role that can act."""

    org = s.UUIDField()
    role = s.CharField(max_length=120)
    text = s.CharField(max_length=400)


class Parts(In):
    """Both parts of the key."""

    first = s.CharField(max_length=200)
    second = s.CharField(max_length=200)


class PassOn(In):
    """Which danger; both parts while there are pieces."""

    hazard = s.UUIDField()
    first = s.CharField(max_length=200, required=False, allow_blank=True)
    second = s.CharField(max_length=200, required=False, allow_blank=True)


class Confirm(In):
    """The digest of what was read, and the places that may stay."""

    digest = s.CharField(max_length=64)
    cleared = _Tuple(child=s.CharField(max_length=200), required=False, max_length=400)


class Key(Confirm):
    """A key to a release; both parts while there are pieces."""

    no_person = s.BooleanField()
    first = s.CharField(max_length=200, required=False, allow_blank=True)
    second = s.CharField(max_length=200, required=False, allow_blank=True)


class Correct(In):
    """By place (“factors.2.text”), the new text; and why."""

    texts = s.DictField(child=s.CharField(max_length=LONGEST))
    reason = s.CharField(max_length=500)
    title = s.CharField(max_length=200, required=False, allow_blank=True)


class Follow(In):
    """Did it change your work? Would you come again?"""

    changed = s.BooleanField()
    again = s.BooleanField()
