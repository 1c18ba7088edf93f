"""Marlhaven and Quillfen, invented alliances: told through the same actions as everyone's, so that their logs are true."""
