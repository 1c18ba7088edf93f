"""Sealed ballots at rest: encrypted under a key outside the database until their round is opened."""
