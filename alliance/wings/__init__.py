"""What a wing may offer to the house, so that a new room touches no other."""
