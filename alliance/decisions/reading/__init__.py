"""How a decision reads: plain values and plain words, made from its events."""
