"""Sheets sent through the real pages and the API."""
