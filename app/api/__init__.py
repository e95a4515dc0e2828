"""The HTTP door: ``maak_app`` in ``app`` makes it, one router a subject; it knows no rule and no SQL.

Messages go in and out as they are, so nothing between the socket and the desk looks at their contents
or logs them.
"""
