"""From exact figures to what may be said of them: joining, deciding, drawing, wording. Nothing here knows a database."""
