"""Marlhaven, an invented alliance: told through the same actions as everyone's, so that its log is true."""
