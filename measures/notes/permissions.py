"""Who writes beside figures: people of partners and associates for their own voice; the team tells stories alone."""

PERMISSIONS = {"note.write": ("member", "associate", "team")}
