"""What a new alliance needs before it can begin: pure, the whole form at once."""

from alliance.door.refusals import Refused
from alliance.founding.charter import CODE, COMMISSIONER, PROVIDER, Founding


def check_founding(form: Founding) -> Refused | None:
    """The first thing that keeps the alliance from being founded, said so that the founder can mend it."""
    for holds, code, sentence in (*_bodies(form), *_people(form)):
        if not holds:
            return Refused(code, sentence)
    return None


def _bodies(form: Founding) -> list[tuple[bool, str, str]]:
    members = [body for body in form.bodies if body.votes]
    sides = {body.side for body in members}
    spelt = [body.code for body in form.bodies]
    names = [body.name.casefold() for body in form.bodies]
    wrong = [code for code in spelt if not CODE.fullmatch(code)]
    return [
        (bool(form.name.strip()), "no_name", "Give the alliance a name."),
        (len(members) >= 2, "two_members", "An alliance has at least two members. Add another organisation."),
        (COMMISSIONER in sides, "one_side", "One side is missing: at least one member commissions."),
        (PROVIDER in sides, "one_side", "One side is missing: at least one member provides."),
        (
            not wrong,
            "bad_code",
            f"A code is 2 to 12 letters and digits and starts with a letter: {', '.join(wrong)}.",
        ),
        (
            len(set(spelt)) == len(spelt),
            "code_twice",
            "Two organisations have the same code. Change one of them.",
        ),
        (
            len(set(names)) == len(names),
            "name_twice",
            "Two organisations have the same name. Change one of them.",
        ),
    ]


def _people(form: Founding) -> list[tuple[bool, str, str]]:
    mine = [body for body in form.bodies if body.mine]
    silent = [body.name for body in form.bodies if body.votes and not (body.mine or body.invite)]
    asked = [body.invite.casefold() for body in form.bodies if body.invite and body.votes]
    speaks = any(body.votes for body in mine)
    return [
        (len(mine) <= 1, "one_ballot", "One person casts one member’s ballot. Choose one organisation as yours."),
        (bool(mine) or form.manages, "no_part", "Say which organisation you speak for, or that you manage the alliance."),
        (not silent, "nobody_speaks", f"Nobody speaks for {', '.join(silent)} yet. Give the e-mail address of somebody to invite."),
        (not any(body.mine and body.invite for body in form.bodies), "mine_and_invited",
         "You speak for your own organisation: leave its e-mail address empty. You can invite a deputy later."),
        (len(set(asked)) == len(asked), "invited_twice", "One person casts one member’s ballot. Invite somebody else for one of them."),
        (not (speaks and form.founder.casefold() in asked), "founder_invited",
         "You speak for one member already. Invite somebody else for the other."),
    ]  # fmt: skip
