"""The anonymous door: what is written with a ticket has no author, in any table, file or log."""
