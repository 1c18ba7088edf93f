"""Who may keep the log of assumptions, issues and dependencies: whoever may raise a risk, and the manager."""

PERMISSIONS = {"logged.keep": ("member", "associate", "facilitator", "manager")}
