"""How the contract reads in plain words."""
