"""Corrections: what an aanbieder sends next when a claim was rejected, or granted and wrong.

A rejected line is never credited but claimed again (IV085). A granted line is taken back by a credit, and
when it was wrong claimed anew after that (OP366). ``voorstel`` is the whole of it on one page; nothing here
keeps or sends anything.
"""
