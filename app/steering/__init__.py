"""What the stored messages say together: chains with their states, the terms that run, and signals.

Nothing here judges a message or ends up in a national answer.
"""
