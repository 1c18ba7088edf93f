"""What every request and every answer goes through: how much it may bring, what is left out, and where it is kept."""
