"""Who answers warnings. Warning itself asks for no right: anybody inside the alliance can, people supported too."""

PERMISSIONS = {"warning.answer": ("voter", "facilitator", "manager")}
