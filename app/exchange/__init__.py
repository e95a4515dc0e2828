"""One judgement, many faces: the list of steps that every message goes through.

``steps`` shows the whole flow. This room knows no SQL and no HTTP: storage comes in through the
ports, and doors show what comes out.
"""
