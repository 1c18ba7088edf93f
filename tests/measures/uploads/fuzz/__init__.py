"""Mutated workbooks, thousands of them, through the whole pipeline."""
