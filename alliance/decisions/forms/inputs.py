"""What programs send about decisions, field by field."""

from typing import Any

from rest_framework import serializers as field

from alliance.decisions.asked import Asked
from alliance.decisions.events import PUBLIC, SURE

Plain = field.Serializer[Any]


class Several(field.ListField):
    """A list as a tuple, which is what actions take."""

    def to_internal_value(self, data: Any) -> Any:
        """Read each item."""
        return tuple(super().to_internal_value(data))

    def get_default(self) -> Any:
        """What stands for a list that was not sent."""
        return tuple(super().get_default() or ())


def words(most: int = 20_000) -> field.CharField:
    """Words that may be left out, `most` characters of them."""
    return field.CharField(default="", allow_blank=True, max_length=most)


class ProposalIn(Plain):
    """What any proposal says, in writing or in a meeting."""

    org = field.UUIDField()
    matter = field.CharField(max_length=40)
    title = field.CharField(max_length=200)
    text = field.CharField(max_length=20_000)
    expected_effect = words()
    review_on = field.DateField(default=None, allow_null=True)
    settings = field.JSONField(
        default=None, allow_null=True, help_text="Of a proposed rule-book, all of them."
    )
    owner = field.UUIDField(
        default=None, allow_null=True, help_text="The member that decides a reserved matter."
    )
    category = words(40)
    expires_on = field.DateField(default=None, allow_null=True)
    legal_basis = words(400)
    consequence_title = words(200)
    consequence_text = words()
    draft = field.IntegerField(
        default=None, allow_null=True, min_value=1, max_value=2_000_000_000, help_text="Begun with it: its papers follow."
    )  # fmt: skip


class OpenIn(ProposalIn):
    """A proposal to open in writing."""

    expected_where = words(400)
    expected_by = field.DateField(default=None, allow_null=True)
    expected_sure = field.ChoiceField(["", *SURE], default="")
    opens = field.DateTimeField(default=None, allow_null=True)
    closes = field.DateTimeField(default=None, allow_null=True)
    objectives = Several(child=field.RegexField(r"^[A-Za-z0-9]{1,12}$"), default=list)
    reverses = field.IntegerField(default=None, allow_null=True, min_value=1)
    looks_again_at = field.IntegerField(default=None, allow_null=True, min_value=1)
    renews = field.IntegerField(default=None, allow_null=True, min_value=1)
    ratifies = field.IntegerField(
        default=None, allow_null=True, min_value=1, help_text="An emergency use that all are asked to let stand.",
    )  # fmt: skip
    supersedes = Several(child=field.IntegerField(min_value=1), default=list)
    in_part = field.BooleanField(default=False)
    boards = Several(child=field.UUIDField(), default=list)
    long_stop_days = field.IntegerField(default=0, min_value=0, max_value=365)
    scope_note = words()
    sealed = field.BooleanField(
        default=False,
        help_text="Nobody sees another’s ballot before all are in. Only in writing, never reserved.",
    )
    public = field.ChoiceField(
        ["", *PUBLIC], default="", help_text="Whether this decision opens or closes the public register."
    )

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        """The argument of the action."""
        return {"asked": Asked(**attrs)}


class BallotIn(Plain):
    """A ballot."""

    org = field.UUIDField()
    revision = field.IntegerField(min_value=1, max_value=1_000_000)
    position = field.ChoiceField(["agree", "disagree", "abstain"])
    reason = words()
    harm = words()
    smallest_change = words()
    best_for_people = field.ChoiceField(["", "yes", "no", "unsure"], default="")


class RecordIn(BallotIn):
    """A ballot told by telephone, and by whom."""

    person = field.UUIDField()


class ConfirmIn(Plain):
    """Whose recorded ballot is confirmed."""

    org = field.UUIDField()


class AmendIn(Plain):
    """A new wording, made from `revision`."""

    revision = field.IntegerField(min_value=1, max_value=1_000_000)
    title = field.CharField(max_length=200)
    text = field.CharField(max_length=20_000)
    expected_effect = field.CharField(default=None, allow_null=True, allow_blank=True, max_length=20_000)
    reason = words()
    closes = field.DateTimeField(default=None, allow_null=True)
    settings = field.JSONField(default=None, allow_null=True)


class WhyIn(Plain):
    """A reason."""

    reason = field.CharField(max_length=20_000)


class MaybeWhyIn(Plain):
    """A reason, where there is one."""

    reason = words()


class DeadlineIn(WhyIn):
    """More time, and why."""

    closes = field.DateTimeField()


class InterestIn(MaybeWhyIn):
    """A conflict of interest."""

    org = field.UUIDField()
    kind = field.ChoiceField(["financial", "professional", "personal", "indirect"])
    whose = field.ChoiceField(["organisation", "person"])


class RulingIn(MaybeWhyIn):
    """For which organisation, and whether it would admit the declarer."""

    org = field.UUIDField()
    ruling = field.ChoiceField(["admit", "refuse"])


class LookIn(MaybeWhyIn):
    """What one member saw when it looked again, and whether it would still decide so."""

    org = field.UUIDField()
    answer = field.ChoiceField(["yes", "no", "unsure"])
    seen = field.CharField(max_length=20_000)
    look_next = field.DateField(default=None, allow_null=True)


class ActIn(Plain):
    """What the act needs besides the decision: of a new member its name, code, side and kind; of an agreement its text."""

    name = field.CharField(required=False, max_length=160)
    code = field.CharField(required=False, max_length=12)
    side = field.ChoiceField(["commissioner", "provider"], required=False)
    kind = field.CharField(required=False, max_length=20)
    text = field.CharField(required=False, allow_blank=True, max_length=200_000)
