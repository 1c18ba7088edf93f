"""The response sheet: read, reduced, previewed, committed; and no row of it left anywhere."""
