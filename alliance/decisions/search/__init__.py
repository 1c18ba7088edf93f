"""The register's index: which words stand in which proposal, kept by the same events that keep the rows."""
