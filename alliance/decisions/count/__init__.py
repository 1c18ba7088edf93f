"""How ballots become an outcome: pure, so that anybody may count again."""
