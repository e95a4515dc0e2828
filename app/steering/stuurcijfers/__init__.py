"""Steering figures: what each means, the arithmetic on sums that the database made, and how they are shown."""
