"""What a file is, by its content alone: bytes go in, a kind or a refusal comes out."""
