"""Suggestions about words, for whoever writes: never counted, kept or in anybody's way."""
