"""Sealed rounds, in rules and through the door."""
