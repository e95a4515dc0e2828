"""Conversions: the JW301s with which a gemeente ends a toewijzing of an old system and assigns in the new one.

``voorstel`` is the whole of it on one page; nothing here keeps or sends anything.
"""
