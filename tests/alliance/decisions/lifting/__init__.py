"""From an objection to agreement."""
