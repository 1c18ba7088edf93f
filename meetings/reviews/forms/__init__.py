"""What a person may type about reviews."""
