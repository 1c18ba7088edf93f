"""Single values: numbers, dates and means as people type them."""
