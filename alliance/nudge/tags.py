"""`{% nudge form %}`: stands after the buttons of a form; shows nothing for a form without such fields."""

from typing import Any

from django import forms, template
from django.template.context import Context

from alliance.nudge import queries
from alliance.nudge.forms import LOOK, Nudged
from alliance.nudge.look import suggest
from alliance.nudge.told import FRAME, SAYS

register = template.Library()


@register.inclusion_tag("alliance/nudge/nudge.html", takes_context=True)
def nudge(context: Context, form: forms.Form | None) -> dict[str, Any]:
    """What a browser needs to look at the words itself, and, where the form came back, what the server found in them."""
    viewer = context.get("viewer")
    if viewer is None or not isinstance(form, Nudged) or not form.written():
        return {}
    names = queries.names(viewer)
    found = suggest(form.written(), names) if form.is_bound else ()
    return {
        "viewer": viewer, "look": LOOK, "looked": form.looking, "says": SAYS,
        "inline": [(form[one.field].label, one) for one in found if one.rule.tier != FRAME],
        "digest": [(form[one.field].label, one) for one in found if one.rule.tier == FRAME],
        "names": {"people": names.people, "bodies": names.bodies},
    }  # fmt: skip
