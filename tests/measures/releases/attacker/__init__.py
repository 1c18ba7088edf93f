"""An attacker who sees what one partner sees, over 14 releases of generated alliances.

The long run of 500 alliances (2 to 8 partners, seeds 1000 to 1499) took 292 s of one core, two thirds of it the releases
themselves: 35,132 groups of 1-4 and 4,182 small groups' scores, each tried by every other partner; none worked out, no
count drawn afresh. Before `audit/repair.py` kept a unit's own count from being called a sum it was one group, in seed 1403.
"""
