"""How the anonymous door is entered and what it answers: the same to everybody, with nothing of who asks."""
