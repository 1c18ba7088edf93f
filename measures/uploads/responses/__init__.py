"""The response sheet: one row for each response, reduced in memory to people per score; no row leaves this room."""
