"""Sending figures for programs, and one's own data: the same as on the pages."""
