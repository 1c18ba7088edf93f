"""Checking a grid against the register: pure rules, with every finding in plain words."""
