"""One plain model, and the same model as two libraries keep its history."""
