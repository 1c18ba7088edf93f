"""Pages for sending figures, for how a sheet is read, and for one's own data; all of it works without a script."""
