"""The national rules: one small pure function a rule, named by its id.

Level 2 rules (``content``) see a record and its message; level 3 and 4 rules (``history``) see a
record and the facts that were fetched before. Which class carries which code, and in what order,
comes from the catalogue in ``app.standard``.
"""
