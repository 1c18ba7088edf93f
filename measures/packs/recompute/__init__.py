"""The program in an evidence packet: works a release out again from what was published, with the standard library alone."""
