"""The scan for people: what could identify somebody, wherever it stands in a file."""
