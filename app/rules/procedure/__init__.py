"""Rules of procedure (OP, IV) that software can decide and that carry no retourcode.

They are asked of messages that count as sent. What they say becomes a signal: it never rejects anything.
"""
