"""What a release is made from, and how it is stored and read back."""
