"""What lies between the pure checks and the database: rows as JSON, the register from the plan, marks, and places."""
