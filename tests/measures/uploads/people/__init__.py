"""The scan for people: its rules, the places it looks in, and the browser's first look beside it."""
