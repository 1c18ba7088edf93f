"""The attack on every release before anybody sees it: as each partner, with all that was ever released."""
