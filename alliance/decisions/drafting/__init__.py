"""Proposals that somebody still writes: they bind nobody, and only those they are shared with can read them."""
