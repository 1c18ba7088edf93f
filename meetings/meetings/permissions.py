"""Who may do what with meetings. Anyone inside may add to an agenda and record their own organisation."""

PERMISSIONS = {"meeting.run": ("manager", "facilitator")}
