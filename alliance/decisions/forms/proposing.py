"""What a person may type to propose: the words, who is asked, and what a matter of its kind needs besides."""

from typing import Any

from django import forms

from alliance.contract.rulebook import MOST_DAYS
from alliance.contract.words.rulebook import RULES
from alliance.decisions.asked import Asked
from alliance.decisions.events import PUBLIC_MATTERS
from alliance.decisions.forms.fields import (
    EARLIER,
    IN_PART,
    WORDS,
    Closing,
    Concerning,
    as_id,
    choose,
    lines,
    linked,
)
from alliance.decisions.reading.proposed_rules import rules_sentence
from alliance.decisions.reading.values import Choice, Proposing
from alliance.decisions.reading.words import SURENESS
from alliance.nudge.forms import Nudged
from frontend.forms import DayMonthYear, Folding

_LATER = ("boards_days", "correction_days")
_SETTINGS = (
    "default_rule", "practice", "pool", "stand_aside", "auto_close_written", "written_days", "notice_days",
    *_LATER,
)  # fmt: skip
_SEVERAL = ("objectives", "boards")


FOLDS = {
    EARLIER: ("concerns", "how", "scope_note"),
    "Where we will look for the effect, and for which objective": ("expected_where", "expected_by", "expected_sure", "objectives"),
    "How the vote goes: its end, a sealed first round, boards that must agree": (
        "closes_on", "closes_time", "sealed", "public", "boards", "long_stop_days"
    ),
}  # fmt: skip


class Propose(Nudged, Folding, Concerning, Closing):
    """A proposal of an ordinary matter."""

    nudges = WORDS
    folds = FOLDS

    org = forms.TypedChoiceField(label="Which member proposes it?", coerce=as_id)
    title = forms.CharField(
        label="What should we decide?",
        max_length=200,
        help_text="One line, as you would say it at the table.",
    )
    text = lines(
        6,
        "The words we vote on",
        "What will be done, by whom, and what it costs. Everyone votes on exactly this.",
    )
    expected_effect = lines(
        2, "What do you expect to see if we do this?", "We look for it when we look again.", required=False
    )
    expected_where = forms.CharField(
        label="Where will you look for it?",
        required=False,
        max_length=400,
        help_text="A measure such as M-02, for instance.",
    )
    expected_by = forms.DateField(label="By when?", required=False, widget=DayMonthYear)
    expected_sure = forms.ChoiceField(
        label="How sure are you?", required=False, widget=forms.RadioSelect, choices=list(SURENESS.items())
    )
    objectives = forms.MultipleChoiceField(
        label="Which objectives is it for?", required=False, widget=forms.CheckboxSelectMultiple
    )
    review_on = forms.DateField(label="When do we look at it again?", widget=DayMonthYear)
    sealed = forms.BooleanField(
        label="Seal the first round", required=False,
        help_text="Nobody, administrators included, sees another’s vote before all are in or the vote closes. "
        "Then all are opened at once, and members may still change theirs until the close.",
    )  # fmt: skip
    public = forms.ChoiceField(
        label="What would it do with the public register?", required=False, widget=forms.RadioSelect,
        choices=[("", "Nothing"), ("opens", "Open it: decisions can then be published, one by one"), ("closes", "Close it")],
        help_text="It stands beside the words that members vote on.",
    )  # fmt: skip
    scope_note = forms.CharField(
        label="Which part does it replace?", required=False, max_length=400, help_text="Only where a part of it stays in force."
    )  # fmt: skip
    boards = forms.TypedMultipleChoiceField(
        label="Whose own board must agree too?", required=False, coerce=as_id, widget=forms.CheckboxSelectMultiple,
        help_text="If it is carried, it is agreed subject to them. Members that have said so for this matter are added.",
    )  # fmt: skip
    long_stop_days = forms.IntegerField(
        label="How many days do those boards have?", required=False, min_value=1, max_value=365,
        help_text="Counted from the outcome. If a board has not agreed by then, it lapses.",
    )  # fmt: skip
    field_order = [
        "org",
        "title",
        "text",
        "concerns",
        "how",
        "scope_note",
        "expected_effect",
        "expected_where",
        "expected_by",
        "expected_sure",
        "objectives",
        "review_on",
        "sealed",
        "public",
        "boards",
        "long_stop_days",
    ]

    def __init__(self, about: Proposing, choice: Choice, *args: Any, **kwargs: Any) -> None:
        super().__init__(about.zone, *args, **kwargs)
        self.choice, self.settings = choice, about.settings
        self.choose_among(about.standing)
        choose(self.fields["org"], about.orgs)
        choose(self.fields["boards"], about.members)
        choose(self.fields["objectives"], about.objectives)
        self.fields["closes_on"].help_text = (
            f"Leave empty for the last day that the rule-book allows, {about.written_days} days with today. "
            f"Members have at least {about.notice_days} days."
        )  # fmt: skip
        self.fields["long_stop_days"].widget.attrs["placeholder"] = about.settings["boards_days"]
        if choice.code not in PUBLIC_MATTERS:
            del self.fields["public"]
        if not about.objectives:
            del self.fields["objectives"]
        if not about.standing:  # a young alliance has no earlier decision to ask about
            for name in ("concerns", "how", "scope_note"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """A part is named where a part is replaced, and only there."""
        said = super().clean()
        if (said.get("how") in IN_PART) != bool(said.get("scope_note")):
            self.add_error("scope_note", "Say which part it replaces, and only where a part of it stays.")
        return said

    def wanted(self) -> dict[str, Asked]:
        """The argument of the action."""
        return {"asked": Asked(matter=self.choice.code, **self.said())}

    def said(self) -> dict[str, Any]:
        """What was typed, by the names of `Asked`."""
        said = dict(self.cleaned_data)
        said |= linked(said.pop("concerns", None), said.pop("how", ""))
        return (
            said
            | {name: tuple(said.get(name, ())) for name in _SEVERAL}
            | {"long_stop_days": said.get("long_stop_days") or 0}
        )


class ProposeReserved(Propose):
    """A matter that one member decides, with the proposal about its consequences ready beside it."""

    nudges = WORDS | {"consequence_title": "title", "consequence_text": "draft"}

    owner = forms.TypedChoiceField(label="Which member decides?", coerce=as_id)
    category = forms.ChoiceField(label="Why is it reserved?")
    legal_basis = forms.CharField(label="Which duty or law reserves it?", max_length=400)
    expires_on = forms.DateField(
        label="When does it end?",
        required=False,
        widget=DayMonthYear,
        help_text="An emergency use must name its end.",
    )
    consequence_title = forms.CharField(
        label="The vote on its consequences", max_length=200,
        help_text="Using this power opens that vote at once, and everyone must agree there.",
    )  # fmt: skip
    consequence_text = lines(4, "The words of that vote")
    field_order = [
        *Propose.field_order,
        "owner",
        "category",
        "legal_basis",
        "expires_on",
        "consequence_title",
        "consequence_text",
    ]

    def __init__(self, about: Proposing, choice: Choice, *args: Any, **kwargs: Any) -> None:
        super().__init__(about, choice, *args, **kwargs)
        del self.fields["sealed"]  # one member decides, and the others advise it openly
        choose(self.fields["owner"], about.owners)
        words = [(code, code.replace("_", " ").capitalize()) for code in about.categories]
        choose(self.fields["category"], words, "Choose")


class ProposeRuleBook(Propose):
    """A rule-book, setting by setting: what is carried here is what comes into force."""

    default_rule = forms.ChoiceField(
        label="What no other rule covers is carried when", widget=forms.RadioSelect,
        choices=[(str(rule), words) for rule, words in RULES.items() if rule != "Q"],
    )  # fmt: skip
    practice = forms.ChoiceField(
        label="How we work together is carried when", widget=forms.RadioSelect,
        choices=[(str(rule), words) for rule, words in RULES.items() if rule != "Q"],
    )  # fmt: skip
    pool = forms.BooleanField(
        label="Up to £100,000 a year inside the pool goes ahead when nobody disagrees", required=False
    )
    stand_aside = forms.BooleanField(
        label="Where everyone must agree, an abstention stands aside", required=False
    )
    auto_close_written = forms.BooleanField(
        label="A written vote closes as soon as everyone agrees", required=False
    )
    written_days = forms.IntegerField(
        label="A written vote stays open for at most so many days", min_value=1, max_value=365
    )
    notice_days = forms.IntegerField(
        label="Members have at least so many days to answer", min_value=0, max_value=60
    )

    boards_days = forms.IntegerField(
        label="Members’ own boards have so many days to ratify", min_value=1, max_value=MOST_DAYS, required=False,
        help_text="Where a decision waits for them and names no other time. Leave empty to keep it.",
    )  # fmt: skip
    correction_days = forms.IntegerField(
        label="Members may ask for so many days that a slip put right be a vote instead", min_value=1, max_value=MOST_DAYS,
        required=False, help_text="Leave empty to keep it.",
    )  # fmt: skip

    field_order = [*Propose.field_order[:3], *_SETTINGS, *Propose.field_order[3:]]

    def __init__(self, about: Proposing, choice: Choice, *args: Any, **kwargs: Any) -> None:
        now: Any = about.settings
        rules = {matter["code"]: matter["rule"] for matter in now["matters"]}
        initial = {
            "title": "Adopt our rule-book", "default_rule": now["default_rule"], "practice": rules.get("practice", "K"),
            "pool": "pool_100k" in rules, "stand_aside": now["abstention"] == "stand_aside",
            **{name: now[name] for name in ("auto_close_written", "written_days", "notice_days", *_LATER)},
        }  # fmt: skip
        super().__init__(about, choice, *args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        self.version, self.size = about.rulebook, len(about.members)
        self.fields["text"].required = False
        self.fields["text"].help_text = "Leave empty for a sentence that names what changes."

    def said(self) -> dict[str, Any]:
        """What was typed, with the settings as a whole, and a sentence about them where no words were typed."""
        said = self._with_settings()
        return said | {
            "text": said["text"] or rules_sentence(said["settings"], self.settings, self.version, self.size)
        }

    def _with_settings(self) -> dict[str, Any]:
        said = super().said()
        chosen = {
            name: said.pop(name)
            for name in ("default_rule", "auto_close_written", "written_days", "notice_days")
        }
        chosen |= {name: days for name in _LATER if (days := said.pop(name))}
        rules = {"practice": said.pop("practice"), "pool_100k": "K" if said.pop("pool") else ""}
        aside = "stand_aside" if said.pop("stand_aside") else "blocks"
        now: Any = self.settings
        others = [matter for matter in now["matters"] if matter["code"] not in rules]
        kept = {matter["code"]: matter for matter in now["matters"]}
        plain = {"venue": "either", "capacity": "alliance"}
        ours = [kept.get(code, plain) | {"code": code, "rule": rule} for code, rule in rules.items() if rule]
        return said | {"settings": {**now, **chosen, "abstention": aside, "matters": [*others, *ours]}}
