"""Jeugdknoop: message exchange for the Dutch youth-care standard iJw.

Every folder here is a room. A room imports only from the rooms on the floors below it; `standard` is the
ground floor and knows none of the others.
"""
