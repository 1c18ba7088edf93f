"""Who may propose a review, and record a covenant. All else goes by seat: no role opens a review, nor does a superuser."""

PERMISSIONS = {
    "review.propose": ("member", "associate", "team", "voter", "manager", "facilitator", "data_lead"),
    "covenant.record": ("manager",),
}
