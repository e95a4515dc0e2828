"""Figures over toewijzingen, claims and messages: each is one or two queries that add up in the database.

Nothing here gives more than aggregates: no row is about one child. ``app.steering.stuurcijfers`` says what the
figures mean, and does the arithmetic that is left when the sums are there.
"""
