"""No-blame reviews: how, and never who."""
