"""The public register: what an alliance has chosen to show to everybody, and nothing of who its people are."""
