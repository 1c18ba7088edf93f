"""Who may do what with papers. Who sees what a paper hangs on may read it, unless it is shown to named people only."""

PERMISSIONS = {
    "paper.attach": ("member", "team"),  # associates and their observers read
    "paper.tidy": ("manager", "facilitator"),  # take away what somebody else attached
}
